import type { Decision } from './approval.ts';
import type { ObjectRef } from './inventory.ts';

/**
 * How much Steward may do without asking, from least to most. `watch`: nothing is even asked for, unless a person does so
 * in the panel. `ask`: every change is asked for. `assist`: what is reversible runs without asking. `autopilot`: what is
 * disruptive, too. What destroys data is asked for at every level.
 */
export type AutonomyLevel = 'watch' | 'ask' | 'assist' | 'autopilot';

/** Levels in ascending order. */
export const autonomyLevels: readonly AutonomyLevel[] = ['watch', 'ask', 'assist', 'autopilot'];

/** What a level is set for. */
export interface AutonomyScope {
  /** A workflow's name; null for every workflow. */
  readonly workflow: string | null;
  /** An {@link ObjectRef} in which `*` stands for anything, e.g. `proxmox:home/guest/*`; null for every object. */
  readonly scope: ObjectRef | null;
}

/** What an approver set, once: a standing approval where the level is above `ask`. */
export interface AutonomySetting extends AutonomyScope {
  /** Number of the record: later ones are greater. */
  readonly id: number;
  readonly level: AutonomyLevel;
  readonly setBy: Pick<Decision, 'userId' | 'name' | 'stepUp'>;
  readonly setAtMs: number;
  /** When it ends by itself, and what was set before is in force again; absent: until somebody sets another one. */
  readonly untilMs?: number;
  /** Why, in their own words. */
  readonly because: string;
}

/** One entry of the append-only record: what was set, or that a time-boxed setting has ended. */
export type AutonomyRecord =
  | ({ readonly type: 'set' } & AutonomySetting)
  | { readonly type: 'ended'; readonly id: number; readonly settingId: number; readonly atMs: number };

/** The record of autonomy in the store. */
export interface AutonomyStore {
  /** Appends with the next number, durable when it returns. */
  append(
    record:
      | Omit<Extract<AutonomyRecord, { type: 'set' }>, 'id'>
      | Omit<Extract<AutonomyRecord, { type: 'ended' }>, 'id'>,
  ): AutonomyRecord;
  /** Everything, oldest first. */
  all(): AutonomyRecord[];
}
