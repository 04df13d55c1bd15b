/** The things that were set last, at most so many. */
export interface Recent<Value> {
  has(key: string): boolean;
  set(key: string, value: Value): void;
  /** Oldest first. */
  values(): readonly Value[];
}

/** Forgets the oldest when there are more than `most`. Set again, a thing is new again. */
export const createRecent = <Value>(most: number): Recent<Value> => {
  const values = new Map<string, Value>();
  return {
    has: (key) => values.has(key),
    set: (key, value) => {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
    values: () => [...values.values()],
  };
};
