/** Writes that are gathered into one commit: what is asked for in one turn of the event loop waits once for the disk. */
export interface GatheredWrites {
  /**
   * Carried out in the order in which they came, soon.
   * @param work synchronous; carried out again, alone, when one of the others threw
   * @returns what it returned, once it is durable; what it threw, when nothing of it was written
   */
  gather<Result>(work: () => Result): Promise<Result>;
  /** Carries out now what still waits. Never throws. */
  flush(): void;
}

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** @param transaction commits all of the work or nothing, durable when it returns */
export const createGatheredWrites = (transaction: <Result>(work: () => Result) => Result): GatheredWrites => {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Immediate | undefined;

  const commitAlone = ({ work, resolve, reject }: Waiting): void => {
    try {
      resolve(transaction(work));
    } catch (thrown) {
      reject(thrown);
    }
  };

  const flush = (): void => {
    if (timer !== undefined) clearImmediate(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    let results: unknown[];
    try {
      results = transaction(() => batch.map(({ work }) => work()));
    } catch {
      // One that cannot be written does not take the others with it.
      for (const each of batch) commitAlone(each);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
  };

  return {
    gather: <Result>(work: () => Result) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
        timer ??= setImmediate(flush);
      }),
    flush,
  };
};
