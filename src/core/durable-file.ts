import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the name of a file ends with whose write was cut off; its text is worth nothing. */
export const unfinishedEnding = '.writing';

/**
 * Writes a small text file so that after a crash at any instant either the old or the new text is there in full: to a
 * temporary file, fsync, rename, fsync of the folder.
 * @param keepPreviousAs where the text before is kept as a copy; nowhere when left out
 */
export const writeFileDurably = (file: string, text: string, keepPreviousAs?: string): void => {
  const temporary = `${file}${unfinishedEnding}`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (keepPreviousAs !== undefined && existsSync(file)) copyFileSync(file, keepPreviousAs);
  renameSync(temporary, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
