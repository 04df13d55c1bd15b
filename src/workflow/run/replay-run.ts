import type { Plan } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';
import { decide } from './decide.ts';
import { pictureOf } from './run-picture.ts';
import { dataField } from './step-status.ts';
import { undoIdOf } from './undo-step.ts';

/** A point of a journal where today's decisions are not those that were made. */
export interface ReplayDeviation {
  /** Sequence number of the entry that does not follow. */
  readonly sequence: number;
  /** What the journal says, and what would be decided now. */
  readonly recorded: string;
  readonly decided: string;
}

/** Entries that only a decision can have led to, and which one. */
const decisionBehind = (entry: JournalEntry): 'step' | 'rollback' | 'end' | undefined => {
  switch (entry.type) {
    case 'step-started':
    case 'step-observed':
    case 'step-applying':
    case 'step-skipped':
      return 'step';
    case 'rollback-started':
      return 'rollback';
    case 'run-finished':
      return 'end';
    default:
      return undefined;
  }
};

/**
 * Goes through a recorded run and asks at each point what would be decided now. The same decisions give no deviation:
 * nothing but the plan and the journal goes into one.
 */
export const replayRun = (plan: Plan, entries: readonly JournalEntry[]): ReplayDeviation[] =>
  entries.flatMap((entry, index): ReplayDeviation[] => {
    const behind = decisionBehind(entry);
    if (behind === undefined) return [];
    const decision = decide(pictureOf(plan, entries.slice(0, index)));
    const deviation = (recorded: string): ReplayDeviation[] => [
      { sequence: entry.sequence, recorded, decided: decision.kind },
    ];
    if (behind === 'step') {
      const isMeant =
        (decision.kind === 'work' && decision.steps.some((step) => step.id === entry.step)) ||
        (decision.kind === 'undo' && undoIdOf(decision.step.id) === entry.step) ||
        // Begun beside one that failed in the same moment: it is brought to its end.
        (decision.kind === 'work' && decision.steps.length === 0);
      return isMeant ? [] : deviation(`${entry.type} of ${entry.step}`);
    }
    if (behind === 'rollback') return decision.kind === 'roll-back' ? [] : deviation(entry.type);
    return decision.kind === 'finish' && decision.ending.state === dataField(entry, 'state')
      ? []
      : deviation(`${entry.type}: ${String(dataField(entry, 'state'))}`);
  });
