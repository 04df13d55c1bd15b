import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('steward redact says for each line what is private in it, without a running Steward', async () => {
  const child = spawn(process.execPath, ['src/cli/steward.ts', 'redact'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, STEWARD_DATA: temporaryFolder() },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end('restart 192.0.2.4\n\nthe password is hunter2, on 192.0.2.4');
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { class: 'internal', findings: [{ rule: 'ipv4', start: 8, end: 17 }], redacted: 'restart [address]' },
    { class: 'public', findings: [], redacted: '' },
    {
      class: 'secret',
      findings: [
        { rule: 'password-by-context', start: 16, end: 23 },
        { rule: 'ipv4', start: 28, end: 37 },
      ],
      redacted: 'the password is [secret], on [address]',
    },
  ]);
});
