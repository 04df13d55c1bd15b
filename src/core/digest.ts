import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { StewardError } from './errors.ts';

/** Serialises a JSON value canonically (RFC 8785), so that equal values have equal bytes. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined)
    throw new StewardError('A value that is not JSON cannot be serialised canonically.', {
      code: 'digest.not-json',
      kind: 'terminal',
    });
  return text;
};

/** SHA-256 of the canonical JSON of a value: 64 hexadecimal characters. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
