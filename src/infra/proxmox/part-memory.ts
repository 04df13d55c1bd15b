import { asStewardError, type StewardError } from '../../core/errors.ts';
import type { ObjectRef } from '../../core/inventory.ts';

/** What reading many places side by side came to. */
export interface PlacesReading<Value> {
  /** By place. For a place that could not be read: what was read there last, if ever. */
  readonly values: ReadonlyMap<ObjectRef, Value>;
  readonly unreadable: ReadonlyMap<ObjectRef, StewardError>;
}

/** One place to read, e.g. a node's disks. */
export interface Place<Value> {
  readonly ref: ObjectRef;
  readonly read: () => Promise<Value>;
}

/** Reads places, a few at a time, and remembers what each answered last. */
export interface PartMemory<Value> {
  /**
   * Places that are not named any more are forgotten.
   * @throws StewardError of the first place, when credentials were refused or when no place at all could be read
   */
  readAll(places: readonly Place<Value>[]): Promise<PlacesReading<Value>>;
}

/** Runs `work` on each item, at most `limit` at a time. Rejects with the first rejection, when those under way ended. */
export const forEachLimited = async <Item>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items[Symbol.iterator]();
  let failure: { readonly thrown: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && failure === undefined; next = queue.next())
      try {
        await work(next.value);
      } catch (thrown) {
        failure ??= { thrown };
      }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  if (failure !== undefined) throw failure.thrown;
};

/** @param concurrency places read at the same time */
export const createPartMemory = <Value>(concurrency: number): PartMemory<Value> => {
  let remembered: ReadonlyMap<ObjectRef, Value> = new Map();
  return {
    readAll: async (places) => {
      const values = new Map<ObjectRef, Value>();
      const unreadable = new Map<ObjectRef, StewardError>();
      await forEachLimited(places, concurrency, async ({ ref, read }) => {
        try {
          values.set(ref, await read());
        } catch (thrown) {
          const error = asStewardError(thrown);
          // Refused credentials concern every place alike, and so does the wish to stop.
          if (error.kind === 'auth' || error.code === 'proxmox.aborted') throw error;
          unreadable.set(ref, error);
          const last = remembered.get(ref);
          if (last !== undefined) values.set(ref, last);
        }
      });
      const [first] = unreadable.values();
      if (first !== undefined && unreadable.size === places.length) throw first;
      remembered = values;
      return { values, unreadable };
    },
  };
};
