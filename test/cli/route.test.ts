import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { route } from '../../src/cli/commands/route.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

beforeEach(() => {
  vi.stubEnv('STEWARD_DATA', temporaryFolder());
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const steward = async (text: string, given: { json?: boolean; task?: string } = {}) => {
  const lines: string[] = [];
  await route.run({
    positionals: text.split(' '),
    values: { task: given.task ?? 'tools' },
    isJson: given.json === true,
    print: (line) => lines.push(line),
  });
  return lines.join('\n');
};

describe('steward route', () => {
  it('says in words where a text would go, also when no Steward is running', async () => {
    expect(await steward('why is paperless slow?')).toBe(
      [
        'To no model: the sentences alone answer.',
        'Because: there is no model in the options.',
        'What is in it is internal; at most $0.0000.',
      ].join('\n'),
    );
  });

  it('says it as data, with the class of what is in the text', async () => {
    const secret = `the token is ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    expect(JSON.parse(await steward(secret, { json: true }))).toMatchObject({
      target: 'none',
      model: null,
      class: 'secret',
    });
  });

  it('knows the tasks', async () => {
    await expect(steward('x', { task: 'singing' })).rejects.toMatchObject({ code: 'cli.usage' });
  });
});
