import { randomBytes } from 'node:crypto';
import { secretbox } from '@noble/ciphers/salsa.js';

const nonceBytes = 24;

/**
 * Encrypts JSON as the companion apps do for their webhook: NaCl SecretBox, base64 of nonce and ciphertext.
 * @param secret 64 hexadecimal digits, from the registration.
 */
export const seal = (secret: string, content: unknown): string => {
  const nonce = randomBytes(nonceBytes);
  const plaintext = Buffer.from(JSON.stringify(content));
  return Buffer.concat([nonce, secretbox(Buffer.from(secret, 'hex'), nonce).seal(plaintext)]).toString(
    'base64',
  );
};

/** Reverses {@link seal}. @throws Error when the secret is another. */
export const unseal = (secret: string, sealed: string): unknown => {
  const bytes = Buffer.from(sealed, 'base64');
  const box = secretbox(Buffer.from(secret, 'hex'), bytes.subarray(0, nonceBytes));
  return JSON.parse(Buffer.from(box.open(bytes.subarray(nonceBytes))).toString());
};
