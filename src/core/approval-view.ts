import type { DecisionChannel } from './approval.ts';
import type { AutonomyLevel } from './autonomy.ts';

/** What a request takes, as people see it. All times are epoch milliseconds. */
export interface RequirementView {
  /** How many different people have to say yes. */
  readonly needed: number;
  /** Who has, in order. */
  readonly given: readonly {
    readonly name: string;
    readonly channel: DecisionChannel;
    readonly atMs: number;
  }[];
  /** Who may still say yes now. Empty once it does not wait any more. */
  readonly mayApprove: readonly { readonly userId: string; readonly name: string }[];
  /** Why all this, one sentence each. */
  readonly reasons: readonly string[];
  /** Until when phones are left alone with it. */
  readonly quietUntilMs?: number;
  /** When it will be brought to others, too. */
  readonly escalatesAtMs?: number;
  /** When it was. */
  readonly escalatedAtMs?: number;
}

/** A level of autonomy that is in force, as people see it. */
export interface AutonomyView {
  readonly id: number;
  readonly level: AutonomyLevel;
  /** null: every workflow */
  readonly workflow: string | null;
  /** Object or pattern of objects; null: everything. */
  readonly scope: string | null;
  readonly setBy: string;
  readonly setAtMs: number;
  readonly untilMs?: number;
  readonly because: string;
}
