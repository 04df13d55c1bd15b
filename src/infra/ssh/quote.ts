import { StewardError } from '../../core/errors.ts';

/** Words of these signs alone mean themselves in every shell; a leading `=` is left out because of zsh. */
const plainWord = /^[A-Za-z0-9@%+:,./_-][A-Za-z0-9@%+=:,./_-]*$/;

/**
 * One word as a POSIX shell reads it back, sign by sign: in single quotes nothing is special but the quote itself.
 * @throws StewardError `host.parameters` for a NUL, which no argument can hold
 */
export const quoteWord = (word: string): string => {
  if (word.includes('\0'))
    throw new StewardError('An argument holds a NUL, which cannot be sent.', {
      code: 'host.parameters',
      kind: 'terminal',
    });
  return plainWord.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
};

/** The one way in which words become the text that is sent to a host's shell. */
export const commandLine = (words: readonly string[]): string => words.map(quoteWord).join(' ');
