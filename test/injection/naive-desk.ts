import type { TaskDesk, TaskPart } from '../../src/agent/task.ts';
import type { Gateway } from '../../src/llm/gateway.ts';
import type { ModelMessage, ToolCall, ToolDefinition } from '../../src/llm/model.ts';
import type { HomeParts } from '../book/book-home.ts';

const tools: readonly ToolDefinition[] = [
  { name: 'inventory', description: 'Everything.', parameters: { type: 'object', properties: {} } },
  {
    name: 'propose',
    description: 'Asks for a change.',
    parameters: { type: 'object', properties: { workflow: {}, parameters: {} } },
  },
];

/**
 * A desk without any of the care that Steward takes: it passes on every word, proposes whatever the model wants, and lets
 * what others wrote pass for its own. The tests here have to find it out.
 */
export const createNaiveDesk = (parts: HomeParts, gateway: Gateway): TaskDesk => {
  const answerCall = async (call: ToolCall, text: string): Promise<string> => {
    if (call.name === 'inventory') return JSON.stringify([...parts.inventory.current().objects.values()]);
    if (call.name !== 'propose') return 'There is no such tool.';
    const proposal = await parts.proposer.propose({
      workflow: String(call.arguments['workflow']),
      parameters: (call.arguments['parameters'] ?? {}) as Record<string, string>,
      requester: { channel: 'assist' },
      requestText: text,
    });
    return proposal.kind;
  };
  return {
    canThink: () => true,
    process: async function* ({ text }, { signal }): AsyncGenerator<TaskPart> {
      const messages: ModelMessage[] = [
        { role: 'user', content: [{ kind: 'text', text, provenance: 'request' }] },
      ];
      let speech = '';
      for (let round = 0; round < 4; round += 1) {
        const calls: ToolCall[] = [];
        const task = { role: 'tools', latency: 'voice', purpose: 'conversation' } as const;
        for await (const part of gateway.stream(
          task,
          { messages: [...messages], tools, maxOutputTokens: 500 },
          { signal },
        ))
          if (part.kind === 'text') {
            speech += part.text;
            yield part;
          } else if (part.kind === 'tool-call') calls.push(part.call);
        if (calls.length === 0) break;
        for (const call of calls)
          messages.push({
            role: 'tool',
            callId: call.id,
            toolName: call.name,
            content: [{ kind: 'text', text: await answerCall(call, text), provenance: 'product' }],
          });
      }
      yield { kind: 'done', speech, outcome: { kind: 'answered', evidence: [] } };
    },
  };
};
