/** Lets one at a time in for each key, in the order in which they came; resolves with what has to be called at the end. */
export type TakeTurns = (key: string) => Promise<() => void>;

/** Makes it. Nothing is kept of a key that nobody waits for. */
export const createTakeTurns = (): TakeTurns => {
  const tails = new Map<string, Promise<void>>();
  return async (key) => {
    const before = tails.get(key) ?? Promise.resolve();
    const { promise: own, resolve } = Promise.withResolvers<void>();
    const tail = before.then(() => own);
    tails.set(key, tail);
    await before;
    return () => {
      resolve();
      if (tails.get(key) === tail) tails.delete(key);
    };
  };
};
