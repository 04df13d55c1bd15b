import { readFileSync } from 'node:fs';
import type { OptionFault } from './describe-issue.ts';
import type { Options } from './options.ts';

type HostOption = Options['hosts'][number];

const keyPattern = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

const keyFileFault = (file: string, where: string): OptionFault | undefined => {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {
      message: `The option ${where}.private_key_file names ${file}, which is not there or cannot be read.`,
      mend: 'Name a private key that Steward may read.',
    };
  }
  return keyPattern.test(text)
    ? undefined
    : {
        message: `The option ${where}.private_key_file names ${file}, which is not a private key.`,
        mend: 'Name the file without .pub that ssh-keygen made.',
      };
};

const credentialsFault = (host: HostOption, where: string): OptionFault | undefined => {
  const ways = ['private_key', 'private_key_file', 'password'] as const;
  const given = ways.filter((way) => host[way] !== undefined);
  if (given.length === 0)
    return {
      message: `The option ${where} has no credentials.`,
      mend: 'Set private_key, or password where the host takes passwords.',
    };
  if (given.length > 1)
    return {
      message: `The option ${where} has both ${given.join(' and ')}.`,
      mend: 'Keep one of them.',
    };
  if (host.private_key !== undefined && !keyPattern.test(host.private_key))
    return {
      message: `The option ${where}.private_key is not a private key.`,
      mend: 'Paste the whole file without .pub that ssh-keygen made, with its first and last line.',
    };
  return host.private_key_file === undefined ? undefined : keyFileFault(host.private_key_file, where);
};

/** What is wrong with the option `hosts` that one field alone cannot show; undefined when nothing is. */
export const hostFault = (hosts: Options['hosts']): OptionFault | undefined => {
  for (const [index, host] of hosts.entries()) {
    const where = `hosts[${index + 1}]`;
    if (hosts.findIndex(({ name }) => name === host.name) < index)
      return {
        message: `The option ${where}.name is "${host.name}" a second time.`,
        mend: 'Give each host its own name.',
      };
    const fault = credentialsFault(host, where);
    if (fault !== undefined) return fault;
  }
  return undefined;
};
