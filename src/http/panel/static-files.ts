import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { StewardError } from '../../core/errors.ts';

/** One file of the built panel, in memory: they are some dozens of kilobytes in all. */
export interface StaticFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly etag: string;
}

/** The folder that `npm run build` fills and that is committed, so that the server needs no build step. */
export const builtPanel = join(import.meta.dirname, 'static');

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Files under `assets/` carry a digest of their content in their name; the rest is asked for anew each time. */
const cacheControlOf = (path: string): string =>
  path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';

/**
 * Reads the built panel.
 * @returns the files by URL path, e.g. `/index.html`, `/assets/panel-1a2b3c4d.js`
 * @throws StewardError `panel.not-built` when the folder holds no page
 */
export const readStaticFiles = (folder: string = builtPanel): ReadonlyMap<string, StaticFile> => {
  const files = new Map<string, StaticFile>();
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const contentType = contentTypes[extname(entry.name)];
      if (!entry.isFile() || contentType === undefined) continue;
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      const body = readFileSync(file);
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      files.set(path, { body, contentType, cacheControl: cacheControlOf(path), etag });
    }
  } catch (cause) {
    throw notBuilt(folder, cause);
  }
  if (!files.has('/index.html')) throw notBuilt(folder);
  return files;
};

const notBuilt = (folder: string, cause?: unknown): StewardError =>
  new StewardError(`The built panel is missing in ${folder}.`, {
    code: 'panel.not-built',
    kind: 'terminal',
    mend: 'Run "npm run build", or install Homelab Steward again.',
    cause,
  });
