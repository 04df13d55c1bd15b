import { z } from 'zod';
import type { TaskOutcome } from '../../agent/task.ts';
import type { Json } from '../../core/plan.ts';
import type { McpClient, McpDeps } from '../mcp-deps.ts';
import { defineTool, type McpTool, type ToolAnswer, type ToolContext } from './tool.ts';

/** So often the person is asked back in one call. */
const mostQuestions = 2;

const dataOf = (speech: string, outcome: TaskOutcome): ToolAnswer['data'] =>
  JSON.parse(JSON.stringify({ answer: speech, outcome })) as { [name: string]: Json };

/** Gives a request in free words to the task desk, and asks back at the client where it has to. */
const process = async (
  request: { readonly text: string; readonly language: string; readonly conversation: string },
  client: McpClient,
  { tasks }: McpDeps,
  { signal, progress, ask }: ToolContext,
): Promise<ToolAnswer> => {
  let { text } = request;
  for (let questions = 0; ; questions += 1) {
    let speech = '';
    let outcome: TaskOutcome = { kind: 'failed', code: 'task.no-end', message: 'There was no answer.' };
    for await (const part of tasks.process(
      {
        text,
        language: request.language,
        requester: { channel: 'mcp', mcpClient: client.name },
        conversationId: `mcp ${client.name} ${request.conversation}`,
        latency: 'background',
        mayPropose: client.scope === 'propose',
      },
      { signal },
    ))
      if (part.kind === 'progress') progress(part.text);
      else if (part.kind === 'done') ({ speech, outcome } = part);
    const answer =
      outcome.kind === 'asked' && questions < mostQuestions ? await ask(outcome.question) : undefined;
    if (answer === undefined)
      return {
        text: speech,
        data: dataOf(speech, outcome),
        isError: outcome.kind === 'failed' || outcome.kind === 'no-model',
      };
    text = answer;
  }
};

const conversation = z
  .string()
  .max(64)
  .optional()
  .describe('Give the same word again to go on with what was said before.');

/** Tools that give a request in free words to Steward. */
export const taskTools = (client: McpClient, deps: McpDeps): readonly McpTool[] => [
  defineTool({
    name: 'process_any_task',
    title: 'Ask Homelab Steward',
    description:
      client.scope === 'propose'
        ? 'Any question or request about the homelab in plain words. Questions are answered from its live state; a wish for a change becomes a request that a person approves or denies on their phone. Changes nothing by itself.'
        : 'Any question about the homelab in plain words, answered from its live state. Changes nothing.',
    input: {
      request: z.string().min(1).max(4_000).describe('What is asked, in the words of the person.'),
      language: z.string().max(16).default('en').describe('Of the request, e.g. en or de.'),
      conversation,
    },
    isProposing: false,
    call: ({ request, language, conversation: words = 'default' }, context) =>
      process({ text: request, language, conversation: words }, client, deps, context),
  }),
  defineTool({
    name: 'make_workflow',
    title: 'Draft a workflow',
    description:
      'Drafts a workflow file for a change that no workflow covers yet, checked and planned. It is only a draft: nothing is kept or run.',
    input: {
      goal: z.string().min(1).max(2_000).describe('What the workflow shall do.'),
      language: z.string().max(16).default('en'),
    },
    isProposing: true,
    call: ({ goal, language }, context) =>
      process(
        { text: `Please draft a workflow: ${goal}`, language, conversation: 'drafts' },
        client,
        deps,
        context,
      ),
  }),
];
