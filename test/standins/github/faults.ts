/** What goes wrong with a call. */
export type Fault =
  /** Answers this instead of handling the call. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Handles the call and answers something else. */
  | {
      readonly kind: 'handle-and-answer';
      readonly status: number;
      readonly body: string;
      readonly type: string;
    }
  /** The connection ends before the call is handled. */
  | { readonly kind: 'lost-before' }
  /** Handles the call; the connection ends without an answer. */
  | { readonly kind: 'lost-after' }
  /** Handles the call and never answers. */
  | { readonly kind: 'silence' }
  /** Handles the call; lists and references show the time before it for a while. */
  | { readonly kind: 'stale-reads'; readonly forMs: number; readonly isAnswerLost: boolean }
  /** The hourly limit is used up for a while. */
  | { readonly kind: 'primary-limit'; readonly forMs: number }
  /** Somebody pushes to the default branch just before the call is handled. */
  | { readonly kind: 'push-before' };

/** Which calls a fault meets. */
export interface FaultRule {
  /** Operation of the description, e.g. `issues/create`; absent: any. */
  readonly operation?: string;
  readonly method?: string;
  /** The first matching call that is met, counted from 1. Default 1. */
  readonly nth?: number;
  /** How many are met from there on. Default 1. */
  readonly times?: number;
  readonly fault: Fault;
}

const message = (text: string, more: object = {}) => ({
  message: text,
  documentation_url: 'https://docs.github.com/rest',
  ...more,
});

const secondary =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';

/**
 * What is known to go wrong between a client and GitHub, by name (issues of octokit/rest.js, octokit/plugin-throttling.js,
 * cli/cli, peter-evans/create-pull-request and others).
 */
export const githubFaults = {
  'secondary limit with Retry-After': {
    kind: 'answer',
    status: 403,
    body: message(secondary),
    headers: { 'retry-after': '45', 'x-ratelimit-remaining': '4312' },
  },
  'secondary limit without Retry-After': {
    kind: 'answer',
    status: 403,
    body: message(secondary),
    headers: { 'x-ratelimit-remaining': '4312' },
  },
  'secondary limit as 429': {
    kind: 'answer',
    status: 429,
    body: message(secondary),
    headers: { 'retry-after': '60' },
  },
  'primary limit': { kind: 'primary-limit', forMs: 600_000 },
  'abuse detection': {
    kind: 'answer',
    status: 403,
    body: message(
      'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
    ),
  },
  'submitted too quickly': {
    kind: 'answer',
    status: 422,
    body: message('Validation Failed', { errors: [{ message: 'was submitted too quickly' }] }),
  },
  'server fault before the effect': { kind: 'answer', status: 502, body: message('Server Error') },
  'service unavailable': { kind: 'answer', status: 503, body: message('Service unavailable') },
  'server fault after the effect': {
    kind: 'handle-and-answer',
    status: 502,
    body: '<html><h1>502</h1></html>',
    type: 'text/html',
  },
  'connection lost before the effect': { kind: 'lost-before' },
  'connection lost after the effect': { kind: 'lost-after' },
  'no answer at all': { kind: 'silence' },
  'page of a proxy instead of the answer': {
    kind: 'handle-and-answer',
    status: 200,
    body: '<html>Sign in to the hotel</html>',
    type: 'text/html',
  },
  'answer cut in the middle': {
    kind: 'handle-and-answer',
    status: 200,
    body: '{"number":',
    type: 'application/json; charset=utf-8',
  },
  'stale reads after a write': { kind: 'stale-reads', forMs: 20_000, isAnswerLost: false },
  'stale reads after a lost answer': { kind: 'stale-reads', forMs: 20_000, isAnswerLost: true },
  conflict: { kind: 'answer', status: 409, body: message('Git Repository is being changed.') },
  'push by somebody else': { kind: 'push-before' },
} as const satisfies Record<string, Fault>;

/** The name of a catalogued fault. */
export type GithubFaultName = keyof typeof githubFaults;
