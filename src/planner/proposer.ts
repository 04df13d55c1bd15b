import type { Refusal } from '../approvals/answers.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Approval } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import { digestOf } from '../core/digest.ts';
import { asStewardError, type StewardError } from '../core/errors.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { ProblemView } from '../core/overview.ts';
import type { Requester } from '../core/people.ts';
import { effectsOf } from '../core/plan.ts';
import type { RoiRecord } from '../core/roi.ts';
import type { StepHandler } from '../core/step.ts';
import { makePlan } from './make-plan.ts';
import type { ParameterValue } from './simple-schema.ts';
import { type WorkflowCatalogue, workflowNamed } from './workflow-file.ts';

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

/** Turns wishes into requests that wait for approval. */
export interface Proposer {
  /** Never throws: what keeps a wish from being planned is answered as `impossible`. */
  propose(wish: Wish): Promise<Proposal>;
}

/** Plans a wish against the homelab as it is now, and asks for approval. Changes nothing in the homelab. */
export const createProposer = (deps: {
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
}): Proposer => ({
  propose: async (wish) => {
    try {
      const planned = await makePlan(workflowNamed(deps.workflows, wish.workflow), wish.parameters, {
        inventory: deps.inventory.current(),
        clock: deps.clock,
        handlers: deps.handlers,
        workflows: deps.workflows,
        ...(deps.pastRoi === undefined ? {} : { pastRoi: deps.pastRoi }),
        ...(deps.systems === undefined ? {} : { systems: deps.systems() }),
        ...(deps.problems === undefined ? {} : { problems: deps.problems() }),
      });
      if (planned.kind === 'already-so') return planned;
      const effects = digestOf(effectsOf(planned.plan));
      const twin = deps.approvals
        .list({ states: ['requested', 'presented'] })
        .find((approval) => digestOf(effectsOf(approval.plan)) === effects);
      if (twin !== undefined) return { kind: 'waiting-already', approval: twin };
      const request = deps.approvals.request({
        plan: planned.plan,
        requester: wish.requester,
        requestText: wish.requestText,
        ...(wish.conversationId === undefined ? {} : { conversationId: wish.conversationId }),
      });
      return request.kind === 'taken'
        ? { kind: 'requested', approval: request.approval }
        : { kind: 'refused', refusal: request };
    } catch (thrown) {
      return { kind: 'impossible', error: asStewardError(thrown) };
    }
  },
});
