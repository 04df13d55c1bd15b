import type { Clock } from '../core/clock.ts';
import type { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { MirrorProblem } from '../core/tracker.ts';

/** What is wrong with the mirror, each thing told once when it begins and once when it is over. */
export interface MirrorProblems {
  current(): readonly MirrorProblem[];
  /** Tells, unless a problem with this id is told already. */
  tell(id: string, error: StewardError): void;
  /** Says that it is over, if it was told. */
  over(id: string): void;
  onChange(listener: () => void): () => void;
}

/** Makes an empty list of problems. */
export const createMirrorProblems = (clock: Clock, log: Log): MirrorProblems => {
  const problems = new Map<string, MirrorProblem>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    current: () => [...problems.values()],
    tell: (id, { code, message, mend = '' }) => {
      if (problems.has(id)) return;
      problems.set(id, { id, code, message, mend, sinceMs: clock.now() });
      log.warn(message, { code, mend });
      changed();
    },
    over: (id) => {
      const problem = problems.get(id);
      if (problem === undefined) return;
      problems.delete(id);
      log.info('What was wrong with GitHub is over.', { was: problem.message });
      changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
