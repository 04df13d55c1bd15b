import { z } from 'zod';
import { ModelError } from '../model-error.ts';
import { createOllamaClient } from './ollama-client.ts';
import { type NamedModel, ollamaError } from './ollama-errors.ts';

const listSchema = z.looseObject({
  models: z.array(
    z.looseObject({
      model: z.string(),
      size: z.number(),
      digest: z.string().nullish(),
      details: z
        .looseObject({ parameter_size: z.string().nullish(), quantization_level: z.string().nullish() })
        .nullish(),
    }),
  ),
});

const runningSchema = z.looseObject({
  models: z.array(
    z.looseObject({
      model: z.string(),
      size: z.number(),
      size_vram: z.number().nullish(),
      context_length: z.number().nullish(),
    }),
  ),
});

const showSchema = z.looseObject({
  capabilities: z.array(z.string()).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
  remote_host: z.string().nullish(),
  remote_model: z.string().nullish(),
});

/** A model that an Ollama has. */
export interface OllamaModel {
  readonly model: string;
  /** On disk. */
  readonly sizeBytes: number;
  /** Tells one build of it from another. */
  readonly digest?: string;
  /** As Ollama writes it, e.g. `4.0B`. */
  readonly parameters?: string;
  /** E.g. `Q4_K_M`. */
  readonly quantization?: string;
}

/** A model that is in memory. */
export interface OllamaRunningModel {
  readonly model: string;
  /** All the memory that it takes, and the part of it that is the graphics card's. */
  readonly memoryBytes: number;
  readonly graphicsMemoryBytes: number;
  /** The context that it was loaded with. Tokens. */
  readonly contextTokens?: number;
}

/** What a model can do. */
export interface OllamaModelDetails {
  /** E.g. `completion`, `tools`, `vision`, `thinking`, `embedding`; undefined where Ollama is too old to tell. */
  readonly capabilities?: readonly string[];
  /** The longest context that it was made for. Tokens. */
  readonly contextTokens?: number;
  /** Ollama passes requests on to a cloud for it: what is sent to it leaves the house. */
  readonly isRemote: boolean;
}

/** What an Ollama has and does, for the preflight. All throw ModelError. */
export interface OllamaAdmin {
  list(options: { readonly signal: AbortSignal }): Promise<readonly OllamaModel[]>;
  running(options: { readonly signal: AbortSignal }): Promise<readonly OllamaRunningModel[]>;
  show(model: string, options: { readonly signal: AbortSignal }): Promise<OllamaModelDetails>;
}

/** Makes one for the Ollama of a configured model. */
export const createOllamaAdmin = (
  model: NamedModel & { readonly url?: string; readonly apiKey?: string },
  deps: { readonly fetch: typeof fetch },
): OllamaAdmin => {
  const ask = async <T>(
    schema: z.ZodType<T>,
    signal: AbortSignal,
    call: (client: Awaited<ReturnType<typeof createOllamaClient>>) => Promise<unknown>,
  ): Promise<T> => {
    const client = await createOllamaClient({
      url: model.url,
      apiKey: model.apiKey,
      model,
      fetch: deps.fetch,
      signal,
    });
    let answer: unknown;
    try {
      answer = await call(client);
    } catch (error) {
      if (signal.aborted)
        throw new ModelError(`The question about the model ${model.name} was cancelled.`, {
          code: 'model.cancelled',
        });
      throw ollamaError(error, model, false);
    }
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new ModelError(`What came back about the model ${model.name} is not what Ollama says.`, {
      code: 'model.reply-invalid',
    });
  };

  return {
    list: async ({ signal }) =>
      (await ask(listSchema, signal, (client) => client.list())).models.map(
        ({ model: name, size, digest, details }) => ({
          model: name,
          sizeBytes: size,
          ...(digest ? { digest } : {}),
          ...(details?.parameter_size ? { parameters: details.parameter_size } : {}),
          ...(details?.quantization_level ? { quantization: details.quantization_level } : {}),
        }),
      ),
    running: async ({ signal }) =>
      (await ask(runningSchema, signal, (client) => client.ps())).models.map((each) => ({
        model: each.model,
        memoryBytes: each.size,
        graphicsMemoryBytes: each.size_vram ?? 0,
        ...(typeof each.context_length === 'number' ? { contextTokens: each.context_length } : {}),
      })),
    show: async (name, { signal }) => {
      const shown = await ask(showSchema, signal, (client) => client.show({ model: name }));
      const context = Object.entries(shown.model_info ?? {}).find(([key]) =>
        key.endsWith('.context_length'),
      )?.[1];
      return {
        ...(Array.isArray(shown.capabilities) ? { capabilities: shown.capabilities } : {}),
        ...(typeof context === 'number' ? { contextTokens: context } : {}),
        isRemote: Boolean(shown.remote_host) || Boolean(shown.remote_model),
      };
    },
  };
};
