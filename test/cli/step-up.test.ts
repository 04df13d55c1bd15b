import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stepUp } from '../../src/cli/commands/step-up.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import { addStepUpRoute } from '../../src/http/control/step-up-route.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let server: FastifyInstance;
let enrolled: string[];

beforeEach(async () => {
  enrolled = [];
  const folder = temporaryFolder();
  vi.stubEnv('STEWARD_DATA', folder);
  server = fastify();
  addStepUpRoute(server, {
    approvers: () => [{ userId: 'a11ce', name: 'Alice' }],
    enrolment: {
      enrolAtMachine: ({ userId }) => {
        enrolled.push(userId);
        return { uri: 'otpauth://totp/Homelab%20Steward:Alice?secret=ABCD', key: 'ABCD EFGH' };
      },
    },
  });
  await server.listen({ path: join(folder, controlSocketName) });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const run = async (positionals: string[], user?: string, isJson = false) => {
  const lines: string[] = [];
  const code = await stepUp.run({
    positionals,
    values: user === undefined ? {} : { user },
    isJson,
    print: (line) => void lines.push(line),
  });
  return { code, text: lines.join('\n') };
};

describe('steward step-up enroll', () => {
  it.each(['Alice', 'alice', 'a11ce'])('shows %s a key and an address, once', async (user) => {
    const { code, text } = await run(['enroll'], user);
    expect(code).toBe(0);
    expect(text).toContain('ABCD EFGH');
    expect(text).toContain('otpauth://totp/Homelab%20Steward:Alice?secret=ABCD');
    expect(enrolled).toEqual(['a11ce']);
  });

  it('gives JSON to programs, e.g. for a QR code', async () => {
    const { text } = await run(['enroll'], 'Alice', true);
    expect(JSON.parse(text)).toEqual({
      uri: 'otpauth://totp/Homelab%20Steward:Alice?secret=ABCD',
      key: 'ABCD EFGH',
    });
  });

  it('enrols approvers only, and says who they are', async () => {
    await expect(run(['enroll'], 'Mallory')).rejects.toThrow(
      '"Mallory" is not an approver. Approvers are: Alice.',
    );
    expect(enrolled).toEqual([]);
  });

  it.each([
    [[], 'Alice'],
    [['enroll'], undefined],
    [['remove'], 'Alice'],
  ] as [string[], string | undefined][])(
    'says how it is used when it is not: %j %s',
    async (positionals, user) => {
      expect(await run(positionals, user)).toMatchObject({
        code: 2,
        text: expect.stringContaining('--user NAME'),
      });
    },
  );
});
