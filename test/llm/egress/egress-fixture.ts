import type { EgressLedger, NewEgress } from '../../../src/core/egress-ledger.ts';
import { type Log, silentLog } from '../../../src/core/log.ts';
import type { Provenance } from '../../../src/core/provenance.ts';
import { createEgress } from '../../../src/llm/egress/create-egress.ts';
import type { Egress, MayLeave } from '../../../src/llm/egress/egress.ts';
import type { ConfiguredModel, ModelRequest, TextContent } from '../../../src/llm/model.ts';
import { createInspector } from '../../../src/llm/privacy/inspect.ts';
import type { Inspector, KnownIdentity } from '../../../src/llm/privacy/inspection.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

/** The homelab that most tests are about. */
export const identities: readonly KnownIdentity[] = [
  { entity: 'host', value: 'still-fawn' },
  { entity: 'host', value: 'pumped-piglet' },
  { entity: 'name', value: 'backup' },
  { entity: 'user', value: 'Margarethe' },
];

export const cloudModel: ConfiguredModel = {
  name: 'cloud',
  provider: 'openai',
  model: 'gpt-9-mini',
  url: 'https://models.example/v1',
  apiKey: 'sk-test-not-a-real-key',
  isLocal: false,
  contextTokens: 128_000,
  price: { inputUsd: 1, outputUsd: 2 },
};

export const attempt = { requestId: 'request_1', attempt: 1, model: 'cloud', purpose: 'conversation' };

/** An egress whose ledger and network remember what they were given. */
export interface EgressUnderTest {
  readonly egress: Egress;
  readonly clock: FakeClock;
  readonly entries: (NewEgress & { outcome?: string })[];
  readonly sent: { readonly url: string; readonly init: RequestInit }[];
  /** Whatever was logged, as text. */
  readonly logged: string[];
  /** Sends a body as a provider would. */
  send(prepared: MayLeave, body: unknown, init?: RequestInit & { readonly url?: string }): Promise<Response>;
}

/** What {@link makeEgress} may be given. */
export interface EgressFixtureOptions {
  readonly known?: readonly KnownIdentity[];
  readonly secrets?: readonly string[];
  readonly inspector?: Inspector;
  readonly answer?: (init: RequestInit, url: string) => Promise<Response>;
  readonly model?: ConfiguredModel;
  readonly ledger?: Partial<EgressLedger>;
}

const recordingLog = (logged: string[]): Log => {
  const record = (message: string, fields?: object): void => {
    logged.push(JSON.stringify({ message, ...fields }));
  };
  return { ...silentLog, info: record, warn: record, error: record, security: record };
};

export const makeEgress = ({
  known = identities,
  secrets = ['correct-horse-battery'],
  inspector = createInspector({ known: () => known, secrets: () => secrets }),
  answer = async () => new Response('{}', { status: 200 }),
  model = cloudModel,
  ledger = {},
}: EgressFixtureOptions = {}): EgressUnderTest => {
  const clock = createFakeClock();
  const entries: EgressUnderTest['entries'] = [];
  const sent: { url: string; init: RequestInit }[] = [];
  const logged: string[] = [];
  const egress = createEgress({
    inspector,
    ledger: {
      add: async (entry) => entries.push({ ...entry }),
      finish: async (number, outcome) => {
        Object.assign(entries[number - 1] ?? {}, { outcome });
      },
      ...ledger,
    },
    models: () => [model],
    clock,
    log: recordingLog(logged),
    fetch: async (input, init = {}) => {
      sent.push({ url: String(input), init });
      return answer(init, String(input));
    },
  });
  return {
    egress,
    clock,
    entries,
    sent,
    logged,
    send: (prepared, body, { url = 'https://models.example/v1/chat/completions', ...init } = {}) =>
      egress.fetchFor(attempt, prepared)(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test-not-a-real-key' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
  };
};

export const text = (content: string, provenance: Provenance = 'request'): TextContent => ({
  kind: 'text',
  text: content,
  provenance,
});

/** A request with one message of the user. */
export const ask = (...content: TextContent[]): ModelRequest => ({
  messages: [{ role: 'user', content }],
  maxOutputTokens: 200,
});

export const signal = new AbortController().signal;

/** Prepares a request that has to be able to leave. */
export const prepared = async (egress: Egress, request: ModelRequest): Promise<MayLeave> => {
  const result = await egress.prepare(request, { signal });
  if (result.kind === 'stays') throw new Error(`It stays: ${result.reason}`);
  return result;
};

/** The body of a request, as an OpenAI-like provider writes it. */
export const bodyOf = (request: ModelRequest): object => ({
  model: cloudModel.model,
  messages: request.messages.map((message) => ({
    role: message.role,
    content: message.content.map((part) => (part.kind === 'text' ? part.text : '')).join('\n\n'),
    ...(message.role === 'assistant' && message.toolCalls !== undefined
      ? {
          tool_calls: message.toolCalls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: JSON.stringify(call.arguments) },
          })),
        }
      : {}),
    ...(message.role === 'tool' ? { tool_call_id: message.callId } : {}),
  })),
  ...(request.tools === undefined
    ? {}
    : { tools: request.tools.map((tool) => ({ type: 'function', function: tool })) }),
  ...(request.responseSchema === undefined
    ? {}
    : {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'output', strict: true, schema: request.responseSchema },
        },
      }),
  stream: true,
  max_completion_tokens: request.maxOutputTokens,
});
