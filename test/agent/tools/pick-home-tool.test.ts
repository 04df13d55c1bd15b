import { expect, it } from 'vitest';
import { pickHomeTool } from '../../../src/agent/tools/pick-home-tool.ts';
import type { ReadTool } from '../../../src/agent/tools/read-tool.ts';
import { StewardError } from '../../../src/core/errors.ts';

const seen: unknown[] = [];
const tool = (name: string, read: ReadTool['read']): ReadTool => ({
  definition: { name, description: '', parameters: {} },
  progress: () => '',
  read,
});
const failing = (code: string) =>
  tool('assist', async () => {
    throw new StewardError('No.', { code, kind: 'retry' });
  });
const entities = tool('entities', async (args) => {
  seen.push(args);
  return { parts: [], note: 'from entities' };
});
const context = { signal: new AbortController().signal, language: 'en', request: 'x' };

it('is the Assist LLM API where there is one, else the entities, else nothing', () => {
  const assist = tool('assist', async () => ({ parts: [] }));
  expect(pickHomeTool(assist, entities)?.definition.name).toBe('assist');
  expect(pickHomeTool(undefined, entities)).toBe(entities);
  expect(pickHomeTool(assist, undefined)).toBe(assist);
  expect(pickHomeTool(undefined, undefined)).toBeUndefined();
});

it('asks the entities where the Assist LLM API fails, with the same words', async () => {
  const picked = pickHomeTool(failing('home-assistant.assist-late'), entities);
  expect(await picked?.read({ name: 'rack', area: 'Cellar' }, context)).toMatchObject({
    note: 'from entities',
  });
  expect(seen).toEqual([{ words: 'rack Cellar' }]);
});

it('does not hide a mistake of its own, nor go on after it was cancelled', async () => {
  await expect(pickHomeTool(failing('internal'), entities)?.read({}, context)).rejects.toThrow('No.');
  const abort = new AbortController();
  abort.abort();
  await expect(
    pickHomeTool(failing('home-assistant.assist-late'), entities)?.read(
      {},
      { ...context, signal: abort.signal },
    ),
  ).rejects.toThrow('No.');
});
