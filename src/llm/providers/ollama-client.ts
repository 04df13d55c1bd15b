import type { Ollama } from 'ollama';
import { ModelError } from '../model-error.ts';
import { type NamedModel, ollamaFailure, ollamaRefusal } from './ollama-errors.ts';
import { isObject } from './repairs/parse-json.ts';

/** Longest text of an error that is read. Characters. */
const longestRefusal = 4_000;

const invalid = (name: string): ModelError =>
  new ModelError(`What came back from the model ${name} is not what Ollama says.`, {
    code: 'model.reply-invalid',
  });

const readLine = (line: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Passes on whole lines, each of them a JSON object; an error that Ollama reports in one is thrown. */
const checkedLines = (
  body: ReadableStream<Uint8Array>,
  model: NamedModel,
  signal: AbortSignal,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let held = '';
  let hasBegun = false;
  const check = (line: Record<string, unknown>) => {
    if (typeof line['error'] === 'string') throw ollamaFailure(line['error'], model, hasBegun);
    hasBegun = true;
  };
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        const lines = (held + decoder.decode(piece, { stream: true })).split('\n');
        held = lines.pop() ?? '';
        for (const line of lines.filter((each) => each.trim() !== '')) {
          const value = readLine(line);
          if (value === undefined) throw invalid(model.name);
          check(value);
          controller.enqueue(encoder.encode(`${line}\n`));
        }
      },
      flush: (controller) => {
        const value = readLine(held);
        // A last line that was cut off is not wrong but missing: the client then says that the answer has no end.
        if (value === undefined) return;
        check(value);
        controller.enqueue(encoder.encode(`${held}\n`));
      },
    }),
    // A fetch that nobody holds any more may forget its signal; the pipe does not.
    { signal },
  );
};

/**
 * Ollama's client for one request. The package knows of a stream only once its header is there, and then aborts all streams
 * of a client together (ollama-js #274); it prints answers that it cannot read. So each request has a client of its own, with
 * a `fetch` around it that carries the signal, refuses in Steward's words, and lets nothing unreadable through.
 */
export const createOllamaClient = async (options: {
  readonly url: string | undefined;
  readonly apiKey?: string | undefined;
  readonly model: NamedModel;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}): Promise<Ollama> => {
  const { url, apiKey, model, signal } = options;
  const { Ollama } = await import('ollama');
  return new Ollama({
    ...(url === undefined ? {} : { host: url }),
    ...(apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
    fetch: async (input, init) => {
      const answer = await options.fetch(input, { ...init, signal });
      if (!answer.ok) {
        const said = (await answer.text().catch(() => '')).slice(0, longestRefusal);
        throw ollamaRefusal(answer.status, said, model);
      }
      const type = answer.headers.get('content-type') ?? '';
      if (answer.body === null || !/json/.test(type)) throw invalid(model.name);
      const body = /ndjson/.test(type) ? checkedLines(answer.body, model, signal) : answer.body;
      return new Response(body, { status: answer.status, headers: { 'content-type': type } });
    },
  });
};
