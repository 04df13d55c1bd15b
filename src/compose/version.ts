import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Steward's own version, from package.json, e.g. `0.1.0`. */
export const stewardVersion: string = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
).version;
