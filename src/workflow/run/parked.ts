import type { Plan } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';
import { decide } from './decide.ts';
import { pictureOf } from './run-picture.ts';

/**
 * When a run that a former life of Steward left behind has to be looked at: `now`, at a time (epoch milliseconds), or
 * only `when-told`, because all it waits for is a person. So ten thousand waiting runs cost nothing at a start.
 */
export const whenToLook = (plan: Plan, entries: readonly JournalEntry[]): 'now' | 'when-told' | number => {
  const picture = pictureOf(plan, entries);
  const decision = decide(picture);
  if (decision.kind !== 'work' || decision.steps.length === 0) return 'now';
  let dueMs = Number.POSITIVE_INFINITY;
  for (const step of decision.steps) {
    const status = picture.statusOf(step.id);
    // A write that is held waits for the release of the stop, which may have happened meanwhile.
    if (status.kind !== 'held' || step.effect !== null) return 'now';
    const own = entries.filter((entry) => entry.step === step.id);
    if (own.at(-1)?.type === 'step-reported') return 'now';
    if (status.dueMs !== null) dueMs = Math.min(dueMs, status.dueMs);
  }
  return dueMs === Number.POSITIVE_INFINITY ? 'when-told' : dueMs;
};
