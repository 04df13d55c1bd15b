import type { Person } from '../core/people.ts';
import type { HouseholdDirectory, Phone } from '../core/phones.ts';
import type { KeyValueStore } from '../core/stores.ts';

/** The household as the integration last described it, kept over restarts so that phones are known before it connects. */
export interface DirectoryHolder {
  current(): HouseholdDirectory;
  set(directory: { people: readonly Person[]; phones: readonly Phone[] }): void;
  onChange(listener: (directory: HouseholdDirectory) => void): () => void;
}

const key = 'directory';

/** @param fixed people who are there whatever Home Assistant says: the demo's owner */
export const createDirectory = (keyValue: KeyValueStore, fixed: readonly Person[]): DirectoryHolder => {
  const listeners = new Set<(directory: HouseholdDirectory) => void>();
  const kept = keyValue.get(key) as { people: Person[]; phones: Phone[] } | undefined;
  let directory: HouseholdDirectory = {
    isKnown: kept !== undefined || fixed.length > 0,
    people: [...fixed, ...(kept?.people ?? [])],
    phones: kept?.phones ?? [],
  };
  return {
    current: () => directory,
    set: ({ people, phones }) => {
      keyValue.set(key, JSON.parse(JSON.stringify({ people, phones })));
      directory = { isKnown: true, people: [...fixed, ...people], phones };
      for (const listener of listeners) listener(directory);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
