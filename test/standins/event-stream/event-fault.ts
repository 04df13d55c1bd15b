import type { ModelErrorCode } from '../../../src/llm/model-error.ts';

/** What goes wrong with an answer that is streamed as events. `afterEvents`: how many of them come before that. */
export type EventFault =
  /** Answers this instead. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: string;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection ends before the header. */
  | { readonly kind: 'drop' }
  /** Nothing ever comes, not even a header. */
  | { readonly kind: 'silence' }
  /** Signs of life come, and nothing else. */
  | { readonly kind: 'pings' }
  /** Comes no further. */
  | { readonly kind: 'stall'; readonly afterEvents: number }
  /** The connection ends in the middle of the next event. */
  | { readonly kind: 'cut'; readonly afterEvents: number }
  /** The answer ends as if it were whole. */
  | { readonly kind: 'no-end'; readonly afterEvents: number }
  /** These bytes come, and then the answer goes on. */
  | { readonly kind: 'bytes'; readonly afterEvents: number; readonly bytes: string };

/** A fault that is known, and what it is to a client. */
export interface CataloguedEventFault {
  readonly fault: EventFault;
  readonly code: ModelErrorCode;
  /** Whether the vendor may bill it. */
  readonly isPaid: boolean;
  readonly retryAfterMs?: number;
  /** Whether only a client's own clock notices it. */
  readonly isSilent: boolean;
}

/** A fault that a vendor says in a status and JSON. */
export const refused = (
  status: number,
  error: object,
  code: ModelErrorCode,
  more: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly retryAfterMs?: number;
    readonly isPaid?: boolean;
  } = {},
): CataloguedEventFault => ({
  fault: {
    kind: 'status',
    status,
    body: JSON.stringify(error),
    ...(more.headers === undefined ? {} : { headers: more.headers }),
  },
  code,
  isPaid: more.isPaid ?? false,
  isSilent: false,
  ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
});

/** A fault of the connection, or of what comes over it. */
export const broken = (
  fault: EventFault,
  code: ModelErrorCode,
  more: { readonly isPaid?: boolean; readonly isSilent?: boolean } = {},
): CataloguedEventFault => ({
  fault,
  code,
  isPaid: more.isPaid ?? true,
  isSilent: more.isSilent ?? false,
});

/** What happens to connections, whosever interface it is. `afterText`: the number of events up to the second piece of text. */
export const brokenConnections = (afterText: number) => ({
  'connection lost before the header': broken({ kind: 'drop' }, 'model.unreachable'),
  'silence before the header': broken({ kind: 'silence' }, 'model.timeout', { isSilent: true }),
  'silence after the header': broken({ kind: 'stall', afterEvents: 0 }, 'model.timeout', { isSilent: true }),
  'signs of life and nothing else': broken({ kind: 'pings' }, 'model.timeout', { isSilent: true }),
  'silence in the middle': broken({ kind: 'stall', afterEvents: afterText }, 'model.stalled', {
    isSilent: true,
  }),
  'cut off after the header': broken({ kind: 'cut', afterEvents: 0 }, 'model.cut-off'),
  'cut off in the middle': broken({ kind: 'cut', afterEvents: afterText }, 'model.cut-off'),
  'end in the middle': broken({ kind: 'no-end', afterEvents: afterText }, 'model.cut-off'),
  'empty answer': broken({ kind: 'no-end', afterEvents: 0 }, 'model.cut-off'),
  'page of a proxy as error': broken(
    { kind: 'status', status: 502, body: '<html>Bad Gateway</html>', type: 'text/html' },
    'model.failed',
    { isPaid: false },
  ),
  'page of a proxy as answer': broken(
    { kind: 'status', status: 200, body: '<html>Sign in</html>', type: 'text/html' },
    'model.reply-invalid',
  ),
  'proxy that sends elsewhere': broken(
    { kind: 'status', status: 307, body: '', headers: { location: 'http://127.0.0.1:1/elsewhere' } },
    'model.not-found',
    { isPaid: false },
  ),
  'proxy that gave up waiting': broken({ kind: 'status', status: 504, body: '' }, 'model.timeout'),
});
