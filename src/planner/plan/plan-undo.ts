import type { Approval } from '../../core/approval.ts';
import type { Clock } from '../../core/clock.ts';
import type { Difference } from '../../core/difference.ts';
import { digestOf } from '../../core/digest.ts';
import { StewardError } from '../../core/errors.ts';
import type { Inventory } from '../../core/inventory.ts';
import {
  type ChangeStep,
  type Compensation,
  isChange,
  mergeObserved,
  type ObservedState,
  observedDifferences,
  type Plan,
  type PlanStep,
  type SkippedStep,
} from '../../core/plan.ts';
import { isUnderWay, type JournalEntry, type LedgerEntry, type Run } from '../../core/run.ts';
import type { StepHandler } from '../../core/step.ts';
import { describeDifferences } from '../../workflow/run/changes-since-approval.ts';
import { isStillChanged, pictureOf, type RunPicture } from '../../workflow/run/run-picture.ts';
import { dataField } from '../../workflow/run/step-status.ts';
import { undoIdOf, undoStepOf } from '../../workflow/run/undo-step.ts';
import { assessRisk } from './risk.ts';

/** What the undoing of a run is planned from. */
export interface UndoInput {
  readonly run: Run;
  /** The approval whose plan the run carried out. */
  readonly approval: Approval;
  /** The run's own journal. */
  readonly entries: readonly JournalEntry[];
  /** Confirmed effects on an object since a time, of any run, oldest first. */
  readonly effectsSince: (ref: string, sinceMs: number) => readonly LedgerEntry[];
  /** Runs that undo this one and have done so, or are about to. */
  readonly undoneBy: readonly Run[];
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const refuse = (code: string, message: string, mend: string): never => {
  throw new StewardError(message, { code, kind: 'terminal', mend });
};

/** Steps whose change is still there, the last to be done first. */
const changedSteps = (plan: Plan, picture: RunPicture): readonly ChangeStep[] => {
  const endOf = ({ id }: PlanStep): number =>
    picture.entries.findLast((entry) => entry.step === id)?.sequence ?? 0;
  return plan.steps
    .filter(isChange)
    .filter((step) => isStillChanged(picture, step))
    .toSorted((a, b) => endOf(b) - endOf(a));
};

const isWayBack = (compensation: Compensation): boolean => compensation.isWayBack === true;

/** Objects as the run left them, by its own reads after each step and after each undoing. */
const leftBehind = (entries: readonly JournalEntry[]): readonly ObservedState[] =>
  mergeObserved(
    entries
      .filter(({ type }) => type === 'step-verified')
      .flatMap((entry) => (dataField(entry, 'observed') ?? []) as unknown as readonly ObservedState[]),
  );

/**
 * Objects as a step said that it would leave them, where the run did not read them again: those that one step alone
 * touches, in the fields that the plan observed and the step speaks of in the same words.
 */
const expectedBehind = (plan: Plan, changed: readonly ChangeStep[]): readonly ObservedState[] =>
  changed
    .filter(({ effect }) => plan.steps.filter((other) => other.effect?.ref === effect.ref).length === 1)
    .flatMap(({ differences }) => differences)
    .filter(
      ({ ref, field, before, isLasting }) =>
        isLasting !== false &&
        plan.observed.some(
          ({ ref: known, facts }) => known === ref && digestOf(facts[field] ?? null) === digestOf(before),
        ),
    )
    .map(({ ref, name, field, after }) => ({ ref, name, facts: { [field]: after } }));

/** What is not as the run left it, of what is known of both. */
const changesSince = (left: readonly ObservedState[], now: readonly ObservedState[]): readonly Difference[] =>
  observedDifferences(left, now).filter(
    ({ ref, field }) =>
      now.some((state) => state.ref === ref && field in state.facts) &&
      left.some((state) => state.ref === ref && field in state.facts),
  );

const observe = async (step: ChangeStep, input: UndoInput) => {
  const handler = input.handlers.get(step.type);
  if (handler?.change === undefined)
    return refuse(
      'undo.nothing',
      `Nothing here carries out the step type ${step.type} any more.`,
      'Undo it by hand, or bring back what carried it out.',
    );
  return handler.change.observe(step, {
    runId: '',
    plan: input.approval.plan,
    clock: input.clock,
    signal: input.signal,
    startedAtMs: input.clock.now(),
    outputs: {},
    reports: {},
    progress: () => {},
  });
};

const refuseIfNotPossible = ({ run, approval, undoneBy }: UndoInput): void => {
  const { title } = approval.plan;
  if (isUnderWay(run.state))
    refuse('undo.under-way', `"${title}" is still under way.`, 'Stop it first, or wait until it is over.');
  const [other] = undoneBy;
  if (other !== undefined)
    refuse(
      'undo.already',
      isUnderWay(other.state) ? `"${title}" is just being undone.` : `"${title}" was undone already.`,
      'Ask for what you want instead.',
    );
};

/** The step of the new plan that undoes a step of the old one. */
const undoing = (
  step: ChangeStep,
  compensation: Compensation,
  now: readonly ObservedState[],
  dependsOn: readonly string[],
): ChangeStep => {
  // The success conditions are those of what is undone.
  const { readyWhen: _readyWhen, ...back } = undoStepOf(step, compensation);
  const fact = (difference: Difference) =>
    now.find(({ ref }) => ref === difference.ref)?.facts[difference.field] ?? difference.before;
  return {
    ...back,
    id: `undo-${step.id}`,
    dependsOn,
    differences: back.differences
      .filter(({ isLasting }) => isLasting !== false)
      .map((difference) => ({ ...difference, before: fact(difference) })),
    // A snapshot taken anew would hold today's content, so that one is gone for good.
    undo: isWayBack(compensation) ? null : `${step.title}.`,
    compensation: isWayBack(compensation)
      ? null
      : {
          effect: step.effect,
          title: step.title,
          interruption: step.interruption,
          risk: step.risk,
          riskReasons: step.riskReasons,
        },
    expectedDurationMs: step.expectedDurationMs,
    pastRuns: 0,
  };
};

/**
 * The plan that undoes a finished run: what undoes each of its verified changes, the last first, against the homelab as it
 * is now. What cannot be undone is in `skipped`, with the reason. Reads, and changes nothing.
 * @throws StewardError `undo.under-way`, `undo.already`, `undo.nothing`, `undo.changed-since`, or what an observation throws
 */
export const planUndo = async (input: UndoInput): Promise<Plan> => {
  refuseIfNotPossible(input);
  const { run, approval, entries } = input;
  const picture = pictureOf(approval.plan, entries);
  const changed = changedSteps(approval.plan, picture);
  const skipped: SkippedStep[] = approval.plan.steps
    .filter((step) => isChange(step) && !changed.includes(step))
    .map(({ id, title }) => ({
      id,
      reason:
        picture.statusOf(undoIdOf(id)).kind === 'done'
          ? `"${title}" was undone when the run failed.`
          : `"${title}" was not done by that run.`,
    }));
  const left = mergeObserved([...expectedBehind(approval.plan, changed), ...leftBehind(entries)]);
  const sinceMs = run.endedAtMs ?? run.startedAtMs;
  const steps: ChangeStep[] = [];
  const observed: ObservedState[] = [];
  // A snapshot that is the way back goes last, when everything else is as it was.
  const ordered = [
    ...changed.filter(({ compensation }) => compensation === null || !isWayBack(compensation)),
    ...changed.filter(({ compensation }) => compensation !== null && isWayBack(compensation)),
  ];
  for (const step of ordered) {
    const { compensation } = step;
    if (compensation === null) {
      const passes =
        step.differences.length > 0 && step.differences.every(({ isLasting }) => isLasting === false);
      skipped.push({
        id: step.id,
        reason: passes ? `"${step.title}" changed nothing that lasts.` : `"${step.title}" cannot be undone.`,
      });
      continue;
    }
    const later = input.effectsSince(step.effect.ref, sinceMs).filter(({ runId }) => runId !== run.id);
    const newest = later.at(-1);
    if (newest !== undefined)
      refuse(
        'undo.changed-since',
        `It was changed again since, so "${approval.plan.title}" is not undone: ${newest.statement} (run ${newest.runId}).`,
        'Undo the later change first, or ask for what you want instead.',
      );
    const before = steps.at(-1)?.id;
    const back = undoing(step, compensation, [], before === undefined ? [] : [before]);
    const { observed: now, isDone } = await observe(back, input);
    const changes = isDone ? [] : changesSince(left, now);
    if (changes.length > 0)
      refuse(
        'undo.changed-since',
        `It was changed since from elsewhere, so "${approval.plan.title}" is not undone: ${describeDifferences(changes)}.`,
        'Look at what changed, and ask for what you want instead.',
      );
    if (isDone) {
      skipped.push({ id: step.id, reason: `"${step.title}": it is as it was before already.` });
      continue;
    }
    observed.push(...now);
    steps.push(undoing(step, compensation, now, before === undefined ? [] : [before]));
  }
  if (steps.length === 0)
    refuse(
      'undo.nothing',
      `Nothing of "${approval.plan.title}" can be undone. ${skipped.map(({ reason }) => reason).join(' ')}`.trim(),
      'Ask for what you want instead.',
    );
  const { risk, reasons } = assessRisk(steps, input.inventory);
  return {
    version: 2,
    workflow: approval.plan.workflow,
    workflowDigest: approval.plan.workflowDigest,
    undoes: run.id,
    title: steps.map(({ title }) => title).join('; '),
    purpose: `Undoes "${approval.plan.title}".`,
    parameters: approval.plan.parameters,
    steps,
    skipped,
    risk,
    riskReasons: reasons,
    observed: mergeObserved(observed),
    affected: [...new Set(steps.flatMap(({ interruption }) => interruption ?? []))],
    roi: { minutesSaved: 0, reasons: ['It is made to be back, not for a gain.'] },
    documentationPages: approval.plan.documentationPages,
  };
};
