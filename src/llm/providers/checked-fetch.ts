import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { ConfiguredModel } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { mayHaveBeenSent, systemCode } from './may-have-been-sent.ts';
import { modelRefusal } from './model-refusal.ts';
import { retryAfterMs } from './retry-after.ts';

/** Longest text of an error that is read. Characters. */
const longestRefusal = 4_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const failureOf = (thrown: unknown, name: string): StewardError => {
  if (thrown instanceof StewardError) return thrown;
  // Node's own fetch has a limit of its own.
  if (systemCode(thrown) === 'UND_ERR_HEADERS_TIMEOUT')
    return new ModelError(`The connection to the model ${name} gave up waiting for an answer.`, {
      code: 'model.timeout',
    });
  return new ModelError(`The address of the model ${name} cannot be reached.`, {
    code: 'model.unreachable',
    mend: 'Check the address in the options, and that something listens there.',
    isPaid: mayHaveBeenSent(thrown),
    cause: thrown,
  });
};

/** A `fetch` for one request, and what went wrong in it: the vendors' clients wrap that, and lose some of it. */
export interface CheckedFetch {
  readonly fetch: typeof fetch;
  readonly failure: () => StewardError | undefined;
  /** Whether the client came as far as asking. */
  readonly isAsked: () => boolean;
}

/**
 * The `fetch` that a vendor's client gets for one request. It carries the signal to the end of the body, turns what is no
 * success into Steward's errors, and lets no answer through that is of another type than was asked for.
 */
export const createCheckedFetch = (options: {
  readonly fetch: typeof fetch;
  readonly model: ConfiguredModel;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly type: 'text/event-stream' | 'application/json';
}): CheckedFetch => {
  const { model, clock, signal, type } = options;
  let failure: StewardError | undefined;
  let isAsked = false;

  const ask: typeof fetch = async (input, init) => {
    const answer = await options.fetch(input, { ...init, signal });
    if (!answer.ok) {
      const text = (await answer.text().catch(() => '')).slice(0, longestRefusal);
      const wait = retryAfterMs(answer.headers, clock.now());
      throw modelRefusal(
        {
          status: answer.status,
          said: parsed(text),
          hasBegun: false,
          ...(wait === undefined ? {} : { retryAfterMs: wait }),
        },
        model,
      );
    }
    if (answer.body === null || !(answer.headers.get('content-type') ?? '').includes(type))
      throw new ModelError(`What came back from the model ${model.name} is not an answer of its interface.`, {
        code: 'model.reply-invalid',
        mend: 'Check the address in the options; a page of a proxy or of a router may be in the way.',
      });
    // A fetch that nobody holds any more may forget its signal; the pipe does not.
    const body = answer.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
    return new Response(body, { status: answer.status, headers: { 'content-type': type } });
  };

  return {
    fetch: async (input, init) => {
      isAsked = true;
      try {
        return await ask(input, init);
      } catch (thrown) {
        failure = failureOf(thrown, model.name);
        throw failure;
      }
    },
    failure: () => failure,
    isAsked: () => isAsked,
  };
};
