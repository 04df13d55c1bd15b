import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseOptions } from '../../src/config/parse-options.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nsecret-bytes\n-----END OPENSSH PRIVATE KEY-----\n';
const host = { name: 'still-fawn', address: '192.0.2.10', private_key: key };
const { private_key: _key, ...withoutKey } = host;

it('takes a host with a key, a key file or a password', () => {
  const file = join(temporaryFolder(), 'id_ed25519');
  writeFileSync(file, key);
  const hosts = [
    host,
    { ...withoutKey, name: 'chief-horse', private_key_file: file },
    {
      ...withoutKey,
      name: 'pumped-piglet',
      password: 'correct horse',
      sudo: true,
      user: 'steward',
      port: 2222,
    },
  ];
  expect(parseOptions({ hosts }).hosts).toEqual(hosts);
});

it.each([
  ['no credentials', [withoutKey], 'hosts[1] has no credentials'],
  ['two kinds of them', [{ ...host, password: 'x' }], 'hosts[1] has both private_key and password'],
  [
    'a public key',
    [{ ...host, private_key: 'ssh-ed25519 AAAA' }],
    'hosts[1].private_key is not a private key',
  ],
  [
    'a key file that is away',
    [{ ...withoutKey, private_key_file: '/nowhere/id' }],
    'hosts[1].private_key_file',
  ],
  ['a name twice', [host, host], 'hosts[2].name is "still-fawn" a second time'],
  ['no fingerprint of SHA-256', [{ ...host, host_key: 'aa:bb' }], 'host_key'],
])('refuses a host with %s, naming the option and no secret', (_what, hosts, says) => {
  let message = '';
  try {
    parseOptions({ hosts });
  } catch (thrown) {
    message = String(thrown);
  }
  expect(message).toContain(says);
  expect(message).not.toContain('secret-bytes');
});
