import type { Clock } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import type { JournalEntry, JournalType, LedgerEntry } from '../../core/run.ts';
import type { Store } from '../../core/stores.ts';

/** How runs write to the store. */
export interface RunJournal {
  /** Durable when it returns; within the `work` of {@link lasting}, when that resolves. */
  append(runId: string, type: JournalType, data: Json, step?: string): void;
  confirm(entry: Omit<LedgerEntry, 'id' | 'confirmedAtMs'>): void;
  /**
   * Everything that `work` appends and confirms, or nothing of it, durable when this resolves. What several steps ask for at
   * the same time goes to the disk in one commit, because waiting for the disk is what takes the time. `work` does nothing
   * else, and is called again by itself when a commit with others fails.
   */
  lasting(work: () => void): Promise<void>;
}

interface Waiting {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

/** Makes the journal of runs. `appended` hears of entries once they are durable, in their order. */
export const createRunJournal = (deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly appended: (entries: readonly JournalEntry[]) => void;
}): RunJournal => {
  const { store, clock, appended } = deps;
  let uncommitted: JournalEntry[] | undefined;
  let waiting: Waiting[] = [];

  const commit = (works: readonly Waiting[]): void => {
    const entries: JournalEntry[] = [];
    uncommitted = entries;
    try {
      store.transaction(() => {
        for (const { work } of works) work();
      });
    } finally {
      uncommitted = undefined;
    }
    appended(entries);
  };

  const settle = (works: readonly Waiting[]): void => {
    try {
      commit(works);
      for (const { resolve } of works) resolve();
    } catch (thrown) {
      // One that cannot be written keeps no other from being written.
      if (works.length > 1) for (const one of works) settle([one]);
      else for (const { reject } of works) reject(thrown);
    }
  };

  return {
    append: (runId, type, data, step) => {
      const entry = store.journal.append({
        runId,
        atMs: clock.now(),
        type,
        data,
        ...(step === undefined ? {} : { step }),
      });
      if (uncommitted === undefined) appended([entry]);
      else uncommitted.push(entry);
    },
    confirm: (entry) => {
      store.journal.confirm({ ...entry, confirmedAtMs: clock.now() });
    },
    lasting: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        if (waiting.length > 1) return;
        setImmediate(() => {
          const works = waiting;
          waiting = [];
          settle(works);
        });
      }),
  };
};
