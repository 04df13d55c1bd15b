/** Everything that arrived, in order, and a way to wait for the next. */
export interface AsyncQueue<T> {
  /** All that ever arrived, also what was taken by `next`. */
  readonly all: readonly T[];
  /**
   * Takes the oldest not yet taken item that fits, waiting for one if need be; older items that do not fit stay.
   * @throws Error after `timeoutMs` (default 15000) that says what did arrive.
   */
  next(fits?: (item: T) => boolean, options?: { timeoutMs?: number }): Promise<T>;
  push(item: T): void;
}

interface Waiter<T> {
  readonly fits: (item: T) => boolean;
  readonly resolve: (item: T) => void;
}

/** Makes an empty queue. `name` is for the error of `next`: "waited 15 s for …". */
export const createAsyncQueue = <T>(name: string): AsyncQueue<T> => {
  const all: T[] = [];
  let open: T[] = [];
  let waiters: Waiter<T>[] = [];

  return {
    all,
    push: (item) => {
      all.push(item);
      const waiter = waiters.find(({ fits }) => fits(item));
      if (waiter === undefined) {
        open.push(item);
        return;
      }
      waiters = waiters.filter((other) => other !== waiter);
      waiter.resolve(item);
    },
    next: (fits = () => true, { timeoutMs = 15_000 } = {}) => {
      const found = open.find(fits);
      if (found !== undefined) {
        open = open.filter((item) => item !== found);
        return Promise.resolve(found);
      }
      return new Promise<T>((resolve, reject) => {
        const waiter: Waiter<T> = {
          fits,
          resolve: (item) => {
            clearTimeout(timer);
            resolve(item);
          },
        };
        const timer = setTimeout(() => {
          waiters = waiters.filter((other) => other !== waiter);
          reject(
            new Error(
              `Waited ${timeoutMs / 1000} s for ${name}. There were: ${JSON.stringify(all, null, 1)}`,
            ),
          );
        }, timeoutMs);
        waiters.push(waiter);
      });
    },
  };
};
