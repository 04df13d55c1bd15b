import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const pageBytes = 4_096;
const pages = 512;

/**
 * How often a second this disk brings a page of 4 KiB to its platters: pages of a file that is as long as it will be,
 * overwritten one after the other, as SQLite does with its log. The fastest that a durable write can be here.
 */
export const fsyncRate = (folder: string, writes: number): number => {
  const file = join(folder, 'fsync.probe');
  const handle = openSync(file, 'w');
  try {
    const page = Buffer.alloc(pageBytes, 0xa5);
    for (let index = 0; index < pages; index += 1) writeSync(handle, page);
    ftruncateSync(handle, pages * pageBytes);
    fsyncSync(handle);
    const before = performance.now();
    for (let index = 0; index < writes; index += 1) {
      writeSync(handle, page, 0, pageBytes, (index % pages) * pageBytes);
      fsyncSync(handle);
    }
    return (writes * 1_000) / (performance.now() - before);
  } finally {
    closeSync(handle);
    rmSync(file);
  }
};
