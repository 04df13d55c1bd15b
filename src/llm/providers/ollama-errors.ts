import { StewardError } from '../../core/errors.ts';
import type { ConfiguredModel } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { mayHaveBeenSent } from './may-have-been-sent.ts';

/** What is needed of a model to speak of its errors. */
export type NamedModel = Pick<ConfiguredModel, 'name' | 'model' | 'contextTokens'>;

/** What Ollama says when something went wrong while it answered, or instead of an answer. Its text is never passed on. */
export const ollamaFailure = (
  said: string,
  { name, model, contextTokens }: NamedModel,
  hasBegun: boolean,
): ModelError => {
  if (/input length exceeds|exceeds the (?:available )?context|context length exceeded/i.test(said))
    return new ModelError(`The request is longer than the ${contextTokens} tokens of the model ${name}.`, {
      code: 'model.context-exceeded',
      mend: 'Ask for less, or give the model more context in the options if the machine has the memory.',
    });
  if (/does not support/i.test(said)) {
    const what = /does not support (tools|thinking|vision|chat|embeddings?|generate|insert)/i.exec(said)?.[1];
    return new ModelError(
      `The model ${name} does not support ${what?.toLowerCase() ?? 'what was asked of it'}.`,
      { code: 'model.unsupported' },
    );
  }
  if (/model .*not found/i.test(said))
    return new ModelError(`Ollama has no model ${model} (${name} in the options).`, {
      code: 'model.not-found',
      mend: `Get it with "ollama pull ${model}", or correct the name in the options.`,
    });
  if (/requires more system memory|out of memory|cudaMalloc failed/i.test(said))
    return new ModelError(`The machine of the model ${name} has not enough memory for it.`, {
      code: 'model.failed',
      mend: 'Take a smaller model, or less context in the options.',
      isPaid: hasBegun,
    });
  if (/parsing tool call|invalid character|unexpected end of JSON/i.test(said))
    return new ModelError(`The model ${name} wrote a tool call that Ollama could not read.`, {
      code: 'model.reply-invalid',
    });
  return new ModelError(`Ollama failed while the model ${name} answered.`, {
    code: 'model.failed',
    isPaid: hasBegun,
  });
};

/** An answer of Ollama's that is no success. `said` is its own text, of which nothing is passed on. */
export const ollamaRefusal = (status: number, said: string, model: NamedModel): ModelError => {
  const { name } = model;
  if (status === 401 || status === 403)
    return new ModelError(`The address of the model ${name} refused Steward.`, {
      code: 'model.unauthorized',
      mend: 'Check the API key and the address in the options.',
    });
  if (status === 429)
    return new ModelError(`The address of the model ${name} has had too many requests.`, {
      code: 'model.rate-limited',
    });
  if (status === 503)
    return new ModelError(`Ollama is busy; its queue for the model ${name} is full.`, {
      code: 'model.overloaded',
      mend: 'Wait, or let Ollama answer several requests at once (OLLAMA_NUM_PARALLEL).',
    });
  const failure = ollamaFailure(said, model, false);
  if (failure.code !== 'model.failed') return failure;
  if (status === 404)
    return new ModelError(`There is no Ollama at the address of the model ${name}.`, {
      code: 'model.not-found',
      mend: 'Check the address in the options.',
    });
  if (status >= 400 && status < 500)
    return new ModelError(`Ollama did not accept the request to the model ${name} (HTTP ${status}).`, {
      code: 'model.request-invalid',
    });
  return failure;
};

/** Turns whatever was thrown on the way to Ollama and back into a {@link ModelError}; an error of Steward's stays what it is. */
export const ollamaError = (thrown: unknown, model: NamedModel, hasBegun: boolean): StewardError => {
  for (let each = thrown, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth += 1)
    if (each instanceof StewardError) return each;
  return hasBegun
    ? new ModelError(`The answer of the model ${model.name} broke off before its end.`, {
        code: 'model.cut-off',
        cause: thrown,
      })
    : new ModelError(`Ollama cannot be reached for the model ${model.name}.`, {
        code: 'model.unreachable',
        mend: 'Check that it runs and listens on the address in the options.',
        isPaid: mayHaveBeenSent(thrown),
        cause: thrown,
      });
};
