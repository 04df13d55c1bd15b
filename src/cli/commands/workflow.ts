import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { knownStepTypes } from '../../compose/known-step-types.ts';
import { planAlone } from '../../compose/plan-alone.ts';
import { dataFolder, loadSurroundings } from '../../config/load-options.ts';
import { type Approval, isPending } from '../../core/approval.ts';
import { systemClock } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import { silentLog } from '../../core/log.ts';
import { isUnderWay, type Run } from '../../core/run.ts';
import type { WorkflowRequested } from '../../http/control/workflow-routes.ts';
import type { FileWish, PlanReport } from '../../planner/workflow-desk.ts';
import { checkWorkflow } from '../../planner/workflow-file/check-workflow.ts';
import { describeProblem } from '../../planner/workflow-file/problem.ts';
import { checkFolders, checkTogether } from '../../planner/workflow-file/workflow-file.ts';
import { workflowSchema } from '../../planner/workflow-file/workflow-schema.ts';
import type { Command, CommandInput } from '../command.ts';
import { createControlClient } from '../control-client.ts';

const bundled = join(import.meta.dirname, '../../../workflows');

const wrongUse = (message: string): StewardError =>
  new StewardError(message, {
    code: 'cli.usage',
    kind: 'terminal',
    mend: 'Usage: steward workflow schema | lint FILE ... | plan FILE | run FILE [--set NAME=VALUE ...].',
  });

const callOnce = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
  const lines: unknown[] = [];
  await createControlClient(dataFolder()).call(method, path, body, (line) => lines.push(line));
  return lines.at(-1) as Answer;
};

const readText = (file: string): string => {
  if (!existsSync(file) || !statSync(file).isFile()) throw wrongUse(`There is no file ${file}.`);
  return readFileSync(file, 'utf8');
};

