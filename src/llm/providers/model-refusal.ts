import type { ConfiguredModel } from '../model.ts';
import { ModelError, type ModelErrorCode } from '../model-error.ts';
import { isObject } from './repairs/parse-json.ts';

/** What an interface said instead of an answer, or in the middle of one. */
export interface Refusal {
  /** The HTTP status; undefined where it was said in the middle of an answer. */
  readonly status?: number;
  /** The error as it came: an object of the vendor's, or text. Only recognised, never passed on. */
  readonly said: unknown;
  readonly retryAfterMs?: number;
  /** Whether a part of an answer came before. */
  readonly hasBegun: boolean;
}

/** The kinds, codes and messages in an error of the vendors', in lower case. Their names for the same differ, and proxies mix them. */
const wordsOf = (said: unknown, depth = 0): string => {
  if (typeof said === 'string') return said.toLowerCase();
  if (!isObject(said) || depth > 3) return '';
  return ['type', 'code', 'error_code', 'message', 'error', 'details']
    .map((name) => wordsOf(said[name], depth + 1))
    .join(' ');
};

/** The status that servers repeat in the error itself, which is all there is of it in the middle of an answer. */
const statusIn = (said: unknown): number => {
  if (!isObject(said)) return 0;
  const { code, error } = said;
  return typeof code === 'number' ? code : statusIn(error);
};

const contextExceeded =
  /context_length_exceeded|exceed_context_size|request_too_large|prompt is too long|maximum context length|exceeds? the (?:available |model'?s )?context|max_tokens.{0,3} exceed context|context overflow/;
const quota =
  /insufficient_quota|billing_|credit balance|insufficient (?:balance|credits|funds)|(?:spend|usage|credit)_limit/;
const unsupported =
  /unsupported_(?:parameter|value)|(?:does not|doesn't) support|not supported|is unsupported|tool choice requires/;
/** The model wrote a call that its server could not read, for which it was paid all the same. */
const unreadable = /tool_use_failed|error parsing tool call|failed to parse tool call/;

/** The first that fits says what it is. `status` 0: none. */
const rules: readonly (readonly [ModelErrorCode, (words: string, status: number) => boolean])[] = [
  ['model.quota', (words, status) => status === 402 || (status !== 413 && quota.test(words))],
  ['model.unauthorized', (_, status) => status === 401 || status === 403],
  ['model.not-found', (_, status) => status === 404 || (status >= 300 && status < 400)],
  ['model.rate-limited', (_, status) => status === 429],
  ['model.context-exceeded', (words, status) => status === 413 || contextExceeded.test(words)],
  ['model.reply-invalid', (words) => unreadable.test(words)],
  ['model.timeout', (_, status) => status === 408 || status === 504 || status === 524],
  ['model.overloaded', (_, status) => status === 503 || status === 529],
  ['model.unsupported', (words) => unsupported.test(words)],
  ['model.request-invalid', (_, status) => status >= 400 && status < 500],
  ['model.overloaded', (words) => /overloaded|server is busy|capacity/.test(words)],
  ['model.rate-limited', (words) => /rate_limit/.test(words)],
  ['model.unauthorized', (words) => /authentication_error|permission_error|invalid_api_key/.test(words)],
  ['model.timeout', (words) => /timeout_error/.test(words)],
  ['model.request-invalid', (words) => /invalid_request_error/.test(words)],
];

type Told = Pick<ConfiguredModel, 'name' | 'model' | 'contextTokens'>;
type More = Partial<Pick<ModelError, 'isPaid'>> & { readonly retryAfterMs?: number };

/** `at`: the HTTP status where there is one, for the messages. */
type Say = (model: Told, more: More, at: string) => ModelError;

const failed: Say = ({ name }, more, at) =>
  new ModelError(`The model ${name} failed at its vendor's${at}.`, { code: 'model.failed', ...more });

const told: Readonly<Partial<Record<ModelErrorCode, Say>>> = {
  'model.quota': ({ name }, more) =>
    new ModelError(`The account of the model ${name} has no money or no quota left.`, {
      code: 'model.quota',
      mend: "Look at the vendor's page about billing and limits.",
      ...more,
    }),
  'model.unauthorized': ({ name }, more) =>
    new ModelError(`The address of the model ${name} refused Steward.`, {
      code: 'model.unauthorized',
      mend: 'Check the API key and the address in the options.',
      ...more,
    }),
  'model.not-found': ({ name, model }, more) =>
    new ModelError(`There is no model ${model} at the address of the model ${name}.`, {
      code: 'model.not-found',
      mend: 'Correct its name or its address in the options.',
      ...more,
    }),
  'model.rate-limited': ({ name }, more) =>
    new ModelError(`The address of the model ${name} has had too many requests.`, {
      code: 'model.rate-limited',
      ...more,
    }),
  'model.context-exceeded': ({ name, contextTokens }, more) =>
    new ModelError(
      `The request is longer than the model ${name} takes; the options say that it takes ${contextTokens} tokens.`,
      {
        code: 'model.context-exceeded',
        mend: 'Ask for less, or correct its context in the options.',
        ...more,
      },
    ),
  'model.reply-invalid': ({ name }, more) =>
    new ModelError(`The model ${name} wrote a tool call that its server could not read.`, {
      code: 'model.reply-invalid',
      ...more,
    }),
  'model.timeout': ({ name }, more, at) =>
    new ModelError(`The address of the model ${name} gave up waiting for an answer${at}.`, {
      code: 'model.timeout',
      ...more,
    }),
  'model.overloaded': ({ name }, more, at) =>
    new ModelError(`The model ${name} is overloaded or not loaded yet${at}.`, {
      code: 'model.overloaded',
      ...more,
    }),
  'model.unsupported': ({ name }, more) =>
    new ModelError(`The model ${name} does not support what was asked of it.`, {
      code: 'model.unsupported',
      ...more,
    }),
  'model.request-invalid': ({ name }, more, at) =>
    new ModelError(`The address of the model ${name} did not accept the request${at}.`, {
      code: 'model.request-invalid',
      ...more,
    }),
};

/**
 * What an interface said, as an error. Statuses and words are those of OpenAI, Anthropic, vLLM, llama.cpp and LM Studio. A
 * proxy that gave up waiting (408, 504, 524) may have left the vendor at work: such a try is paid.
 */
export const modelRefusal = (
  { status = 0, said, retryAfterMs, hasBegun }: Refusal,
  model: Told,
): ModelError => {
  const words = wordsOf(said);
  const known = status === 0 ? statusIn(said) : status;
  const code = rules.find(([, fits]) => fits(words, known))?.[0] ?? 'model.failed';
  const more = {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(hasBegun ? { isPaid: true } : {}),
  };
  return (told[code] ?? failed)(model, more, status === 0 ? '' : ` (HTTP ${status})`);
};
