import type { KeyValueStore } from '../../core/stores.ts';

/** How far the record of a request is, or has to be. `with-its-run`: the runner carries it on. */
export type RecordPhase = 'new' | 'pending' | 'approved' | 'over' | 'with-its-run';

/**
 * The requests whose record is not at its end, so that a start looks at those and not at every request there ever was.
 * One row each, gone with the end.
 */
export interface DueRecords {
  /** Begins to remember a request; does nothing when it is remembered already. */
  add(approvalId: string): void;
  /** How far it is; undefined when it is not remembered. */
  phaseOf(approvalId: string): RecordPhase | undefined;
  /** Does nothing when it is not remembered (any more): its end may come while an earlier part is being written. */
  reached(approvalId: string, phase: RecordPhase): void;
  /** Nothing further is to be written. */
  settle(approvalId: string): void;
  /** Ids of all that are remembered. */
  all(): readonly string[];
}

const prefix = 'record-due/';

/** Remembers in the store of small facts. */
export const createDueRecords = (keyValue: KeyValueStore): DueRecords => {
  const phaseOf = (approvalId: string) => keyValue.get(`${prefix}${approvalId}`) as RecordPhase | undefined;
  const set = (approvalId: string, phase: RecordPhase) => keyValue.set(`${prefix}${approvalId}`, phase);
  return {
    phaseOf,
    add: (approvalId) => {
      if (phaseOf(approvalId) === undefined) set(approvalId, 'new');
    },
    reached: (approvalId, phase) => {
      if (phaseOf(approvalId) !== undefined) set(approvalId, phase);
    },
    settle: (approvalId) => keyValue.delete(`${prefix}${approvalId}`),
    all: () => keyValue.keys(prefix).map((key) => key.slice(prefix.length)),
  };
};