/** `--set a=1 --set b=2` as parameters; the workflow's own types decide what they are. */
const readParameters = (values: CommandInput['values']): Record<string, string> =>
  Object.fromEntries(
    ((values['set'] ?? []) as readonly string[]).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw wrongUse(`"${pair}" is not of the form NAME=VALUE.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

const schema = ({ print }: CommandInput): number => {
  print(JSON.stringify(workflowSchema(knownStepTypes()), null, 2));
  return 0;
};

/** Checks files against each other, those beside them, and those that come with Steward. Needs no running Steward. */
const lint = (files: readonly string[], { isJson, print }: CommandInput): number => {
  if (files.length === 0) throw wrongUse('Which file?');
  const types = knownStepTypes();
  const checked = files.map((file) => checkWorkflow(file, readText(file), types));
  const own = new Set(checked.flatMap(({ workflow }) => workflow?.name ?? []));
  const folders = [...new Set([bundled, join(bundled, 'examples'), ...files.map((file) => dirname(file))])];
  const others = [...checkFolders(folders, types).workflows].filter(([name]) => !own.has(name));
  const { problems } = checkTogether(checked, new Map(others));
  for (const problem of problems) print(isJson ? JSON.stringify(problem) : describeProblem(problem));
  if (problems.length === 0 && !isJson) for (const file of files) print(`${file}: ok`);
  return problems.length === 0 ? 0 : 1;
};

const marks: Readonly<Record<PlanReport['steps'][number]['state'], string>> = {
  planned: '  ',
  'left out': '- ',
  'not possible here': '! ',
};

const showReport = (report: PlanReport): readonly string[] => [
  `${report.workflow}: ${report.isPossible ? 'possible here' : 'not possible here'}`,
  ...report.missing,
  '',
  ...report.steps.map(
    ({ id, state, text }) => `${marks[state]}${id}: ${state === 'planned' ? '' : `${state}. `}${text}`,
  ),
  '',
  `Risk: ${report.risk}`,
  ...report.riskReasons.map((reason) => `  ${reason}`),
  ...(report.affected.length === 0 ? [] : [`Affected: ${report.affected.join(', ')}`]),
  ...report.roi,
  '',
  report.summary,
  '',
  report.diff,
];

/** The running Steward's plan; where none runs, one from the configured systems. */
const planned = async (wish: FileWish): Promise<PlanReport> => {
  try {
    return await callOnce<PlanReport>('POST', '/workflow/plan', wish);
  } catch (thrown) {
    const { options, mode, dataFolder: folder } = loadSurroundings();
    if (asStewardError(thrown).code !== 'cli.not-running' || mode === 'none') throw thrown;
    return planAlone(wish, options, join(folder, 'workflows'), systemClock, silentLog);
  }
};

const plan = async (file: string | undefined, { values, isJson, print }: CommandInput): Promise<number> => {
  if (file === undefined) throw wrongUse('Which file?');
  const report = await planned({ file, text: readText(file), parameters: readParameters(values) });
  for (const line of isJson ? [JSON.stringify(report)] : showReport(report)) print(line);
  return report.isPossible ? 0 : 1;
};

const followIntervalMs = 300;

/** Says what changes on a request and its run, until the end. @returns whether it succeeded */
const follow = async (approvalId: string, { isJson, print }: CommandInput): Promise<boolean> => {
  let last = '';
  const tell = (line: string, record: unknown): void => {
    if (line !== last) print(isJson ? JSON.stringify(record) : line);
    last = line;
  };
  for (;;) {
    const approval = await callOnce<Approval | undefined>(
      'GET',
      `/approvals/${encodeURIComponent(approvalId)}`,
    );
    if (approval === undefined) throw wrongUse(`There is no request ${approvalId}.`);
    if (approval.runId === undefined) {
      if (!isPending(approval) && approval.state !== 'approved') {
        tell(`${approval.state}: ${approval.endedBecause ?? approval.plan.title}`, approval);
        return false;
      }
      tell(isPending(approval) ? `${approval.id}: waits for approval` : `${approval.id}: approved`, approval);
    } else {
      const run = await callOnce<Run>('GET', `/runs/${encodeURIComponent(approval.runId)}`);
      const step = run.steps.find(({ state }) => !['waiting', 'done', 'skipped', 'undone'].includes(state));
      if (!isUnderWay(run.state)) {
        tell(`${run.id}: ${run.state}. ${run.result ?? ''}`.trim(), run);
        return run.state === 'succeeded';
      }
      const detail =
        step === undefined ? '' : `: ${step.title}${step.detail === undefined ? '' : ` (${step.detail})`}`;
      tell(`${run.id}: ${run.progressPercent}%${detail}`, run);
    }
    await sleep(followIntervalMs);
  }
};

const run = async (file: string | undefined, input: CommandInput): Promise<number> => {
  if (file === undefined) throw wrongUse('Which file?');
  const requested = await callOnce<WorkflowRequested>('POST', '/workflow/request', {
    file,
    text: readText(file),
    parameters: readParameters(input.values),
    replaces: input.values['replace'] === true,
  });
  input.print(
    input.isJson
      ? JSON.stringify(requested)
      : requested.kind === 'already-so'
        ? requested.statement
        : `${requested.approvalId}: ${requested.kind === 'requested' ? 'asked for' : 'waits already'}: ${requested.title}`,
  );
  if (requested.kind === 'already-so' || input.values['detach'] === true) return 0;
  return (await follow(requested.approvalId, input)) ? 0 : 1;
};

/** `steward workflow schema|lint|plan|run`: workflow files. `run` asks for approval like everybody else. */
export const workflow: Command = {
  usage: 'schema | lint FILE ... | plan FILE | run FILE',
  summary: 'check, plan and ask for workflow files (--set NAME=VALUE, --replace, --detach)',
  options: {
    set: { type: 'string', multiple: true },
    replace: { type: 'boolean', default: false },
    detach: { type: 'boolean', default: false },
  },
  run: async (input) => {
    const [verb, ...files] = input.positionals;
    switch (verb) {
      case 'schema':
        return schema(input);
      case 'lint':
        return lint(files, input);
      case 'plan':
        return plan(files[0], input);
      case 'run':
        return run(files[0], input);
      default:
        throw wrongUse(
          verb === undefined ? 'What about workflows?' : `There is no "steward workflow ${verb}".`,
        );
    }
  },
};
