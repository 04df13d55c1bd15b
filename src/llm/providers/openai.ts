import type OpenAI from 'openai';
import type { ConfiguredModel, ModelProvider } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { createCheckedFetch } from './checked-fetch.ts';
import { createOpenaiReply } from './openai-reply.ts';
import { toOpenaiChat } from './openai-request.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { longestTimerMs, streamEvents } from './stream-events.ts';
import { type StreamLimits, withWatchdog } from './with-watchdog.ts';

/** A server in the house may have to load the model and read a long prompt first. */
const defaultLimits: StreamLimits = { firstPartMs: 300_000, idleMs: 60_000 };

const vectorsOf = (data: unknown, count: number): readonly (readonly number[])[] | undefined => {
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const ordered = data.toSorted((one, other) => (one?.index ?? 0) - (other?.index ?? 0));
  const vectors = ordered.map((each) => each?.embedding as unknown);
  return vectors.every((each) => Array.isArray(each) && each.length > 0 && each.every(Number.isFinite))
    ? (vectors as number[][])
    : undefined;
};

/**
 * A model behind OpenAI's interface: OpenAI's own, and whatever else speaks it (vLLM, llama.cpp, LM Studio, clouds) at the
 * address of the options. The vendor's client makes one try, has no time limit, and takes no key and no address from the
 * environment.
 * @throws ModelError as {@link ModelProvider} says; whatever else the given fetch throws of Steward's comes through as it is
 */
export const createOpenaiProvider = (
  model: ConfiguredModel,
  deps: ProviderDeps,
): ModelProvider & Required<Pick<ModelProvider, 'embed'>> => {
  const limits = deps.limits ?? defaultLimits;

  const createClient = async (fetch: typeof globalThis.fetch): Promise<OpenAI> => {
    const { OpenAI } = await import('openai');
    return new OpenAI({
      baseURL: model.url ?? 'https://api.openai.com/v1',
      // Without a key nothing is sent in its place, but the client insists on one.
      apiKey: model.apiKey ?? 'none',
      ...(model.apiKey === undefined ? { defaultHeaders: { authorization: null } } : {}),
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      timeout: longestTimerMs,
      logLevel: 'off',
      fetch,
    });
  };

  return {
    stream: (request, { signal }) =>
      streamEvents({
        model,
        deps,
        limits,
        signal,
        reply: createOpenaiReply(request, { model, nextId: () => `call_${deps.ids.nonce()}` }),
        open: async (fetch, inner) => {
          const client = await createClient(fetch);
          return client.chat.completions.create(toOpenaiChat(model, request), { signal: inner });
        },
      }),

    embed: async (texts, { signal }) => {
      if (texts.length === 0) return [];
      const answers = async function* (inner: AbortSignal) {
        const { fetch, failure } = createCheckedFetch({
          fetch: deps.fetch,
          model,
          clock: deps.clock,
          signal: inner,
          type: 'application/json',
        });
        try {
          const client = await createClient(fetch);
          // The client asks for base64 otherwise, which not every server has.
          yield await client.embeddings.create(
            { model: model.model, input: [...texts], encoding_format: 'float' },
            { signal: inner },
          );
        } catch (thrown) {
          throw (
            failure() ??
            new ModelError(`The model ${model.name} gave no vectors that can be read.`, {
              code: 'model.reply-invalid',
              cause: thrown,
            })
          );
        }
      };
      for await (const { data } of withWatchdog(answers, {
        signal,
        clock: deps.clock,
        model: model.name,
        ...limits,
      })) {
        const vectors = vectorsOf(data, texts.length);
        if (vectors !== undefined) return vectors;
      }
      throw new ModelError(`The model ${model.name} did not give one vector for each text.`, {
        code: 'model.reply-invalid',
      });
    },
  };
};
