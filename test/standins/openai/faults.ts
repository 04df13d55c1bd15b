import {
  broken,
  brokenConnections,
  type CataloguedEventFault,
  refused,
} from '../event-stream/event-fault.ts';

const said = (message: string, type: string, code: string | null = null): object => ({
  error: { message, type, param: null, code },
});

/** The first event gives the role alone, the next two say something. */
const afterText = 3;

/**
 * What is known to go wrong between a client and OpenAI's interface, by name: OpenAI's documentation of errors, and the
 * sources of vLLM, llama.cpp and LM Studio. Dates are those of a clock that stands at 2026-11-22T20:00:00Z.
 */
export const openaiFaults = {
  ...brokenConnections(afterText),
  'key refused': refused(
    401,
    said('Incorrect API key', 'invalid_request_error', 'invalid_api_key'),
    'model.unauthorized',
  ),
  'country not served': refused(
    403,
    said('Country not supported', 'request_forbidden', 'unsupported_country_region_territory'),
    'model.unauthorized',
  ),
  'unknown model': refused(
    404,
    said('no such model', 'invalid_request_error', 'model_not_found'),
    'model.not-found',
  ),
  'too many requests': refused(
    429,
    said('Rate limit reached', 'tokens', 'rate_limit_exceeded'),
    'model.rate-limited',
  ),
  'too many requests, for seconds': refused(
    429,
    said('Rate limit reached', 'requests', 'rate_limit_exceeded'),
    'model.rate-limited',
    { headers: { 'retry-after': '20' }, retryAfterMs: 20_000 },
  ),
  'too many requests, for milliseconds': refused(
    429,
    said('Rate limit reached', 'requests', 'rate_limit_exceeded'),
    'model.rate-limited',
    { headers: { 'retry-after-ms': '1500', 'retry-after': '2' }, retryAfterMs: 1_500 },
  ),
  'too many requests, until a date': refused(
    429,
    said('Rate limit reached', 'requests', 'rate_limit_exceeded'),
    'model.rate-limited',
    { headers: { 'retry-after': 'Sun, 22 Nov 2026 20:01:30 GMT' }, retryAfterMs: 90_000 },
  ),
  'no quota left': refused(
    429,
    said('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota'),
    'model.quota',
  ),
  'no money left': refused(
    402,
    said('Insufficient Balance', 'unknown_error', 'invalid_request_error'),
    'model.quota',
  ),
  'too long a prompt': refused(
    400,
    said('maximum context length is 8192 tokens', 'invalid_request_error', 'context_length_exceeded'),
    'model.context-exceeded',
  ),
  'too long a prompt for llama.cpp': refused(
    400,
    {
      error: {
        code: 400,
        message: 'the request exceeds the available context size, try increasing it',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 9_001,
        n_ctx: 8_192,
      },
    },
    'model.context-exceeded',
  ),
  'too large a body': refused(413, said('too large', 'invalid_request_error'), 'model.context-exceeded'),
  'no temperature': refused(
    400,
    said("Unsupported value: 'temperature'", 'invalid_request_error', 'unsupported_value'),
    'model.unsupported',
  ),
  'no tools at vLLM': refused(
    400,
    {
      object: 'error',
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      type: 'BadRequestError',
      code: 400,
    },
    'model.unsupported',
  ),
  'no pictures at llama.cpp': refused(
    500,
    { error: { code: 500, message: 'image input is not supported', type: 'server_error' } },
    'model.unsupported',
  ),
  'request not understood': refused(
    400,
    said('Invalid schema', 'invalid_request_error'),
    'model.request-invalid',
  ),
  'tool call that the server cannot read': refused(
    400,
    said('Failed to call a function.', 'invalid_request_error', 'tool_use_failed'),
    'model.reply-invalid',
    { isPaid: true },
  ),
  'failure of its own': refused(500, said('The server had an error', 'server_error'), 'model.failed'),
  'still loading': refused(
    503,
    { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    'model.overloaded',
    { headers: { 'retry-after': '3' }, retryAfterMs: 3_000 },
  ),
  overload: refused(529, said('overloaded', 'server_error'), 'model.overloaded'),
  'error instead of the first event': broken(
    {
      kind: 'bytes',
      afterEvents: 0,
      bytes: 'data: {"error":{"message":"The server is busy","type":"server_error","code":503}}\n\n',
    },
    'model.overloaded',
    { isPaid: false },
  ),
  'error of vLLM in the middle': broken(
    {
      kind: 'bytes',
      afterEvents: 3,
      bytes: 'data: {"object":"error","message":"out of memory","type":"InternalServerError","code":500}\n\n',
    },
    'model.failed',
  ),
  'loading llama.cpp instead of the first event': broken(
    {
      kind: 'bytes',
      afterEvents: 0,
      bytes: 'data: {"error":{"message":"Loading model","type":"unavailable_error","code":503}}\n\n',
    },
    'model.overloaded',
    { isPaid: false },
  ),
  'error in the middle': broken(
    {
      kind: 'bytes',
      afterEvents: 3,
      bytes: 'data: {"error":{"message":"The server had an error","type":"server_error","code":null}}\n\n',
    },
    'model.failed',
  ),
  'error event in the middle': broken(
    {
      kind: 'bytes',
      afterEvents: 3,
      bytes: 'event: error\ndata: {"message":"Rate limit reached","type":"rate_limit_exceeded"}\n\n',
    },
    'model.rate-limited',
  ),
  'event that is no JSON': broken(
    { kind: 'bytes', afterEvents: 2, bytes: 'data: {"choices":[{"delta":{"content":"pa\n\n' },
    'model.reply-invalid',
  ),
  'event that is no object': broken(
    { kind: 'bytes', afterEvents: 2, bytes: 'data: null\n\n' },
    'model.reply-invalid',
  ),
  'event of another kind': broken(
    { kind: 'bytes', afterEvents: 2, bytes: 'data: {"choices":"hello"}\n\n' },
    'model.reply-invalid',
  ),
} as const satisfies Record<string, CataloguedEventFault>;

/** The name of a catalogued fault. */
export type OpenaiFaultName = keyof typeof openaiFaults;
