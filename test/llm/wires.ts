import type { ConfiguredModel } from '../../src/llm/model.ts';
import type { ModelErrorCode } from '../../src/llm/model-error.ts';
import type { AnthropicAnswer } from '../standins/anthropic/answer-events.ts';
import { startAnthropicStandIn } from '../standins/anthropic/anthropic-standin.ts';
import { type AnthropicFaultName, anthropicFaults } from '../standins/anthropic/faults.ts';
import type { AnthropicBody } from '../standins/anthropic/request-schema.ts';
import { type OllamaFaultName, ollamaFaults } from '../standins/ollama/faults.ts';
import { startOllamaStandIn } from '../standins/ollama/ollama-standin.ts';
import { type OpenaiFaultName, openaiFaults } from '../standins/openai/faults.ts';
import { type OpenaiAnswer, startOpenaiStandIn } from '../standins/openai/openai-standin.ts';

/** What a vendor is made to say, in the words of none. */
export interface Said {
  /** For Anthropic only where the request asks for it. */
  readonly thinking?: readonly string[];
  readonly text?: readonly string[];
  readonly calls?: readonly { readonly name: string; readonly arguments: object }[];
  readonly usage?: { readonly input: number; readonly output: number };
}

/** A model in a cloud, and the vendor's stand-in that speaks for it. */
export interface Wire {
  /** As the options have it. */
  readonly model: ConfiguredModel;
  /** The next request gets this; later ones what the wire was started with, or the text "ok". */
  answer(said: Said): void;
  /** The next request meets a fault of the catalogue. */
  fail(name: string): void;
  /** The bodies of all requests for answers so far, as they came. */
  bodies(): readonly string[];
  /** All requests, as they came; none where the stand-in keeps only bodies. */
  received(): readonly { readonly path: string; readonly headers: object; readonly text: string }[];
  /** Waits until as many requests for answers have come. */
  arrived(count: number): Promise<void>;
  /** Waits until the stand-in answers nobody any more. */
  idle(): Promise<void>;
  /** Fails where a request was not what the vendor takes. */
  close(): Promise<void>;
}

/** A fault of a catalogue, and what it has to be to whoever asked. */
export interface KnownFault {
  readonly code: ModelErrorCode;
  readonly isPaid: boolean;
  readonly retryAfterMs?: number;
  readonly isSilent: boolean;
}

const cloud = (provider: 'ollama' | 'openai' | 'anthropic', model: string, url: string): ConfiguredModel => ({
  name: provider,
  provider,
  model,
  url,
  apiKey: 'key-1',
  isLocal: false,
  contextTokens: 100_000,
  price: { inputUsd: 2, outputUsd: 10 },
});

const closing = (standIn: { close(): Promise<void>; assertNoRefusals(): void }) => async () => {
  await standIn.close();
  standIn.assertNoRefusals();
};

type SaidTo = (body: string) => Said;

const startOllama = async (): Promise<Wire> => {
  const standIn = await startOllamaStandIn();
  return {
    model: cloud('ollama', 'qwen3:4b', standIn.url),
    answer: (said) => standIn.answer(said),
    fail: (name) => standIn.fail(ollamaFaults[name as OllamaFaultName].fault),
    bodies: () => standIn.chats().map((body) => JSON.stringify(body)),
    received: () => [],
    arrived: standIn.arrived,
    idle: standIn.idle,
    close: closing(standIn),
  };
};

const openaiAnswer = ({ thinking, ...said }: Said): OpenaiAnswer => ({
  ...said,
  ...(thinking === undefined ? {} : { reasoning: thinking }),
});

const startOpenai = async (otherwise?: SaidTo): Promise<Wire> => {
  const standIn = await startOpenaiStandIn({
    apiKey: 'key-1',
    dialect: 'compatible',
    ...(otherwise === undefined
      ? {}
      : { otherwise: (body) => openaiAnswer(otherwise(JSON.stringify(body))) }),
  });
  return {
    model: cloud('openai', 'gpt-9-mini', standIn.url),
    answer: (said) => standIn.answer(openaiAnswer(said)),
    fail: (name) => standIn.fail(openaiFaults[name as OpenaiFaultName].fault),
    bodies: () => standIn.requests.map(({ text }) => text),
    received: () => standIn.requests,
    arrived: standIn.arrived,
    idle: standIn.idle,
    close: closing(standIn),
  };
};

const anthropicAnswer = (
  { text, thinking, calls = [], usage }: Said,
  body?: AnthropicBody,
): AnthropicAnswer => ({
  blocks: [
    ...(thinking !== undefined && body?.thinking?.type === 'adaptive'
      ? [{ type: 'thinking', pieces: thinking, signature: 'EqQBCkYIBRgCKkDjK4' } as const]
      : []),
    ...(text === undefined ? [] : [{ type: 'text', pieces: text } as const]),
    ...calls.map(({ name, arguments: input }) => ({ type: 'tool_use', name, input }) as const),
  ],
  ...(usage === undefined ? {} : { usage }),
});

const startAnthropic = async (otherwise?: SaidTo): Promise<Wire> => {
  const standIn = await startAnthropicStandIn(
    otherwise === undefined
      ? {}
      : { otherwise: (body) => anthropicAnswer(otherwise(JSON.stringify(body)), body) },
  );
  return {
    model: cloud('anthropic', 'claude-sonnet-5-5', standIn.url),
    answer: (said) => standIn.answer(anthropicAnswer(said)),
    fail: (name) => standIn.fail(anthropicFaults[name as AnthropicFaultName].fault),
    bodies: () => standIn.requests.map(({ text }) => text),
    received: () => standIn.requests,
    arrived: standIn.arrived,
    idle: standIn.idle,
    close: closing(standIn),
  };
};

/** The interfaces that are spoken, each with everything that is known to go wrong with it. */
export const wires: readonly {
  readonly name: string;
  readonly faults: Readonly<Record<string, KnownFault>>;
  /** `otherwise`: what its model says to a body when nothing else is queued; not for Ollama. */
  readonly start: (otherwise?: SaidTo) => Promise<Wire>;
}[] = [
  { name: 'Ollama', faults: ollamaFaults, start: startOllama },
  { name: 'OpenAI', faults: openaiFaults, start: startOpenai },
  { name: 'Anthropic', faults: anthropicFaults, start: startAnthropic },
];
