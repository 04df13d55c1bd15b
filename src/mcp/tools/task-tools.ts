import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { FinalReply, TaskKind } from '../../core/reply.ts';
import type { McpClient, McpDeps } from '../mcp-deps.ts';
import { defineTool, type McpTool, type ToolAnswer, type ToolContext } from './tool.ts';

/** So often the person is asked back in one call. */
const mostQuestions = 2;

/** What became of it: a task's outcome, or `refused` and `not-understood` for what needed no model. */
type Became = TaskKind | 'refused' | 'not-understood';

const becameOf = ({ task, outcome, continueConversation }: FinalReply): Became => {
  if (task !== undefined) return task;
  if (continueConversation) return 'asked';
  const kinds = {
    query: 'answered',
    action: 'proposed',
    error: 'refused',
    delegate: 'not-understood',
  } as const;
  return kinds[outcome];
};

/** Nothing came of these. */
const isNothing: ReadonlySet<Became> = new Set<Became>(['failed', 'no-model', 'refused', 'not-understood']);

const answerOf = (final: FinalReply): ToolAnswer => {
  const kind = becameOf(final);
  const { speech, approvalId, data, task } = final;
  const outcome = {
    ...(task === undefined ? { about: data } : data),
    kind,
    ...(approvalId === undefined ? {} : { approvalId }),
  };
  return {
    text: speech,
    data: JSON.parse(JSON.stringify({ answer: speech, outcome })) as { [name: string]: Json },
    isError: isNothing.has(kind),
  };
};

/** Says it to Steward as a person would, and asks back at the client where Steward asks back. */
const process = async (
  request: {
    readonly text: string;
    readonly language: string;
    readonly conversation: string;
    /** Whether the person is asked to keep what was drafted. */
    readonly mayKeep?: boolean;
  },
  client: McpClient,
  { conversation }: McpDeps,
  { signal, progress, ask }: ToolContext,
): Promise<ToolAnswer> => {
  let { text } = request;
  for (let questions = 0; ; questions += 1) {
    let final: FinalReply | undefined;
    const turn = {
      text,
      language: request.language,
      requester: { channel: 'mcp', mcpClient: client.name },
      conversationId: `mcp ${client.name} ${request.conversation}`,
      mayPropose: client.scope === 'propose',
    } as const;
    for await (const part of conversation.handle(turn, signal))
      if (part.kind === 'progress') progress(part.text);
      else if (part.kind === 'final') final = part;
    if (final === undefined)
      return { text: 'Cancelled.', data: { answer: '', outcome: { kind: 'failed' } }, isError: true };
    const isAsked =
      final.continueConversation &&
      questions < mostQuestions &&
      (request.mayKeep === true || final.task !== 'drafted');
    const answer = isAsked ? await ask(final.speech) : undefined;
    if (answer === undefined) return answerOf(final);
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
      process({ text: request, language, conversation: words, mayKeep: true }, client, deps, context),
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
