import { z } from 'zod';
import { findObjects } from '../../agent/retrieval/find-objects.ts';
import { objectFacts, objectLine } from '../../agent/retrieval/object-facts.ts';
import { overviewOf } from '../../agent/retrieval/retrieve.ts';
import type { ReadTool } from '../../agent/tools/read-tool.ts';
import { createListRequestsTool, createListRunsTool } from '../../agent/tools/run-tools.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import type { InventoryObject } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import type { McpDeps } from '../mcp-deps.ts';
import { defineTool, type McpTool, type ToolAnswer, type ToolContext } from './tool.ts';

const mostObjects = 50;
/** Objects of which everything is told. */
const mostInFull = 3;

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const inventoryAnswer = (words: string | undefined, deps: McpDeps): ToolAnswer => {
  const now = deps.inventory.current();
  const all: readonly InventoryObject[] =
    words === undefined ? [...now.objects.values()] : findObjects(words, now);
  const shown = all.slice(0, mostObjects);
  const lines =
    words === undefined
      ? [overviewOf(now).text, ...shown.map(objectLine)]
      : shown.length <= mostInFull
        ? shown.map((object) => objectFacts(object, now, deps.clock.now()).text)
        : shown.map(objectLine);
  return {
    text: [
      ...lines,
      ...(all.length === 0 ? ['Nothing was found by these words.'] : []),
      ...(all.length > shown.length
        ? [`(${all.length - shown.length} more; give words to narrow it down)`]
        : []),
    ].join('\n'),
    data: { count: all.length, objects: json(shown) },
  };
};

/** The answer of one of the agent's own readers. */
const readAnswer = async (
  tool: ReadTool,
  args: { readonly [name: string]: Json },
  { signal }: ToolContext,
): Promise<string> => {
  const { parts, note } = await tool.read(args, { signal, language: 'en', request: '' });
  return [...parts.map(({ text }) => text), ...(note === undefined ? [] : [note])].join('\n\n');
};

/** Tools that only look. */
export const lookTools = (deps: McpDeps): readonly McpTool[] => {
  const { runs, approvals, approvalOf, ledger, clock } = deps;
  const runDeps = { runs, approvals, approvalOf, ledger, clock };
  return [
    defineTool({
      name: 'get_inventory',
      title: 'Inventory',
      description:
        'Nodes, containers, virtual machines, pools, storages and disks with their state, by words such as a name, "stopped containers" or "full pools". Without words: everything.',
      input: { words: z.string().max(200).optional() },
      isProposing: false,
      call: async ({ words }) => inventoryAnswer(words, deps),
    }),
    defineTool({
      name: 'get_runs',
      title: 'What was done',
      description:
        'Changes that Steward made or makes, with who approved them and what was confirmed. With a name: those about it, in full.',
      input: { name: z.string().max(200).optional() },
      isProposing: false,
      call: async ({ name }, context) => ({
        text: await readAnswer(createListRunsTool(runDeps), name === undefined ? {} : { name }, context),
        data: {
          runs: json(
            runs(20).map(({ id, title, state, startedAtMs, result = null }) => ({
              id,
              title,
              state,
              startedAtMs,
              result,
            })),
          ),
        },
      }),
    }),
    defineTool({
      name: 'get_requests',
      title: 'What waits for approval',
      description:
        'Requests for changes that wait for a person, and those decided lately. They are approved on the phone or in the panel only.',
      input: {},
      isProposing: false,
      call: async (_input, context) => ({
        text: await readAnswer(createListRequestsTool(runDeps), {}, context),
        data: {
          requests: json(
            approvals(20).map(({ id, state, plan, requestedAtMs }) => ({
              id,
              state,
              title: plan.title,
              risk: plan.risk,
              requestedAtMs,
            })),
          ),
        },
      }),
    }),
    defineTool({
      name: 'get_roi',
      title: 'What changes were worth',
      description:
        'For each workflow what was expected of it and what came of past runs: time saved, time taken, whether it worked.',
      input: { workflow: z.string().max(100).optional() },
      isProposing: false,
      call: async ({ workflow }) => {
        const all = [...deps.workflows().values()].filter(
          ({ name }) => workflow === undefined || name === workflow,
        );
        const records = all.map(({ name, title, minutesSaved, minutesSavedBecause }) => ({
          workflow: name,
          title,
          minutesSaved,
          because: minutesSavedBecause,
          past: deps.pastRoi(name).map(({ outcome }) => json(outcome)),
        }));
        return {
          text:
            records.length === 0
              ? `There is no workflow ${workflow ?? ''}.`
              : records
                  .map(
                    ({ workflow: name, title, minutesSaved, past }) =>
                      `${name} (${title}): saves about ${minutesSaved} minutes by hand; ran ${past.length} times lately`,
                  )
                  .join('\n'),
          data: { workflows: json(records) },
          isError: records.length === 0,
        };
      },
    }),
    defineTool({
      name: 'lint_workflow',
      title: 'Check a workflow file',
      description:
        'Checks a workflow file (YAML) and plans it against the homelab as it is now. Nothing is kept or run.',
      input: {
        workflow: z.string().min(1).max(100_000).describe('The file as YAML.'),
        parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
      },
      isProposing: false,
      call: async ({ workflow, parameters }) => {
        try {
          const plan = await deps.workflowDesk.plan({ file: 'workflow.yaml', text: workflow, parameters });
          return {
            text: [plan.summary, ...plan.missing].join('\n'),
            data: { isValid: true, plan: json(plan) },
          };
        } catch (thrown) {
          const error = asStewardError(thrown);
          if (error.code === 'internal') throw thrown;
          return {
            text: explain(error),
            data: { isValid: false, code: error.code, problem: explain(error) },
          };
        }
      },
    }),
  ];
};
