import type { Refusal, Taken } from '../approvals/answers.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Approver } from '../approvals/approvers.ts';
import type { Autonomy } from '../approvals/autonomy/autonomy.ts';
import type { StopSwitch } from '../approvals/kill-switch.ts';
import { mayCancel } from '../approvals/policy/request-policy.ts';
import type { StepUp } from '../approvals/step-up/step-up.ts';
import { isPending } from '../core/approval.ts';
import { asStewardError } from '../core/errors.ts';
import type { Person, Requester } from '../core/people.ts';
import type { Conversation } from '../core/reply.ts';
import type { PanelAction, PanelResult } from '../http/panel/actions.ts';
import type { Outcome, PanelEngine } from '../http/panel/live-session.ts';
import type { WorkflowChoice } from '../http/panel/messages.ts';
import type { Proposal } from '../planner/proposer.ts';
import type { Runner } from '../workflow/runner.ts';
import { type EgressReader, showEgress } from './egress-actions.ts';
import { createFactorActions, type Proved } from './factor-actions.ts';

/** What {@link createPanelEngine} is given. */
export interface PanelEngineDeps {
  readonly approvals: Approvals;
  readonly autonomy: Pick<Autonomy, 'set'>;
  readonly killSwitch: Pick<StopSwitch, 'stop' | 'release'>;
  readonly runner: Pick<Runner, 'get' | 'cancel' | 'report'>;
  readonly approvers: () => readonly Pick<Approver, 'userId'>[];
  /** Plans how a run is undone, and asks for approval. */
  readonly proposeUndo: (runId: string, requester: Requester) => Promise<Proposal>;
  readonly stepUp: StepUp;
  readonly conversation: Conversation;
  readonly egress: EgressReader;
  readonly workflows: () => readonly WorkflowChoice[];
  /** Whether there is a model now that can look at a picture. */
  readonly takesPictures: () => boolean;
}

const done = (result?: PanelResult): Outcome => ({ ok: true, ...(result === undefined ? {} : { result }) });

const refused = ({ code, reason }: Pick<Refusal, 'reason'> & { readonly code: string }): Outcome => ({
  ok: false,
  code,
  message: reason,
});

const failed = (thrown: unknown): Outcome => {
  const { code, message, mend } = asStewardError(thrown);
  if (code === 'internal') throw thrown;
  return { ok: false, code, message, ...(mend === undefined ? {} : { mend }) };
};

const outcomeOf = (answer: Taken | Refusal): Outcome => {
  if (answer.kind === 'refused') return refused(answer);
  const { approval } = answer;
  const yes = (approval.decisions ?? []).filter((decision) => decision.answer === 'approve').length;
  const missing = (approval.requirement?.approvals ?? 1) - yes;
  return isPending(approval) && missing > 0 ? done({ kind: 'more-needed', count: missing }) : done();
};

const proposed = (proposal: Proposal): Outcome => {
  switch (proposal.kind) {
    case 'requested':
    case 'waiting-already':
      return done({ kind: 'request', approvalId: proposal.approval.id });
    case 'already-so':
      return refused({ code: 'already-so', reason: proposal.statement });
    case 'refused':
      return refused(proposal.refusal);
    case 'impossible':
      return failed(proposal.error);
  }
};

const notTheirs = refused({
  code: 'not-yours',
  reason: 'Only whoever asked for it, or an approver, can stop it or answer for it.',
});

/** What a page of the panel can have done, on behalf of the person whom Home Assistant vouches for. */
export const createPanelEngine = (deps: PanelEngineDeps): PanelEngine => {
  const { approvals, autonomy, killSwitch, runner, stepUp } = deps;

  const proved: Proved = async (person, purpose, evidence, then) => {
    const confirmation = await stepUp.confirm(person, purpose, evidence);
    return confirmation.kind === 'refused' ? refused(confirmation) : then(confirmation.proof);
  };
  const factorActions = createFactorActions(stepUp, proved);

  const decide = (action: Extract<PanelAction, { type: 'decide' }>, person: Person): Promise<Outcome> => {
    const { approvalId, planDigest, answer, stepUp: evidence } = action;
    const given = { userId: person.userId, channel: 'panel', device: 'panel', planDigest } as const;
    if (answer === 'deny') return Promise.resolve(outcomeOf(approvals.deny(approvalId, given)));
    if (evidence === undefined) return Promise.resolve(outcomeOf(approvals.approve(approvalId, given)));
    return proved(person, `approve ${approvalId}`, evidence, (proof) =>
      outcomeOf(approvals.approve(approvalId, { ...given, stepUp: proof })),
    );
  };

  /** Whoever may take back a request may stop its run, and answer for it: a reported serial decides which disk counts. */
  const mayActOn = (runId: string, requester: Requester): boolean => {
    const approval = approvals.get(runner.get(runId)?.approvalId ?? '');
    const approverIds = deps.approvers().map(({ userId }) => userId);
    return approval === undefined || mayCancel(requester, approval, approverIds);
  };

  const perform = async (action: PanelAction, person: Person): Promise<Outcome> => {
    const requester = { channel: 'panel', person } as const;
    switch (action.type) {
      case 'decide':
        return decide(action, person);
      case 'cancel-request':
        return outcomeOf(approvals.cancel(action.approvalId, requester));
      case 'undo-run':
        return proposed(await deps.proposeUndo(action.runId, requester));
      case 'cancel-run':
        if (!mayActOn(action.runId, requester)) return notTheirs;
        runner.cancel(action.runId, person.name);
        return done();
      case 'report':
        if (!mayActOn(action.runId, requester)) return notTheirs;
        runner.report(action.runId, action.stepId, { by: person.name, values: action.values });
        return done();
      case 'stop':
        killSwitch.stop(requester, 'pressed the button in the panel');
        return done();
      case 'release-stop':
        return proved(person, 'release-stop', action.stepUp, (proof) => {
          killSwitch.release(person, proof);
          return done();
        });
      case 'set-autonomy': {
        const { id: _id, type: _type, stepUp: evidence, untilMs, ...rest } = action;
        const change = { ...rest, ...(untilMs === undefined ? {} : { untilMs }) };
        return proved(person, 'set-autonomy', evidence, (proof) => {
          const set = autonomy.set(change, person, proof);
          return set.kind === 'set' ? done() : refused(set);
        });
      }
      case 'list-egress':
      case 'show-egress':
        return showEgress(deps.egress, action, person);
      default:
        return factorActions(action, person);
    }
  };

  return {
    conversation: deps.conversation,
    workflows: deps.workflows,
    takesPictures: deps.takesPictures,
    perform: (action, person) => perform(action, person).catch(failed),
  };
};
