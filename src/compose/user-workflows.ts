import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../core/log.ts';
import type { StepHandler } from '../core/step.ts';
import { describeProblem } from '../planner/workflow-file/problem.ts';
import { stepTypesOf } from '../planner/workflow-file/step-types.ts';
import type { Workflow } from '../planner/workflow-file/workflow.ts';
import { checkFolders, loadWorkflows } from '../planner/workflow-file/workflow-file.ts';

const bundled = join(import.meta.dirname, '../../workflows');

/**
 * All workflows: those that come with Steward, and those in the user's folder. A file of the user that is wrong is told in
 * the log and left out, so that it does not keep Steward from starting.
 * @param userFolder made when it is not there; undefined: the user has none
 * @returns a map that the user's new workflows are added to
 * @throws StewardError `workflow.*` when one that comes with Steward is wrong
 */
export const loadAllWorkflows = (
  userFolder: string | undefined,
  handlers: ReadonlyMap<string, StepHandler>,
  log: Log,
): Map<string, Workflow> => {
  const own = loadWorkflows([bundled, join(bundled, 'examples')], handlers);
  if (userFolder === undefined) return new Map(own);
  mkdirSync(userFolder, { recursive: true });
  const { workflows, problems } = checkFolders([userFolder], stepTypesOf(handlers.values()), own);
  for (const problem of problems)
    log.warn('A workflow file is wrong.', { problem: describeProblem(problem) });
  const wrong = new Set(problems.map(({ file }) => file));
  return new Map([...workflows].filter(([, { file }]) => !wrong.has(file)));
};
