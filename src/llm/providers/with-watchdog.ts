import type { Clock } from '../../core/clock.ts';
import { ModelError } from '../model-error.ts';

/** How long a stream may keep silent. */
export interface StreamLimits {
  /** From the call to the first part, loading the model and reading the prompt included. Milliseconds. */
  readonly firstPartMs: number;
  /** From one part to the next. Milliseconds. */
  readonly idleMs: number;
}

/** What a {@link withWatchdog} is told. */
export interface WatchdogOptions extends StreamLimits {
  /** The caller's own; when it aborts, the stream ends at once with `model.cancelled`. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Name of the model in the options, for the messages. */
  readonly model: string;
}

type Raced<T> = { readonly result: IteratorResult<T> } | { readonly error: ModelError };

const cancelled = (model: string, isPaid: boolean): ModelError =>
  new ModelError(`The request to the model ${model} was cancelled.`, { code: 'model.cancelled', isPaid });

/**
 * Watches over a stream: the vendors' clients stop their own clocks at the header, so a stream that stands still would hang
 * for ever (lace #370, ollama-js #72). Wrap the vendor's own events rather than the parts made of them, since a tool call
 * may take a while to become whole. Time that the reader takes is not counted.
 *
 * `open` gets a signal that aborts with the caller's, at a time limit, and when the reader stops early; whether `open`
 * heeds it or not, the wrapper ends at once.
 * @throws ModelError `model.timeout`, `model.stalled`, `model.cancelled`; and whatever the stream itself throws
 */
export async function* withWatchdog<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  options: WatchdogOptions,
): AsyncGenerator<T, void, undefined> {
  const { signal, clock, model } = options;
  if (signal.aborted) throw cancelled(model, false);
  const upstream = new AbortController();
  const iterator = open(upstream.signal)[Symbol.asyncIterator]();
  let hasBegun = false;

  const next = async (): Promise<Raced<T>> => {
    const limitMs = hasBegun ? options.idleMs : options.firstPartMs;
    const silence = Promise.withResolvers<Raced<T>>();
    const timer = clock.setTimeout(() => {
      const seconds = Math.round(limitMs / 1000);
      silence.resolve({
        error: hasBegun
          ? new ModelError(`The model ${model} fell silent for ${seconds} s in the middle of its answer.`, {
              code: 'model.stalled',
            })
          : new ModelError(`The model ${model} did not begin to answer within ${seconds} s.`, {
              code: 'model.timeout',
            }),
      });
    }, limitMs);
    const onAbort = () => silence.resolve({ error: cancelled(model, true) });
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const part = iterator.next();
      // When the silence wins, nobody waits for the part any more and its failure is no news.
      part.catch(() => undefined);
      return await Promise.race([part.then((result) => ({ result })), silence.promise]);
    } finally {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  };

  try {
    for (;;) {
      const raced = await next();
      if ('error' in raced) throw raced.error;
      if (raced.result.done === true) return;
      hasBegun = true;
      yield raced.result.value;
      // Aborted while the reader was busy: the next part may lie ready, and is not wanted any more.
      if (signal.aborted) throw cancelled(model, true);
    }
  } finally {
    upstream.abort();
    // Not awaited: an iterator that hangs in next() never finishes its return().
    iterator.return?.()?.catch(() => undefined);
  }
}
