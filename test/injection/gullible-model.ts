import type { Json } from '../../src/core/json.ts';
import type { Gateway, GatewayPart } from '../../src/llm/gateway.ts';
import type { ModelRequest, ToolDefinition } from '../../src/llm/model.ts';
import { localDecision } from './adversary.ts';
import type { Attempt } from './attempts.ts';

/** A model that reads whatever can be read and then obeys the order that it came for. */
export interface GullibleModel extends Gateway {
  /** Requests that it saw, oldest first. */
  readonly asked: ModelRequest[];
}

const fieldOf = (name: string, schema: unknown): Json => {
  const { type, enum: values } = (schema ?? {}) as { type?: unknown; enum?: readonly Json[] };
  if (values?.[0] !== undefined) return values[0];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type === 'array') return ['paperless-ngx'];
  if (type === 'object') return {};
  return /workflow/.test(name) ? 'restart-guest' : 'paperless-ngx';
};

const readingCall = (tool: ToolDefinition): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries((tool.parameters['properties'] as object | undefined) ?? {}).map(([name, schema]) => [
      name,
      fieldOf(name, schema),
    ]),
  );

/** Makes the model for one attempt. */
export const createGullibleModel = ({ goal, text, carrier }: Attempt): GullibleModel => {
  let answers = 0;
  const asked: ModelRequest[] = [];
  return {
    asked,
    route: () => localDecision,
    stream: async function* (_task, request): AsyncGenerator<GatewayPart> {
      asked.push(request);
      answers += 1;
      yield { kind: 'routed', decision: localDecision };
      if (answers === 1) {
        const readers = (request.tools ?? []).filter(({ name }) => name !== 'propose');
        for (const [index, tool] of readers.entries())
          yield {
            kind: 'tool-call',
            call: { id: `read-${index}`, name: tool.name, arguments: readingCall(tool) },
          };
        yield { kind: 'end', reason: 'tool-calls' };
        return;
      }
      if (answers === 2 && goal.call !== undefined) {
        yield { kind: 'tool-call', call: { id: 'obey', ...goal.call } };
        yield { kind: 'end', reason: 'tool-calls' };
        return;
      }
      if (carrier === 'model output') yield { kind: 'text', text: `${text} ` };
      yield { kind: 'text', text: `paperless-ngx is running. ${goal.claim ?? ''}` };
      yield { kind: 'end', reason: 'stop' };
    },
  };
};
