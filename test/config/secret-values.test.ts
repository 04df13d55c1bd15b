import { expect, it } from 'vitest';
import { parseOptions } from '../../src/config/parse-options.ts';
import { secretValues } from '../../src/config/secret-values.ts';

it('the secrets of options are all their passwords, tokens and keys, and nothing else', () => {
  const options = parseOptions({
    proxmox: [
      {
        name: 'home',
        url: 'https://192.0.2.10:8006',
        token_id: 'steward@pve!homelab',
        token_secret: 'c0ffee00-1234-4321-aaaa-b0b0b0b0b0b0',
        user: 'root@pam',
        password: 'hunter2hunter2',
        fingerprint: `${'AA:'.repeat(31)}AA`,
      },
    ],
    approvers: [{ user: 'Alice', pin: '2468' }],
    github: { repository: 'alice/homelab', token: 'github_pat_x' },
  });
  expect(secretValues(options).sort()).toEqual([
    '2468',
    'c0ffee00-1234-4321-aaaa-b0b0b0b0b0b0',
    'github_pat_x',
    'hunter2hunter2',
  ]);
});
