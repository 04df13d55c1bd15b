import type { Json } from '../core/json.ts';
import type { KeyValueStore } from '../core/stores.ts';
import type { Database } from './database.ts';

/** The highest code point: no key goes on with it, so that a prefix is a range of the index. */
const afterEveryKey = '\u{10FFFF}';

/** Small facts in SQLite. */
export const createKeyValueStore = (database: Database): KeyValueStore => ({
  get: (key) => {
    const row = database.get<{ value: string }>('SELECT value FROM key_value WHERE key = ?', key);
    return row === undefined ? undefined : (JSON.parse(row.value) as Json);
  },
  set: (key, value) => {
    database.run(
      'INSERT INTO key_value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      JSON.stringify(value),
    );
  },
  delete: (key) => {
    database.run('DELETE FROM key_value WHERE key = ?', key);
  },
  keys: (prefix) =>
    database
      .all<{ key: string }>(
        'SELECT key FROM key_value WHERE key >= ? AND key < ? ORDER BY key',
        prefix,
        `${prefix}${afterEveryKey}`,
      )
      .map((row) => row.key),
});
