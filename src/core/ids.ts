import { randomBytes } from 'node:crypto';

/** Makes identifiers; replaced in tests and replays by a counted one. */
export interface IdSource {
  /** A sortable record id: `prefix_` + 10 characters of time + 10 random characters (50 bits). */
  recordId(prefix: 'approval' | 'run' | 'request', nowMs: number): string;
  /** 128 random bits as 32 hexadecimal characters: for nonces that authorise something. */
  nonce(): string;
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const encodeTime = (epochMs: number): string => {
  let rest = Math.floor(epochMs);
  let text = '';
  for (let index = 0; index < 10; index += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** Ids from the operating system's random source. */
export const randomIds: IdSource = {
  recordId: (prefix, nowMs) =>
    `${prefix}_${encodeTime(nowMs)}${[...randomBytes(10)].map((byte) => alphabet.charAt(byte % 32)).join('')}`,
  nonce: () => randomBytes(16).toString('hex'),
};
