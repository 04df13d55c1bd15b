import { type Approval, decisionsOf } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import type { ObjectRef } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import { describeRequester } from '../../core/people.ts';
import { isChange, type PlanStep } from '../../core/plan.ts';
import type { LedgerEntry } from '../../core/run.ts';
import { plainText } from './markdown.ts';

/** What a documentation commit is written from. */
export interface DocumentedChange {
  readonly approval: Approval;
  readonly issue: number;
  /** Whether nobody has to do anything further: then the commit closes the issue, else it only names it. */
  readonly isOver: boolean;
  readonly runId: string;
  /** Confirmed effects that are there now, and not undone again. */
  readonly ledger: readonly LedgerEntry[];
  readonly finishedAtMs: number;
}

/** "approved by Alice and Bob", or by whom it had been allowed beforehand. */
export const approvedBy = (approval: Approval): string => {
  const decisions = decisionsOf(approval).filter(({ answer }) => answer !== 'deny');
  const names = [...new Set(decisions.map(({ name }) => name))];
  if (names.length === 0) return 'approved by a standing approval';
  const isStanding = decisions.every(({ channel }) => channel === 'autonomy');
  return `${isStanding ? 'allowed beforehand' : 'approved'} by ${names.join(' and ')}`;
};

/** One line of history for what was confirmed on these objects; undefined when nothing was. */
export const historyLine = (change: DocumentedChange, refs: readonly ObjectRef[]): string | undefined => {
  const statements = change.ledger.filter(({ ref }) => refs.includes(ref)).map(({ statement }) => statement);
  return statements.length === 0
    ? undefined
    : `- ${isoTime(change.finishedAtMs)}: ${statements.map(plainText).join(' ')} Asked by ${plainText(describeRequester(change.approval.requester))}, ${plainText(approvedBy(change.approval))} (#${change.issue}).`;
};

const isMap = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Facts that guard a run and say nothing to a reader. */
const guards: ReadonlySet<string> = new Set(['name', 'configuration', 'lock']);

/**
 * The present state of an object: as it was observed when the plan was made, as the confirmed steps changed it, and as
 * the last independent read had it. A step that was not confirmed changes nothing here.
 */
export const presentState = (
  { approval, ledger }: DocumentedChange,
  ref: ObjectRef,
): Readonly<Record<string, Json>> => {
  const { plan } = approval;
  const state: Record<string, Json> = {};
  for (const [fact, value] of Object.entries(plan.observed.find((one) => one.ref === ref)?.facts ?? {}))
    if (!guards.has(fact)) state[fact] = value;
  for (const entry of ledger.filter((one) => one.ref === ref)) {
    const step = plan.steps.filter(isChange).find(({ id }) => id === entry.step);
    for (const { field, after, isLasting } of step?.differences ?? [])
      if (isLasting !== false && field in state) state[field] = after;
    if (isMap(entry.evidence))
      for (const [fact, value] of Object.entries(entry.evidence)) if (fact in state) state[fact] = value;
  }
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
};

/** Whether all that a step changes passes by itself, as the uptime after a restart. */
export const leavesNothing = ({ differences }: PlanStep): boolean =>
  differences.length > 0 && differences.every(({ isLasting }) => isLasting === false);

/** How each confirmed step on an object can be undone, in plain words. */
export const undoWords = ({ approval, ledger }: DocumentedChange, ref: ObjectRef): readonly string[] =>
  approval.plan.steps
    .filter(isChange)
    .filter((step) => step.effect.ref === ref && ledger.some((entry) => entry.step === step.id))
    .map((step) => {
      if (leavesNothing(step)) return `${step.title}: nothing of it lasts that could be undone.`;
      if (step.compensation !== null)
        return `${step.title}: say "undo that" to Steward. ${step.undo ?? step.compensation.title}`;
      return `${step.title}: ${step.undo === null ? 'this cannot be undone.' : `by hand. ${step.undo}`}`;
    });
