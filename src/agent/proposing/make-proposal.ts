import { needsStepUp } from '../../approvals/policy/request-policy.ts';
import type { Approval } from '../../core/approval.ts';
import { asStewardError, explain, StewardError } from '../../core/errors.ts';
import type { InventoryObject, InventorySource } from '../../core/inventory.ts';
import { type AgentTexts, filled } from '../../core/texts/agent-texts.ts';
import type { Proposal, Proposer } from '../../planner/proposer.ts';
import type { WorkflowDesk } from '../../planner/workflow-desk.ts';
import type { ParameterValue } from '../../planner/workflow-file/simple-schema.ts';
import type { Workflow, WorkflowCatalogue } from '../../planner/workflow-file/workflow.ts';
import type { FreeTask, TaskOutcome } from '../task.ts';
import { asksFor, type Wish } from '../wishes/wish.ts';
import { fillParameters } from './parameters.ts';
import type { ProposeCall } from './propose-tool.ts';

/** A proposal that waits for a word of the person. */
export interface PendingProposal {
  readonly workflow: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The words by which it was asked for. */
  readonly requestText: string;
  /** The file of a workflow that Steward does not have yet, as YAML: kept when the person agrees. */
  readonly draft?: string;
}

/** What came of a call of the tool that proposes. */
export type ProposalMade =
  /** The turn ends with these words of Steward's own. */
  | {
      readonly kind: 'ended';
      readonly speech: string;
      readonly outcome: TaskOutcome;
      readonly pending?: PendingProposal;
    }
  /** The person has to say something first. */
  | { readonly kind: 'asked'; readonly question: string; readonly pending: PendingProposal }
  /** The model may try again with what is wrong. */
  | { readonly kind: 'wrong'; readonly error: StewardError };

/** What is needed to propose. */
export interface ProposingDeps {
  readonly proposer: Pick<Proposer, 'propose'>;
  readonly workflowDesk: Pick<WorkflowDesk, 'plan' | 'request'>;
  readonly workflows: () => WorkflowCatalogue;
  readonly inventory: InventorySource;
  /** The objects that a text names. */
  readonly namedObjects: (text: string) => readonly InventoryObject[];
  /** Names of those who may approve it. */
  readonly approvers: (approval: Approval) => readonly string[];
}

/** What the person said, as far as it decides what may be proposed. */
export interface PersonsWords {
  readonly text: string;
  readonly wish: Wish;
  /** The objects that they named, now or, where they name none now, before in this conversation. */
  readonly named: readonly InventoryObject[];
}

const list = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

const requested = (approval: Approval, deps: ProposingDeps, task: FreeTask, texts: AgentTexts): string => {
  const approvers = deps.approvers(approval);
  const text =
    approvers.length === 0
      ? texts.requestedNobody
      : needsStepUp(approval.plan.risk)
        ? texts.requestedDestructive
        : texts.requested;
  return filled(text, { approvers: list(approvers, task.language), title: approval.plan.title });
};

const madeOf = (proposal: Proposal, deps: ProposingDeps, task: FreeTask, texts: AgentTexts): ProposalMade => {
  switch (proposal.kind) {
    case 'requested':
    case 'waiting-already': {
      const { approval } = proposal;
      return {
        kind: 'ended',
        speech:
          proposal.kind === 'requested'
            ? requested(approval, deps, task, texts)
            : filled(texts.waitingAlready, { title: approval.plan.title }),
        outcome: { kind: 'proposed', approvalId: approval.id, summary: approval.plan.title },
      };
    }
    case 'already-so':
      return { kind: 'ended', speech: proposal.statement, outcome: { kind: 'answered', evidence: [] } };
    case 'refused':
      return {
        kind: 'ended',
        speech: filled(texts.cannot, { why: proposal.refusal.reason }),
        outcome: { kind: 'failed', code: proposal.refusal.code, message: proposal.refusal.reason },
      };
    case 'impossible': {
      const { error } = proposal;
      if (error.code !== 'plan.missing-system') return { kind: 'wrong', error };
      const missing = Object.values(error.fields ?? { _: explain(error) });
      return {
        kind: 'ended',
        speech: filled(texts.cannot, { why: missing.join(' ') }),
        outcome: { kind: 'impossible', missing },
      };
    }
  }
};

