import type { ConfiguredModel, JsonSchema, ModelProvider } from '../model.ts';
import { createAnthropicReply } from './anthropic-reply.ts';
import { toAnthropicMessages } from './anthropic-request.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { longestTimerMs, streamEvents } from './stream-events.ts';
import type { StreamLimits } from './with-watchdog.ts';

const defaultLimits: StreamLimits = { firstPartMs: 120_000, idleMs: 60_000 };

/**
 * A model behind Anthropic's interface. The vendor's client makes one try, has no time limit, and takes no key from anywhere
 * but the options.
 * @throws ModelError as {@link ModelProvider} says; whatever else the given fetch throws of Steward's comes through as it is
 */
export const createAnthropicProvider = (model: ConfiguredModel, deps: ProviderDeps): ModelProvider => ({
  stream: (request, { signal }) =>
    streamEvents({
      model,
      deps,
      limits: deps.limits ?? defaultLimits,
      signal,
      reply: createAnthropicReply(request, { model: model.name, nextId: () => `call_${deps.ids.nonce()}` }),
      open: async (fetch, inner) => {
        const [{ Anthropic }, { transformJSONSchema }] = await Promise.all([
          import('@anthropic-ai/sdk'),
          import('@anthropic-ai/sdk/lib/transform-json-schema'),
        ]);
        const client = new Anthropic({
          baseURL: model.url ?? 'https://api.anthropic.com',
          // Without a key nothing is sent in its place, but the client would look for one elsewhere.
          apiKey: model.apiKey ?? 'none',
          ...(model.apiKey === undefined ? { defaultHeaders: { authorization: null } } : {}),
          webhookKey: null,
          openTelemetry: false,
          maxRetries: 0,
          timeout: longestTimerMs,
          logLevel: 'off',
          fetch,
        });
        const transform = (schema: JsonSchema): JsonSchema =>
          transformJSONSchema(schema as Parameters<typeof transformJSONSchema>[0]);
        return client.messages.create(toAnthropicMessages(model, request, transform), { signal: inner });
      },
    }),
});
