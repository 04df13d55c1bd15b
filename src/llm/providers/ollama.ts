import type { ConfiguredModel, ModelProvider } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { createOllamaAdmin, type OllamaModelDetails } from './ollama-admin.ts';
import { createOllamaClient } from './ollama-client.ts';
import { ollamaError } from './ollama-errors.ts';
import { createOllamaReply } from './ollama-reply.ts';
import { keepAlive, toOllamaChat } from './ollama-request.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { type StreamLimits, withWatchdog } from './with-watchdog.ts';

/** Loading a large model and reading a long prompt without a graphics card take minutes; a token then takes seconds at most. */
const defaultLimits: StreamLimits = { firstPartMs: 300_000, idleMs: 60_000 };

/**
 * A model that Ollama runs. Of a local one it asks Ollama once, before the first request, what it can do: a model that Ollama
 * itself passes on to a cloud is never asked where the options say that it is local.
 * @throws ModelError as {@link ModelProvider} says; `model.unsupported` also for such a model
 */
export const createOllamaProvider = (
  model: ConfiguredModel,
  deps: ProviderDeps,
): ModelProvider & Required<Pick<ModelProvider, 'embed'>> => {
  const limits = deps.limits ?? defaultLimits;
  const admin = createOllamaAdmin(model, deps);
  let details: OllamaModelDetails | undefined;

  const client = (signal: AbortSignal) =>
    createOllamaClient({ url: model.url, apiKey: model.apiKey, model, fetch: deps.fetch, signal });

  const known = async (signal: AbortSignal): Promise<OllamaModelDetails> => {
    // A cloud gets what was meant for it, and no questions besides.
    if (!model.isLocal) return { isRemote: true };
    details ??= await admin.show(model.model, { signal });
    if (details.isRemote)
      throw new ModelError(`Ollama passes what is sent to the model ${model.name} on to a cloud.`, {
        code: 'model.unsupported',
        mend: 'Set its location to cloud in the options, or take a model that runs here.',
      });
    return details;
  };

  const watched = <T>(open: (signal: AbortSignal) => AsyncIterable<T>, signal: AbortSignal) =>
    withWatchdog(open, { signal, clock: deps.clock, model: model.name, ...limits });

  return {
    async *stream(request, { signal }) {
      const reply = createOllamaReply(request, {
        model: model.name,
        nextId: () => `call_${deps.ids.nonce()}`,
      });
      const lines = async function* (inner: AbortSignal): AsyncGenerator<unknown> {
        let hasBegun = false;
        try {
          const { capabilities } = await known(inner);
          const canThink = capabilities === undefined || capabilities.includes('thinking');
          const answer = await (await client(inner)).chat(toOllamaChat(model, request, canThink));
          hasBegun = true;
          yield* answer;
        } catch (error) {
          throw ollamaError(error, model, hasBegun);
        }
      };
      for await (const line of watched(lines, signal)) yield* reply.take(line);
    },

    embed: async (texts, { signal }) => {
      if (texts.length === 0) return [];
      const answer = async function* (inner: AbortSignal) {
        try {
          await known(inner);
          yield await (await client(inner)).embed({
            model: model.model,
            input: [...texts],
            truncate: false,
            keep_alive: keepAlive,
          });
        } catch (error) {
          throw ollamaError(error, model, false);
        }
      };
      for await (const { embeddings } of watched(answer, signal)) {
        const isWhole =
          Array.isArray(embeddings) &&
          embeddings.length === texts.length &&
          embeddings.every((each) => Array.isArray(each) && each.length > 0 && each.every(Number.isFinite));
        if (isWhole) return embeddings;
      }
      throw new ModelError(`The model ${model.name} did not give one vector for each text.`, {
        code: 'model.reply-invalid',
      });
    },
  };
};
