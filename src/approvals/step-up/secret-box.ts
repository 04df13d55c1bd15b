import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { writeFileDurably } from '../../core/durable-file.ts';
import { StewardError } from '../../core/errors.ts';

/** Encrypts what has to be kept secret and read again. */
export interface SecretBox {
  /** @param owner whose it is: nobody else's can be opened with it */
  seal(plain: Buffer, owner: string): string;
  /** @throws StewardError `step-up.secret-unreadable` when it was sealed with another key or for another owner */
  open(sealed: string, owner: string): Buffer;
}

/** The key's file in the data folder. */
export const secretKeyFileName = 'step-up.key';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

const readKey = (file: string): Buffer => {
  if (!existsSync(file)) writeFileDurably(file, `${randomBytes(keyBytes).toString('base64')}\n`);
  chmodSync(file, 0o600);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length === keyBytes) return key;
  throw new StewardError(`The key in ${file} is damaged.`, {
    code: 'step-up.key-damaged',
    kind: 'terminal',
    mend: 'Delete the file, start again, and enrol the authenticator apps anew.',
  });
};

/**
 * AES-256-GCM under a key that lies in a file of its own (mode 0600) and not in the database: neither the database nor one
 * of its daily copies tells a secret by itself. The file is made at the first use.
 */
export const createSecretBox = (file: string): SecretBox => {
  let key: Buffer | undefined;
  const keyOnce = (): Buffer => {
    key ??= readKey(file);
    return key;
  };
  return {
    seal: (plain, owner) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOnce(), nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open: (sealed, owner) => {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyOnce(), bytes.subarray(0, nonceBytes))
          .setAAD(Buffer.from(owner))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      } catch (cause) {
        throw new StewardError('The secret of an authenticator app cannot be read with the present key.', {
          code: 'step-up.secret-unreadable',
          kind: 'terminal',
          mend: 'Enrol the authenticator app anew with `steward step-up enroll --user NAME`.',
          cause,
        });
      }
    },
  };
};
