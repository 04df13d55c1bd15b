import type { Json } from '../../src/core/json.ts';
import type { KeyValueStore } from '../../src/core/stores.ts';

/** Small facts in memory. */
export const createMemoryKeyValue = (): KeyValueStore => {
  const values = new Map<string, Json>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value);
    },
    delete: (key) => {
      values.delete(key);
    },
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
};
