/** Writes that are gathered into one commit: what is asked for in one turn of the event loop waits once for the disk. */
export interface GatheredWrites {
  /**
   * Carried out in the order in which they came, soon.
   * @param work synchronous; carried out again, alone, when one of the others threw
   * @returns what it returned, once it is durable; what it threw, when nothing of it was written
   */
  gather<Result>(work: () => Result): Promise<Result>;
  /** The same for what nobody waits for: with the next commit, or alone after {@link patienceMs}. */
  gatherLater<Result>(work: () => Result): Promise<Result>;
  /** Carries out now what still waits. Never throws. */
  flush(): void;
}

/** What nobody waits for waits no longer than this for others. Milliseconds. */
export const patienceMs = 20;

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** @param transaction commits all of the work or nothing, durable when it returns */
export const createGatheredWrites = (transaction: <Result>(work: () => Result) => Result): GatheredWrites => {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Immediate | undefined;
  let laterTimer: NodeJS.Timeout | undefined;

  const commitAlone = ({ work, resolve, reject }: Waiting): void => {
    try {
      resolve(transaction(work));
    } catch (thrown) {
      reject(thrown);
    }
  };

  const flush = (): void => {
    clearImmediate(timer);
    clearTimeout(laterTimer);
    timer = undefined;
    laterTimer = undefined;
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

  const queue = <Result>(work: () => Result): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
    });

  return {
    gather: (work) => {
      timer ??= setImmediate(flush);
      return queue(work);
    },
    gatherLater: (work) => {
      if (timer === undefined) laterTimer ??= setTimeout(flush, patienceMs);
      return queue(work);
    },
    flush,
  };
};