/** Asks for approval of what the person agreed to. */
export const proposeNow = async (
  pending: PendingProposal,
  deps: ProposingDeps,
  task: FreeTask,
  texts: AgentTexts,
): Promise<ProposalMade> => {
  const { workflow, parameters, requestText, draft: text } = pending;
  const { requester, conversationId } = task;
  const asked = { requester, requestText, conversationId };
  if (text === undefined)
    return madeOf(await deps.proposer.propose({ workflow, parameters, ...asked }), deps, task, texts);
  try {
    const wish = { file: `${workflow}.yaml`, text, parameters };
    return madeOf(await deps.workflowDesk.request(wish, asked), deps, task, texts);
  } catch (thrown) {
    return { kind: 'wrong', error: asStewardError(thrown) };
  }
};

const proposeWorkflow = async (
  workflow: Workflow,
  given: Readonly<Record<string, unknown>>,
  words: PersonsWords,
  deps: ProposingDeps,
  task: FreeTask,
  texts: AgentTexts,
): Promise<ProposalMade> => {
  const { values, objects, unknown } = fillParameters(workflow, given, {
    inventory: deps.inventory.current(),
    find: deps.namedObjects,
    named: words.named,
  });
  const pending: PendingProposal = {
    workflow: workflow.name,
    parameters: values,
    requestText: words.text,
  };
  const stranger = objects.find((object) => !words.named.some(({ ref }) => ref === object.ref));
  // A name that nothing has goes on to the planner, who refuses it with what there is.
  if (unknown.length > 0 || (stranger === undefined && asksFor(workflow, words.text, words.wish)))
    return proposeNow(pending, deps, task, texts);
  // Proposed for somebody only in their own words: what a model read on the way may have put it up to this.
  const title = workflow.title;
  const question =
    stranger === undefined
      ? filled(texts.meant, { title: [title, ...objects.map(({ name }) => name)].join(', ') })
      : filled(texts.meantOf, { title, name: stranger.name });
  return { kind: 'asked', question, pending };
};

const draft = async (
  { text, parameters }: Extract<ProposeCall, { kind: 'draft' }>,
  words: PersonsWords,
  deps: ProposingDeps,
  texts: AgentTexts,
): Promise<ProposalMade> => {
  const values = Object.fromEntries(
    Object.entries(parameters).filter(
      (entry): entry is [string, string | number | boolean] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number' || typeof entry[1] === 'boolean',
    ),
  );
  try {
    const plan = await deps.workflowDesk.plan({ file: 'draft.yaml', text, parameters: values });
    const { byHand, workflow: name } = plan;
    if (deps.workflows().has(name))
      throw new StewardError(`There is a workflow of the name ${name}.`, {
        code: 'workflow.duplicate-workflow',
        kind: 'terminal',
        mend: 'Give the draft another name, or propose that one.',
      });
    const question = plan.isPossible && plan.missing.length === 0 ? texts.keepDraft : undefined;
    const speech = [
      filled(texts.drafted, { name, summary: plan.summary }),
      ...(plan.missing.length === 0 ? [] : [filled(texts.missing, { what: plan.missing.join(' ') })]),
      ...(byHand.length === 0 ? [] : [filled(texts.byHand, { tasks: byHand.join('; ') })]),
      ...(question === undefined ? [] : [question]),
    ].join(' ');
    const outcome = { kind: 'drafted', name, workflow: text, plan, byHand } as const;
    if (question === undefined) return { kind: 'ended', speech, outcome };
    return {
      kind: 'ended',
      speech,
      outcome: { ...outcome, question },
      pending: { workflow: name, parameters: values, requestText: words.text, draft: text },
    };
  } catch (thrown) {
    return { kind: 'wrong', error: asStewardError(thrown) };
  }
};

/**
 * Carries out a call of the tool that proposes, as far as the person's own words go: an existing workflow that they asked
 * for, on objects that they named, is asked for; anything else is asked back first. A draft is checked and planned, and
 * neither kept nor run before the person agrees. Changes nothing in the homelab.
 */
export const makeProposal = async (
  call: Exclude<ProposeCall, { kind: 'unclear' }>,
  words: PersonsWords,
  deps: ProposingDeps,
  task: FreeTask,
  texts: AgentTexts,
): Promise<ProposalMade> => {
  if (call.kind === 'draft') return draft(call, words, deps, texts);
  if (call.kind === 'impossible')
    return {
      kind: 'ended',
      speech: filled(texts.missing, { what: call.missing.join('; ').replace(/[.\s]+$/, '') }),
      outcome: { kind: 'impossible', missing: call.missing },
    };
  const workflow = deps.workflows().get(call.workflow);
  // Whatever the name is, the planner knows best how to refuse it.
  if (workflow === undefined)
    return proposeNow(
      { workflow: call.workflow, parameters: {}, requestText: words.text },
      deps,
      task,
      texts,
    );
  return proposeWorkflow(workflow, call.parameters, words, deps, task, texts);
};
