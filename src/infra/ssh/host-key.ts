import { createHash } from 'node:crypto';
import { StewardError } from '../../core/errors.ts';
import type { SshConnectionOptions } from './options.ts';

/** Fingerprint of a host key as OpenSSH prints it: `SHA256:` and base64 without padding. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** Kind of a host key, from its own first field, e.g. `ssh-ed25519`. */
const keyType = (key: Buffer): string => {
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  const type = key.subarray(4, 4 + length).toString('latin1');
  return /^[a-z0-9@.-]{3,64}$/.test(type) ? type : 'unknown';
};

/** The file in which a host keeps the public half of a key of this kind. */
const publicKeyFile = (type: string): string => {
  const kind = /ed25519|ecdsa|rsa/.exec(type)?.[0];
  return `/etc/ssh/ssh_host_${kind ?? '*'}_key.pub`;
};

/**
 * Compares the key that a host offers with the pinned one. Nothing is ever trusted because it was seen first.
 * @returns undefined when it is the pinned one; else `ssh.host-key-unknown` or `ssh.host-key-changed`, both terminal
 */
export const judgeHostKey = (
  { name, host, port, hostKey }: Pick<SshConnectionOptions, 'name' | 'host' | 'port' | 'hostKey'>,
  offeredKey: Buffer,
): StewardError | undefined => {
  const offered = fingerprintOf(offeredKey);
  if (offered === hostKey) return undefined;
  const type = keyType(offeredKey);
  const command = `ssh-keygen -lf ${publicKeyFile(type)}`;
  if (hostKey === undefined)
    return new StewardError(
      `The host ${name} (${host}, port ${port}) is not trusted yet. It offers the ${type} key ${offered}.`,
      {
        code: 'ssh.host-key-unknown',
        kind: 'terminal',
        mend: `Run "${command}" on the host's own console. If it prints the same, set host_key to it.`,
      },
    );
  return new StewardError(
    `The host ${name} (${host}, port ${port}) shows another key than the pinned one: expected ${hostKey}, ` +
      `offered ${offered} (${type}). Nothing was sent to it.`,
    {
      code: 'ssh.host-key-changed',
      kind: 'terminal',
      mend:
        'Find out who answers there. If the host was installed anew or its keys were renewed, run ' +
        `"${command}" on its own console and set host_key to what it prints.`,
    },
  );
};
