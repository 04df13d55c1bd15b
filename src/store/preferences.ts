import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Document, openDocument } from './document.ts';

const preferencesSchema = z.strictObject({
  version: z.literal(1),
  /** Other names that people use, by a thing's own name or ref: `{ "paperless-ngx": ["the document shelf"] }`. */
  names: z.record(z.string(), z.array(z.string().min(1))),
});

/** What the household prefers; people edit the file while Steward is stopped. */
export type Preferences = Document<z.infer<typeof preferencesSchema>>;

/** Opens `preferences.json` in the data folder. */
export const openPreferences = (folder: string, clock: Clock, log: Log): Preferences =>
  openDocument({
    file: join(folder, 'preferences.json'),
    schema: preferencesSchema,
    defaults: { version: 1, names: {} },
    clock,
    log,
  });
