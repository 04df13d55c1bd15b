import { StewardError } from '../core/errors.ts';

/** SQLite's primary result codes: https://www.sqlite.org/rescode.html */
const busy = 5;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

const sqliteCode = (thrown: unknown): number | undefined =>
  typeof thrown === 'object' && thrown !== null && 'errcode' in thrown
    ? Number(thrown.errcode) & 0xff
    : undefined;

const systemCode = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';

/**
 * Turns what SQLite or the file system threw into an error that says what to do. Codes: `store.disk-full`,
 * `store.read-only`, `store.in-use`, `store.damaged`, `store.failed`.
 */
export const asStoreError = (thrown: unknown, file: string): StewardError => {
  if (thrown instanceof StewardError) return thrown;
  const sqlite = sqliteCode(thrown);
  const system = systemCode(thrown);
  const cause = thrown;
  if (sqlite === full || system === 'ENOSPC' || system === 'EDQUOT')
    return new StewardError(`The disk that holds ${file} is full, so nothing can be recorded.`, {
      code: 'store.disk-full',
      kind: 'retry',
      mend: 'Free some space. Until then Steward changes nothing.',
      cause,
    });
  if (
    sqlite === readOnly ||
    sqlite === cannotOpen ||
    system === 'EACCES' ||
    system === 'EPERM' ||
    system === 'EROFS'
  )
    return new StewardError(`${file} cannot be opened for writing.`, {
      code: 'store.read-only',
      kind: 'terminal',
      mend: 'Give the user that Steward runs as the right to write to it and to its folder.',
      cause,
    });
  if (sqlite === busy)
    return new StewardError(`Another Steward has ${file} open.`, {
      code: 'store.in-use',
      kind: 'terminal',
      mend: 'Stop it, or set STEWARD_DATA to another folder: two on one folder would run the same plans twice.',
      cause,
    });
  if (sqlite === corrupt || sqlite === notADatabase)
    return new StewardError(`The database ${file} is damaged.`, {
      code: 'store.damaged',
      kind: 'terminal',
      mend: 'Restart Steward: it sets the file aside and restores the newest whole copy.',
      cause,
    });
  return new StewardError(
    `Writing or reading ${file} failed: ${(thrown as Error).message ?? String(thrown)}.`,
    {
      code: 'store.failed',
      kind: sqlite === inputOutput ? 'retry' : 'terminal',
      mend: 'Look whether the disk is healthy.',
      cause,
    },
  );
};
