import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

const removeAll = () => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
};
// A bench has no test file that could be over.
if (process.env['VITEST'] === undefined) process.once('exit', removeAll);
else afterAll(removeAll);

const folderIn = (parent: string): string => {
  const folder = mkdtempSync(join(parent, 'steward-test-'));
  made.push(folder);
  return folder;
};

/** A folder that is removed when the test file is over. */
export const temporaryFolder = (): string => folderIn(tmpdir());

const sharedMemory = '/dev/shm';

/** The same in memory where there is such a place: for thousands of databases whose syncs are not what is tested. */
export const memoryFolder = (): string => folderIn(existsSync(sharedMemory) ? sharedMemory : tmpdir());
