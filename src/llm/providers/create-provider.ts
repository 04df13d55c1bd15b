import type { ConfiguredModel, ModelProvider, ProviderName } from '../model.ts';
import { ModelError } from '../model-error.ts';
import type { ProviderDeps } from './provider-deps.ts';

type Create = (model: ConfiguredModel, deps: ProviderDeps) => ModelProvider;

interface Vendor {
  /** Brings in the vendor's client, which is large: not before the first of its models is asked something. */
  readonly load: () => Promise<Create>;
  readonly hasEmbeddings: boolean;
}

/** Whose interfaces are spoken; one line each. */
const vendors: Readonly<Partial<Record<ProviderName, Vendor>>> = {
  ollama: { load: async () => (await import('./ollama.ts')).createOllamaProvider, hasEmbeddings: true },
  anthropic: {
    load: async () => (await import('./anthropic.ts')).createAnthropicProvider,
    hasEmbeddings: false,
  },
  openai: { load: async () => (await import('./openai.ts')).createOpenaiProvider, hasEmbeddings: true },
};

/**
 * The provider of a configured model. Costs nothing until it is first used. Has `embed` where the vendor has it.
 * @throws ModelError `model.unsupported` where nothing speaks the model's interface, as for a `scripted` one without script
 */
export const createProvider: Create = (model, deps) => {
  const scripted = model.provider === 'scripted' ? deps.scripted?.[model.name] : undefined;
  if (scripted !== undefined) return scripted;
  const vendor = vendors[model.provider];
  if (vendor === undefined)
    throw new ModelError(`There is nothing that speaks for the model ${model.name} (${model.provider}).`, {
      code: 'model.unsupported',
      mend: 'Choose another provider for it in the options.',
    });

  let loaded: Promise<ModelProvider> | undefined;
  const provider = () => {
    loaded ??= vendor.load().then((create) => create(model, deps));
    return loaded;
  };
  return {
    async *stream(request, options) {
      yield* (await provider()).stream(request, options);
    },
    ...(vendor.hasEmbeddings && {
      embed: async (texts, options) => {
        const { embed } = await provider();
        if (embed === undefined)
          throw new ModelError(`The model ${model.name} makes no embeddings.`, { code: 'model.unsupported' });
        return embed(texts, options);
      },
    }),
  };
};
