import type { ConfiguredModel, StreamPart } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { createCheckedFetch } from './checked-fetch.ts';
import { modelRefusal } from './model-refusal.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { type StreamLimits, withWatchdog } from './with-watchdog.ts';

/** The longest time limit that a timer can have, for clients that insist on one. Milliseconds, 24.8 days. */
export const longestTimerMs = 2 ** 31 - 1;

/** Makes stream parts of the events of one answer. */
export interface EventReply {
  /**
   * The parts of one event.
   * @throws ModelError `model.reply-invalid`
   */
  take(event: unknown): readonly StreamPart[];
  /** Whether the vendor said why the answer is over; all that can still come is how much it used. */
  readonly isWhole: boolean;
  /**
   * The last parts, when there are no more events.
   * @throws ModelError `model.cut-off` where the answer is not whole
   */
  end(): readonly StreamPart[];
}

/** What a {@link streamEvents} is told. */
export interface EventStream {
  readonly model: ConfiguredModel;
  readonly deps: ProviderDeps;
  readonly limits: StreamLimits;
  readonly signal: AbortSignal;
  readonly reply: EventReply;
  /** Asks, with the given fetch and no other, and gives the vendor's events. */
  readonly open: (fetch: typeof globalThis.fetch, signal: AbortSignal) => Promise<AsyncIterable<unknown>>;
}

/** What a vendor's client threw while it read events, in Steward's words. */
const failureOf = (thrown: unknown, model: ConfiguredModel, hasBegun: boolean): ModelError => {
  if (thrown instanceof ModelError) return thrown;
  if (thrown instanceof SyntaxError)
    return new ModelError(`The model ${model.name} sent an event that is no JSON.`, {
      code: 'model.reply-invalid',
    });
  // Both clients have the error of an event here.
  const { error } = thrown as { readonly error?: unknown };
  if (error !== undefined && error !== null) return modelRefusal({ said: error, hasBegun }, model);
  return new ModelError(
    hasBegun
      ? `The answer of the model ${model.name} broke off before its end.`
      : `The model ${model.name} began to answer, and broke off.`,
    { code: 'model.cut-off', cause: thrown },
  );
};

/**
 * One try at an interface that streams events. The clients' own time limits end at the header and they know no other, so a
 * watchdog stands over the events. Signs of life without a word (pings, comments) are no events: they do not keep an answer
 * alive. An answer that is lost after its last word is whole; only what it used is not known then.
 */
export async function* streamEvents(stream: EventStream): AsyncGenerator<StreamPart, void, undefined> {
  const { model, deps, limits, signal, reply } = stream;
  const events = async function* (inner: AbortSignal): AsyncGenerator<unknown> {
    const checked = createCheckedFetch({
      fetch: deps.fetch,
      model,
      clock: deps.clock,
      signal: inner,
      type: 'text/event-stream',
    });
    let hasBegun = false;
    try {
      for await (const event of await stream.open(checked.fetch, inner)) {
        hasBegun = true;
        yield event;
      }
    } catch (thrown) {
      if (!checked.isAsked())
        throw new ModelError(
          `The request could not be put as the interface of the model ${model.name} takes it.`,
          {
            code: 'model.request-invalid',
            cause: thrown,
          },
        );
      throw checked.failure() ?? failureOf(thrown, model, hasBegun);
    }
  };
  try {
    for await (const event of withWatchdog(events, {
      signal,
      clock: deps.clock,
      model: model.name,
      ...limits,
    }))
      yield* reply.take(event);
  } catch (error) {
    const isLost = error instanceof ModelError && ['model.cut-off', 'model.stalled'].includes(error.code);
    if (!isLost || !reply.isWhole) throw error;
  }
  yield* reply.end();
}
