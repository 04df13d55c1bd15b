import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StewardError } from '../../core/errors.ts';
import type { StepHandler } from '../../core/step.ts';
import { subWorkflowProblems } from './check-sub-workflows.ts';
import { type Problem, problemsError } from './problem.ts';
import { type StepTypes, stepTypesOf } from './step-types.ts';
import type { Workflow, WorkflowCatalogue } from './workflow.ts';

export type { Workflow, WorkflowCatalogue } from './workflow.ts';

import { type CheckedFile, checkWorkflow } from './check-workflow.ts';

/** What a folder of workflow files holds. */
export interface CheckedFolder {
  readonly workflows: WorkflowCatalogue;
  readonly problems: readonly Problem[];
}

/**
 * Checks all `*.yaml` of some folders, each file by itself and against the others. A folder that is not there is empty.
 * @param others workflows that the files may use besides one another
 */
export const checkFolders = (
  folders: readonly string[],
  types: StepTypes,
  others: WorkflowCatalogue = new Map(),
): CheckedFolder => {
  const files = folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((entry) => entry.endsWith('.yaml'))
          .sort()
          .map((entry) => join(folder, entry))
      : [],
  );
  const checked = files.map((file) => checkWorkflow(file, readFileSync(file, 'utf8'), types));
  return checkTogether(checked, others);
};

/** Puts files that were checked one by one together: names that stand twice, and sub-workflows. */
export const checkTogether = (
  checked: readonly CheckedFile[],
  others: WorkflowCatalogue = new Map(),
): CheckedFolder => {
  const workflows = new Map<string, Workflow>(others);
  const problems = checked.flatMap((one) => one.problems);
  for (const { workflow, yaml } of checked) {
    if (workflow === undefined || yaml === undefined) continue;
    const twin = workflows.get(workflow.name);
    if (twin !== undefined && twin.file !== workflow.file)
      problems.push(
        yaml.at(['metadata', 'name'], {
          code: 'workflow.duplicate-workflow',
          message: `The workflow ${workflow.name} stands in ${twin.file} already.`,
          mend: 'Give one of them another name.',
        }),
      );
    else workflows.set(workflow.name, workflow);
  }
  for (const one of checked) problems.push(...subWorkflowProblems(one, workflows));
  return { workflows, problems };
};

/**
 * Reads one workflow file and checks everything that can be checked without a homelab and without other files.
 * @throws StewardError `workflow.*`, with all that is wrong, each with file, line, column and mend
 */
export const parseWorkflow = (
  file: string,
  text: string,
  handlers: ReadonlyMap<string, StepHandler>,
): Workflow => {
  const { workflow, problems } = checkWorkflow(file, text, stepTypesOf(handlers.values()));
  const [first, ...others] = problems;
  if (first !== undefined) throw problemsError([first, ...others]);
  if (workflow === undefined) throw new Error('a file without problems is a workflow');
  return workflow;
};

/**
 * Reads all workflows of a folder.
 * @throws StewardError `workflow.*` with all that is wrong in all files
 */
export const loadWorkflows = (
  folder: string | readonly string[],
  handlers: ReadonlyMap<string, StepHandler>,
): WorkflowCatalogue => {
  const { workflows, problems } = checkFolders([folder].flat(), stepTypesOf(handlers.values()));
  const [first, ...others] = problems;
  if (first !== undefined) throw problemsError([first, ...others]);
  return workflows;
};

/**
 * The workflow of this name.
 * @throws StewardError `workflow.unknown`
 */
export const workflowNamed = (workflows: WorkflowCatalogue, name: string): Workflow => {
  const found = workflows.get(name);
  if (found === undefined)
    throw new StewardError(`There is no workflow ${name}.`, {
      code: 'workflow.unknown',
      kind: 'terminal',
      mend: `Known workflows: ${[...workflows.keys()].join(', ')}.`,
    });
  return found;
};
