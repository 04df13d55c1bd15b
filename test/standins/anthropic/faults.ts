import {
  broken,
  brokenConnections,
  type CataloguedEventFault,
  refused,
} from '../event-stream/event-fault.ts';

const said = (type: string, message: string, code?: string): object => ({
  type: 'error',
  error: { type, message, ...(code === undefined ? {} : { details: { error_code: code } }) },
  request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
});

const event = (type: string, message: string): string =>
  `event: error\ndata: ${JSON.stringify(said(type, message))}\n\n`;

/** The message and a block begin with an event each, the next two say something. */
const afterText = 4;

/**
 * What is known to go wrong between a client and Anthropic's interface, by name: the vendor's documentation of errors, and the
 * types of its client. Dates are those of a clock that stands at 2026-11-22T20:00:00Z.
 */
export const anthropicFaults = {
  ...brokenConnections(afterText),
  'key refused': refused(401, said('authentication_error', 'invalid bearer token'), 'model.unauthorized'),
  'no permission': refused(403, said('permission_error', 'not allowed'), 'model.unauthorized'),
  'unknown model': refused(404, said('not_found_error', 'model: claude-none'), 'model.not-found'),
  'too many requests': refused(429, said('rate_limit_error', 'slow down'), 'model.rate-limited'),
  'too many requests, for seconds': refused(
    429,
    said('rate_limit_error', 'slow down'),
    'model.rate-limited',
    { headers: { 'retry-after': '20' }, retryAfterMs: 20_000 },
  ),
  'too many requests, until a date': refused(
    429,
    said('rate_limit_error', 'slow down'),
    'model.rate-limited',
    { headers: { 'retry-after': 'Sun, 22 Nov 2026 20:01:30 GMT' }, retryAfterMs: 90_000 },
  ),
  'no money left': refused(402, said('billing_error', 'billing'), 'model.quota'),
  'no credit left': refused(
    400,
    said('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
    'model.quota',
  ),
  'spending limit reached': refused(
    429,
    said('rate_limit_error', 'limit reached', 'enforced_spend_limit_reached'),
    'model.quota',
  ),
  'too long a prompt': refused(
    400,
    said('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
    'model.context-exceeded',
  ),
  'too little room for an answer': refused(
    400,
    said(
      'invalid_request_error',
      'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000',
    ),
    'model.context-exceeded',
  ),
  'too large a body': refused(413, said('request_too_large', 'too large'), 'model.context-exceeded'),
  'no adaptive thinking': refused(
    400,
    said('invalid_request_error', 'adaptive thinking is not supported on this model'),
    'model.unsupported',
  ),
  'request not understood': refused(
    400,
    said('invalid_request_error', 'max_tokens: Input should be greater than 0'),
    'model.request-invalid',
  ),
  'failure of its own': refused(500, said('api_error', 'Internal server error'), 'model.failed'),
  'given up by the vendor': refused(504, said('timeout_error', 'timed out'), 'model.timeout', {
    isPaid: true,
  }),
  overload: refused(529, said('overloaded_error', 'Overloaded'), 'model.overloaded'),
  'overload, for seconds': refused(529, said('overloaded_error', 'Overloaded'), 'model.overloaded', {
    headers: { 'retry-after': '5' },
    retryAfterMs: 5_000,
  }),
  'overload instead of the first event': broken(
    { kind: 'bytes', afterEvents: 0, bytes: event('overloaded_error', 'Overloaded') },
    'model.overloaded',
    { isPaid: false },
  ),
  'overload in the middle': broken(
    { kind: 'bytes', afterEvents: 4, bytes: event('overloaded_error', 'Overloaded') },
    'model.overloaded',
  ),
  'failure in the middle': broken(
    { kind: 'bytes', afterEvents: 4, bytes: event('api_error', 'Internal server error') },
    'model.failed',
  ),
  'timeout in the middle': broken(
    { kind: 'bytes', afterEvents: 4, bytes: event('timeout_error', 'timed out') },
    'model.timeout',
  ),
  'event that is no JSON': broken(
    {
      kind: 'bytes',
      afterEvents: 2,
      bytes: 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"del\n\n',
    },
    'model.reply-invalid',
  ),
  'event that is no object': broken(
    { kind: 'bytes', afterEvents: 2, bytes: 'event: content_block_delta\ndata: null\n\n' },
    'model.reply-invalid',
  ),
  'event of another kind': broken(
    {
      kind: 'bytes',
      afterEvents: 2,
      bytes: 'event: content_block_delta\ndata: {"type":"content_block_delta","index":"one"}\n\n',
    },
    'model.reply-invalid',
  ),
  'piece of a block that never began': broken(
    {
      kind: 'bytes',
      afterEvents: 1,
      bytes:
        'event: content_block_delta\ndata: {"type":"content_block_delta","index":7,"delta":{"type":"text_delta","text":"x"}}\n\n',
    },
    'model.reply-invalid',
  ),
} as const satisfies Record<string, CataloguedEventFault>;

/** The name of a catalogued fault. */
export type AnthropicFaultName = keyof typeof anthropicFaults;
