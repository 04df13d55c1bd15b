import type { Refusal } from '../approvals/answers.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Approval } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import { digestOf } from '../core/digest.ts';
import { asStewardError, StewardError } from '../core/errors.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { ProblemView } from '../core/overview.ts';
import type { Requester } from '../core/people.ts';
import { effectsOf, type Plan } from '../core/plan.ts';
import type { RoiRecord } from '../core/roi.ts';
import { isUnderWay, type JournalEntry, type LedgerEntry, type Run } from '../core/run.ts';
import type { StepHandler } from '../core/step.ts';
import { makePlan } from './plan/make-plan.ts';
import { planUndo } from './plan/plan-undo.ts';
import type { ParameterValue } from './workflow-file/simple-schema.ts';
import { type WorkflowCatalogue, workflowNamed } from './workflow-file/workflow-file.ts';

/** What somebody wants changed. */
export interface Wish {
  readonly workflow: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly requester: Requester;
  /** Their words, or what they pressed. */
  readonly requestText: string;
  readonly conversationId?: string;
}

/** What became of a wish. */
export type Proposal =
  | { readonly kind: 'requested'; readonly approval: Approval }
  /** The very same change waits already. */
  | { readonly kind: 'waiting-already'; readonly approval: Approval }
  | { readonly kind: 'already-so'; readonly statement: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'impossible'; readonly error: StewardError };

/** What somebody wants undone. */
export interface UndoWish extends Omit<Wish, 'workflow' | 'parameters'> {
  readonly runId: string;
}

/** Turns wishes into requests that wait for approval. */
export interface Proposer {
  /** Never throws: what keeps a wish from being planned is answered as `impossible`. */
  propose(wish: Wish): Promise<Proposal>;
  /** The same for undoing a finished run; `impossible` says why not, with one of the codes `undo.*`. */
  proposeUndo(wish: UndoWish): Promise<Proposal>;
}

/** Where the records of past runs are. */
export interface RunRecords {
  readonly run: (runId: string) => Run | undefined;
  readonly entries: (runId: string) => readonly JournalEntry[];
  /** Confirmed effects, newest first. */
  readonly ledger: (options: { readonly ref: string; readonly sinceMs: number }) => readonly LedgerEntry[];
}

/** How many requests are looked through for those that undo a run. */
const mostRequests = 1_000;
/** How long the objects of a run may take to be observed. */
const observeLimitMs = 30_000;

/** What {@link createProposer} is given. */
export interface ProposerDeps {
  readonly workflows: WorkflowCatalogue;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly inventory: InventorySource;
  readonly approvals: Approvals;
  readonly clock: Clock;
  /** Systems that are configured now, e.g. `proxmox`. Absent: all that the handlers need. */
  readonly systems?: () => ReadonlySet<string>;
  /** What is wrong in the homelab now, for the estimate. */
  readonly problems?: () => readonly ProblemView[];
  /** Forecasts and outcomes of past runs of a workflow, newest first. */
  readonly pastRoi?: (workflow: string) => readonly RoiRecord[];
  /** Absent: nothing can be undone. */
  readonly records?: RunRecords;
}

/** Requests that have come to nothing: what they would have undone can be asked for again. */
const isInVain = ({ state }: Approval): boolean =>
  state === 'denied' || state === 'expired' || state === 'cancelled' || state === 'invalidated';

/** Plans a wish against the homelab as it is now, and asks for approval. Changes nothing in the homelab. */
export const createProposer = (deps: ProposerDeps): Proposer => {
  const request = (plan: Plan, wish: Omit<Wish, 'workflow' | 'parameters'>): Proposal => {
    const effects = digestOf(effectsOf(plan));
    const twin = deps.approvals
      .list({ states: ['requested', 'presented'] })
      .find((approval) => digestOf(effectsOf(approval.plan)) === effects);
    if (twin !== undefined) return { kind: 'waiting-already', approval: twin };
    const taken = deps.approvals.request({
      plan,
      requester: wish.requester,
      requestText: wish.requestText,
      ...(wish.conversationId === undefined ? {} : { conversationId: wish.conversationId }),
    });
    return taken.kind === 'taken'
      ? { kind: 'requested', approval: taken.approval }
      : { kind: 'refused', refusal: taken };
  };

  const undo = async (wish: UndoWish): Promise<Proposal> => {
    const { records, approvals } = deps;
    const run = records?.run(wish.runId);
    const approval = run === undefined ? undefined : approvals.get(run.approvalId);
    if (records === undefined || run === undefined || approval === undefined)
      throw new StewardError(`There is no run ${wish.runId}.`, {
        code: 'run.not-found',
        kind: 'terminal',
        mend: 'Ask what was done lately, and name one of those runs.',
      });
    const undoneBy = approvals
      .list({ limit: mostRequests })
      .filter((one) => one.plan.undoes === run.id && !isInVain(one))
      .flatMap(({ runId }) => (runId === undefined ? [] : (records.run(runId) ?? [])))
      .filter(({ state }) => state === 'succeeded' || isUnderWay(state));
    const plan = await planUndo({
      run,
      approval,
      entries: records.entries(run.id),
      effectsSince: (ref, sinceMs) => records.ledger({ ref, sinceMs }),
      undoneBy,
      handlers: deps.handlers,
      inventory: deps.inventory.current(),
      clock: deps.clock,
      signal: AbortSignal.timeout(observeLimitMs),
    });
    return request(plan, wish);
  };

  const plan = async (wish: Wish): Promise<Proposal> => {
    const planned = await makePlan(workflowNamed(deps.workflows, wish.workflow), wish.parameters, {
      inventory: deps.inventory.current(),
      clock: deps.clock,
      handlers: deps.handlers,
      workflows: deps.workflows,
      ...(deps.pastRoi === undefined ? {} : { pastRoi: deps.pastRoi }),
      ...(deps.systems === undefined ? {} : { systems: deps.systems() }),
      ...(deps.problems === undefined ? {} : { problems: deps.problems() }),
    });
    return planned.kind === 'already-so' ? planned : request(planned.plan, wish);
  };

  const answered = async (proposal: Promise<Proposal>): Promise<Proposal> => {
    try {
      return await proposal;
    } catch (thrown) {
      return { kind: 'impossible', error: asStewardError(thrown) };
    }
  };

  return { propose: (wish) => answered(plan(wish)), proposeUndo: (wish) => answered(undo(wish)) };
};
