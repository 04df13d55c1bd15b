import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import { nextPart } from '../core/next-part.ts';
import type { Gateway, ModelTask, RouteDecision } from '../llm/gateway.ts';
import type { EndReason, ModelRequest, ToolCall } from '../llm/model.ts';
import { mostParts } from './limits.ts';

/** What is seen of one request to a model while it streams. */
export type AskPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'routed'; readonly decision: RouteDecision }
  /** What was said so far is void. */
  | { readonly kind: 'void'; readonly from: string };

/** How it ended. */
export interface Asked {
  /** `given-up`: nobody waits any more, or for too long. */
  readonly reason: EndReason | 'given-up';
  readonly calls: readonly ToolCall[];
  readonly thinking?: Json;
}

/** Once in so many parts, everything else in the process has its turn. */
const partsBetweenTurns = 64;

const letOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Asks a model once, and lets go of it when the signal aborts, whether the model does or not. A stream that has no end, or
 * too many parts, is cut.
 * @throws ModelError, StewardError `model.none`
 */
export const askModel = async function* (
  gateway: Gateway,
  task: ModelTask,
  request: ModelRequest,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): AsyncGenerator<AskPart, Asked> {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const stream = gateway.stream(task, request, { signal: both })[Symbol.asyncIterator]();
  const calls: ToolCall[] = [];
  try {
    for (let parts = 1; parts <= mostParts; parts += 1) {
      if (parts % partsBetweenTurns === 0) await letOthers();
      const pending = stream.next();
      // Whoever stops waiting for it must not be told later that it failed.
      pending.catch(() => {});
      const first = await nextPart(pending, { clock, signal });
      if (first.kind !== 'part') return { reason: 'given-up', calls: [] };
      if (first.result.done === true)
        throw new StewardError('The language model ended without an end.', {
          code: 'task.no-end',
          kind: 'retry',
          mend: 'Ask again.',
        });
      const part = first.result.value;
      if (part.kind === 'text') yield part;
      else if (part.kind === 'routed') yield part;
      else if (part.kind === 'failed-over') {
        calls.length = 0;
        yield { kind: 'void', from: part.from };
      } else if (part.kind === 'tool-call') calls.push(part.call);
      else if (part.kind === 'end')
        return {
          reason: part.reason,
          calls,
          ...(part.thinking === undefined ? {} : { thinking: part.thinking }),
        };
    }
    return { reason: 'length', calls: [] };
  } finally {
    over.abort();
  }
};
