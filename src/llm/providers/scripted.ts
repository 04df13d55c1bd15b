import { type Clock, delay } from '../../core/clock.ts';
import type { ModelProvider, ModelRequest, StreamPart, ToolCall, Usage } from '../model.ts';
import { ModelError } from '../model-error.ts';

/** One thing that a scripted model does while it answers. */
export type ScriptedPiece =
  /** Says this. */
  | string
  | { readonly thinking: string }
  | { readonly call: { readonly name: string; readonly arguments: ToolCall['arguments'] } }
  /** Says nothing for this long, on the clock. */
  | { readonly waitMs: number }
  /** Says nothing until it is cancelled. */
  | { readonly silence: true }
  /** Goes wrong here. */
  | { readonly error: Error }
  /** What it says it used. Default: an estimate from the lengths. */
  | { readonly usage: Usage }
  /** Ends here for this reason. Default: at the end, `tool-calls` after a call, else `stop`. */
  | { readonly end: 'length' | 'refused' };

/** A whole answer. One without end floods until it is stopped. */
export type ScriptedAnswer = Iterable<ScriptedPiece> | AsyncIterable<ScriptedPiece>;

/** The answers in turn, or the answer to a request. `turn` counts the requests from 0. */
export type Script = readonly ScriptedAnswer[] | ((request: ModelRequest, turn: number) => ScriptedAnswer);

/** A model that answers from a script. */
export interface ScriptedProvider extends ModelProvider {
  readonly embed: NonNullable<ModelProvider['embed']>;
  /** Every request so far, the failed ones too. */
  readonly requests: readonly ModelRequest[];
  /** How many answers were not read to their end. */
  readonly abandoned: number;
}

const estimate = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4);

/** Counts of letters and of pairs of letters: texts with the same words lie near each other. */
const vectorOf = (text: string): readonly number[] => {
  const vector = new Array<number>(64).fill(0);
  const letters = text.toLowerCase();
  for (let index = 0; index < letters.length; index += 1) {
    const place = (letters.charCodeAt(index) * 31 + (letters.charCodeAt(index + 1) || 0)) % vector.length;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((each) => each / length);
};

/**
 * Makes one, for tests and the demo. It keeps to everything that {@link ModelProvider} promises: one `usage` and one `end` part,
 * ids that are unique, `model.cancelled` at once when it is told to stop. A tool that was not offered can be called all
 * the same, as models do.
 * @throws ModelError `model.failed` from `stream` when the script is at its end
 */
export const createScriptedProvider = (
  script: Script,
  deps: { readonly clock: Clock; readonly model?: string },
): ScriptedProvider => {
  const { clock, model = 'scripted' } = deps;
  const requests: ModelRequest[] = [];
  let callCount = 0;
  let abandoned = 0;

  const cancelled = (isPaid: boolean) =>
    new ModelError(`The request to the model ${model} was cancelled.`, { code: 'model.cancelled', isPaid });

  const answerTo = (request: ModelRequest): ScriptedAnswer => {
    const turn = requests.push(request) - 1;
    const answer = typeof script === 'function' ? script(request, turn) : script[turn];
    if (answer !== undefined) return answer;
    throw new ModelError(`The script of the model ${model} has no answer number ${turn + 1}.`, {
      code: 'model.failed',
    });
  };

  return {
    requests,
    get abandoned() {
      return abandoned;
    },

    async *stream(request, { signal }) {
      if (signal.aborted) throw cancelled(false);
      let said = 0;
      let usage: Usage | undefined;
      let reason: 'stop' | 'tool-calls' | 'length' | 'refused' = 'stop';
      let isWhole = false;
      const part = (made: StreamPart, of: unknown): StreamPart => {
        said += estimate(of);
        return made;
      };
      try {
        for await (const piece of answerTo(request)) {
          if (signal.aborted) throw cancelled(true);
          if (typeof piece === 'string') yield part({ kind: 'text', text: piece }, piece);
          else if ('thinking' in piece)
            yield part({ kind: 'thinking', text: piece.thinking }, piece.thinking);
          else if ('call' in piece) {
            reason = 'tool-calls';
            callCount += 1;
            yield part({ kind: 'tool-call', call: { id: `call_${callCount}`, ...piece.call } }, piece.call);
          } else if ('waitMs' in piece) {
            if (!(await delay(clock, piece.waitMs, signal))) throw cancelled(true);
          } else if ('silence' in piece) {
            await new Promise<void>((resolve) => {
              if (signal.aborted) resolve();
              else signal.addEventListener('abort', () => resolve(), { once: true });
            });
            throw cancelled(true);
          } else if ('error' in piece) {
            throw piece.error;
          } else if ('usage' in piece) usage = piece.usage;
          else {
            reason = piece.end;
            break;
          }
        }
        if (signal.aborted) throw cancelled(true);
        yield {
          kind: 'usage',
          usage: usage ?? { inputTokens: estimate(request.messages), outputTokens: said },
        };
        isWhole = true;
        yield { kind: 'end', reason };
      } finally {
        if (!isWhole) abandoned += 1;
      }
    },

    embed: async (texts, { signal }) => {
      if (signal.aborted) throw cancelled(false);
      return texts.map(vectorOf);
    },
  };
};
