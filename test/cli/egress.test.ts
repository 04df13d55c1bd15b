import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { egress } from '../../src/cli/commands/egress.ts';
import { addEgressRoutes } from '../../src/http/control/egress-routes.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import { createServer } from '../../src/http/create-server.ts';
import { sentBodies } from '../http/panel/sent-bodies.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const sent = sentBodies();
const server = () => {
  const made = createServer();
  addEgressRoutes(made, {
    list: ({ limit }) => sent.slice(0, limit),
    get: (number) => sent.find((entry) => entry.number === number),
  });
  return made;
};
let running: ReturnType<typeof server>;

beforeEach(async () => {
  const folder = temporaryFolder();
  vi.stubEnv('STEWARD_DATA', folder);
  running = server();
  await running.listen({ path: join(folder, controlSocketName) });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await running.close();
});

const steward = async (words: string, given: { json?: boolean; limit?: string } = {}) => {
  const lines: string[] = [];
  await egress.run({
    positionals: words.split(' ').filter(Boolean),
    values: { limit: given.limit ?? '20' },
    isJson: given.json === true,
    print: (line) => lines.push(line),
  });
  return lines;
};

describe('steward egress', () => {
  it('lists what left the house, newest first, with how it ended', async () => {
    const lines = await steward('');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ +6 {2}\S+Z {2}cloud +conversation \(try 1\) +\d+ bytes {2}200$/u);
    expect(lines[2]).toContain('(try 2)');
    expect(lines[4]).toMatch(/text no longer kept$/u);
    expect(await steward('', { limit: '2' })).toHaveLength(2);
  });

  it('shows one byte for byte, or that only its digest is left', async () => {
    expect(await steward('6')).toEqual([sent[0]?.body]);
    expect(await steward('1')).toEqual([
      `Only its size and digest are kept: ${sent[4]?.bytes} bytes, SHA-256 ${sent[4]?.digest}.`,
    ]);
    expect(JSON.parse((await steward('6', { json: true }))[0] ?? '')).toEqual(sent[0]);
  });

  it('says what is no entry', async () => {
    await expect(steward('77')).rejects.toThrow('Nothing that left the house has the number 77.');
    await expect(steward('all')).rejects.toMatchObject({ code: 'cli.usage' });
  });
});
