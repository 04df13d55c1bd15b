import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from '../core/durable-file.ts';
import { StewardError } from '../core/errors.ts';
import type { StepHandler } from '../core/step.ts';
import { externalTaskFields, personTasks } from '../workflow/steps/external-task.ts';
import type { PlanningDeps } from './plan/make-plan.ts';
import { describeMissing } from './plan/missing-systems.ts';
import { planDiff } from './plan/plan-diff.ts';
import { planText } from './plan/plan-text.ts';
import { impossibleBecause, type PlanPreview, previewPlan } from './plan/preview-plan.ts';
import type { Proposal, Proposer, Wish } from './proposer.ts';
import { checkWorkflow } from './workflow-file/check-workflow.ts';
import { problemsError } from './workflow-file/problem.ts';
import type { ParameterValue } from './workflow-file/simple-schema.ts';
import { stepTypesOf } from './workflow-file/step-types.ts';
import type { Workflow } from './workflow-file/workflow.ts';
import { checkTogether } from './workflow-file/workflow-file.ts';

/** A workflow file that somebody holds, and what it is to be planned with. */
export interface FileWish {
  /** Its path where it was read, for messages. */
  readonly file: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** A preview as it is shown to people, one line for each step. */
export interface PlanReport {
  readonly workflow: string;
  readonly isPossible: boolean;
  /** Systems that are missing, one sentence each. */
  readonly missing: readonly string[];
  readonly steps: readonly {
    readonly id: string;
    readonly state: 'planned' | 'left out' | 'not possible here';
    /** What it does, or why it is not done. */
    readonly text: string;
  }[];
  readonly risk: string;
  readonly riskReasons: readonly string[];
  readonly affected: readonly string[];
  /** What a person has to do themselves, in order. */
  readonly byHand: readonly string[];
  readonly roi: readonly string[];
  /** In a few sentences. */
  readonly summary: string;
  readonly diff: string;
}

/** Who asks for a file to be run, and by which words. */
export type AskedFor = Pick<Wish, 'requester' | 'requestText' | 'conversationId'>;

/** Plans workflow files that somebody holds, and makes requests of them. */
export interface WorkflowDesk {
  /** @throws StewardError `workflow.*`, `expression.*` */
  plan(wish: FileWish): Promise<PlanReport>;
  /**
   * Opens a request. A file that Steward does not have yet is kept in the user's folder first, because a run is refused
   * when its workflow has changed since it was planned.
   * @throws StewardError `workflow.*` when the file is wrong or its name is taken
   */
  request(wish: FileWish, asked: AskedFor, options?: { readonly replaces?: boolean }): Promise<Proposal>;
}

/** What {@link createWorkflowDesk} is given. */
export interface WorkflowDeskDeps {
  /** All workflows; those of the user are added to it. */
  readonly workflows: Map<string, Workflow>;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly planning: () => PlanningDeps;
  readonly proposer: Pick<Proposer, 'propose'>;
  /** Where the user's own workflows are kept; undefined: none are. */
  readonly userFolder: string | undefined;
}

const reportOf = (workflow: Workflow, preview: PlanPreview): PlanReport => ({
  workflow: workflow.name,
  isPossible: preview.isPossible,
  missing: preview.missing.map(describeMissing),
  steps: preview.parts.map((part) =>
    part.kind === 'planned'
      ? { id: part.step.id, state: 'planned', text: part.step.title }
      : part.kind === 'skipped'
        ? { id: part.step.id, state: 'left out', text: part.step.reason }
        : { id: part.id, state: 'not possible here', text: impossibleBecause(part, preview) },
  ),
  risk: preview.plan.risk,
  riskReasons: preview.plan.riskReasons,
  affected: preview.plan.affected,
  byHand: workflow.steps
    .filter(({ type }) => type === 'external-task')
    .flatMap(({ name, fields }) => {
      const read = externalTaskFields.safeParse(fields);
      return personTasks(read.success ? read.data : {}, name).map(({ task }) => task);
    }),
  roi: preview.plan.roi.reasons,
  summary: planText(preview.plan),
  diff: planDiff(preview.plan),
});

/** Makes the desk. */
export const createWorkflowDesk = ({
  workflows,
  handlers,
  planning,
  proposer,
  userFolder,
}: WorkflowDeskDeps): WorkflowDesk => {
  const read = ({ file, text }: FileWish): Workflow => {
    const checked = checkWorkflow(file, text, stepTypesOf(handlers.values()));
    const others = new Map([...workflows].filter(([name]) => name !== checked.workflow?.name));
    const [first, ...more] = checkTogether([checked], others).problems;
    if (first !== undefined) throw problemsError([first, ...more]);
    if (checked.workflow === undefined) throw new Error('a file without problems is a workflow');
    return checked.workflow;
  };

  /** @returns what takes it back, where it was not there before */
  const keep = (workflow: Workflow, text: string, replaces: boolean): (() => void) => {
    const known = workflows.get(workflow.name);
    if (known?.digest === workflow.digest) return () => {};
    const own = userFolder === undefined ? undefined : join(userFolder, `${workflow.name}.yaml`);
    if (own === undefined)
      throw new StewardError('This Steward keeps no workflows of yours.', {
        code: 'workflow.not-kept',
        kind: 'terminal',
        mend: 'Ask for one of those that come with it.',
      });
    if (known !== undefined && (known.file !== own || !replaces))
      throw new StewardError(`Steward has another workflow of the name ${workflow.name}, in ${known.file}.`, {
        code: 'workflow.duplicate-workflow',
        kind: 'terminal',
        mend:
          known.file === own
            ? 'Give it another name, or say --replace. A run of the old one that is under way is then refused to go on.'
            : 'Give it another name: this one comes with Steward.',
      });
    writeFileDurably(own, text);
    workflows.set(workflow.name, { ...workflow, file: own });
    return known === undefined
      ? () => {
          workflows.delete(workflow.name);
          rmSync(own, { force: true });
        }
      : () => {};
  };

  return {
    plan: async (wish) => {
      const workflow = read(wish);
      return reportOf(workflow, await previewPlan(workflow, wish.parameters, planning()));
    },
    request: async (wish, asked, { replaces = false } = {}) => {
      const workflow = read(wish);
      const takeBack = keep(workflow, wish.text, replaces);
      const proposal = await proposer.propose({
        workflow: workflow.name,
        parameters: wish.parameters,
        ...asked,
      });
      // What may not be asked for, or cannot be planned, is not kept either.
      if (proposal.kind === 'refused' || proposal.kind === 'impossible') takeBack();
      return proposal;
    },
  };
};
