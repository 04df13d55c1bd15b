import { type Approval, decisionsOf } from '../../core/approval.ts';
import type { Json } from '../../core/json.ts';
import type { ProblemView } from '../../core/overview.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { ProblemAtStake, RoiOutcome } from '../../core/roi.ts';
import type { EndState, JournalEntry } from '../../core/run.ts';

/** What only whoever ends a run knows. */
export interface RunEnd {
  readonly state: EndState;
  /** What is wrong in the homelab now, read after the run; null when it cannot be told. */
  readonly problemsNow: readonly ProblemView[] | null;
  readonly nowMs: number;
}

const minutes = (milliseconds: number): number => Math.max(0, milliseconds) / 60_000;

const field = (entry: JournalEntry, name: string): Json | undefined =>
  typeof entry.data === 'object' && entry.data !== null && !Array.isArray(entry.data)
    ? (entry.data as { readonly [key: string]: Json })[name]
    : undefined;

/** From the first entry of a step to its last, in which it was under way. */
const spanMs = (entries: readonly JournalEntry[]): number =>
  (entries.at(-1)?.atMs ?? 0) - (entries[0]?.atMs ?? 0);

/** Time under way without the pauses in which it waited for something: machines do nothing then. */
const workedMs = (entries: readonly JournalEntry[]): number =>
  entries.reduce((total, entry, index) => {
    const next = entries[index + 1];
    return next === undefined || entry.type === 'step-waiting' || entry.type === 'step-attention'
      ? total
      : total + Math.max(0, next.atMs - entry.atMs);
  }, 0);

/** Somebody's words for what they paid: 142, "142 EUR", with or without a field of its own for the currency. */
const costOf = (values: {
  readonly [field: string]: Json;
}): { amount: number; currency: string | null } | null => {
  const match = /\d+(?:\.\d+)?/.exec(String(values['cost'] ?? ''));
  if (match === null) return null;
  const currency = values['currency'] ?? /\b[A-Z]{3}\b/.exec(String(values['cost']))?.[0] ?? null;
  return { amount: Number(match[0]), currency: typeof currency === 'string' ? currency : null };
};

const reports = (entries: readonly JournalEntry[]) =>
  entries
    .filter((entry) => entry.type === 'step-reported')
    .map((entry) => ({
      by: String(field(entry, 'by') ?? ''),
      values: (field(entry, 'values') ?? {}) as { readonly [field: string]: Json },
    }));

const problemsAfter = (
  hoped: readonly ProblemAtStake[],
  now: readonly ProblemView[] | null,
): RoiOutcome['problems'] => {
  if (now === null) return null;
  // A problem goes on when its object has one of the same kind; the number in its text may have moved.
  const kindOf = (text: string) => text.replace(/\d+/g, '#');
  const isLeft = ({ ref, text }: ProblemAtStake) =>
    now.some((problem) => problem.ref === ref && kindOf(problem.text) === kindOf(text));
  return { gone: hoped.filter((one) => !isLeft(one)), left: hoped.filter(isLeft) };
};

/** Measures what a run came to, from its journal and its approval. Waiting is told apart from machines' work. Pure. */
export const measureOutcome = (
  approval: Approval,
  entries: readonly JournalEntry[],
  { state, problemsNow, nowMs }: RunEnd,
): RoiOutcome => {
  const { plan } = approval;
  const decisions = decisionsOf(approval).filter(({ channel }) => channel !== 'autonomy');
  const told = reports(entries);
  const own = (step: PlanStep) => entries.filter((entry) => entry.step === step.id);
  const sumOf = (kinds: readonly PlanStep['kind'][], measure: (entries: readonly JournalEntry[]) => number) =>
    plan.steps
      .filter((step) => kinds.includes(step.kind))
      .reduce((total, step) => total + minutes(measure(own(step))), 0);
  const undo = entries.filter((entry) => entry.step?.startsWith('undo:') === true);
  const costs = told.map(({ values }) => costOf(values)).filter((cost) => cost !== null);
  const [firstCost] = costs;
  return {
    runId: approval.runId ?? entries[0]?.runId ?? '',
    workflow: plan.workflow,
    state,
    finishedAtMs: nowMs,
    machineMinutes: sumOf(['change', 'check'], workedMs) + minutes(workedMs(undo)),
    approvalMinutes: decisions.reduce(
      (longest, { atMs }) => Math.max(longest, minutes(atMs - approval.requestedAtMs)),
      0,
    ),
    personStepMinutes: sumOf(['person'], spanMs),
    people: new Set([...decisions.map(({ name }) => name), ...told.map(({ by }) => by)]).size,
    cost:
      firstCost === undefined
        ? null
        : {
            amount: costs.reduce((total, { amount }) => total + amount, 0),
            currency: firstCost.currency,
          },
    problems: problemsAfter(plan.roi.forecast?.problems ?? [], problemsNow),
  };
};
