/** The trailer by which a commit of Steward's is found again. */
const keyTrailer = 'Steward-Key';

/** A commit message with its key as the last line. */
export const withTrailer = (message: string, key: string): string =>
  `${message.trimEnd()}\n\n${keyTrailer}: ${key}\n`;

/** Whether a commit message carries this key. */
export const hasTrailer = (message: string, key: string): boolean =>
  message.split('\n').includes(`${keyTrailer}: ${key}`);

/** A commit message as it was before {@link withTrailer}. */
export const withoutTrailer = (message: string): string =>
  message.replace(new RegExp(`\\n+${keyTrailer}: .*\\n*$`), '');
