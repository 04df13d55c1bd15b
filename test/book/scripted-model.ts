import type { Gateway, GatewayPart, ModelTask } from '../../src/llm/gateway.ts';
import type { EndReason, ModelRequest, ToolCall } from '../../src/llm/model.ts';
import { ModelError, type ModelErrorCode } from '../../src/llm/model-error.ts';
import type { ModelAct } from './book.ts';

/** A gateway behind which a model does what is written in the book. */
export interface ScriptedModel extends Gateway {
  /** What it does from now on, one act for each time it is asked; then it has nothing more to say. */
  play(acts: readonly ModelAct[]): void;
  /** Everything that it was asked. */
  readonly asked: { readonly task: ModelTask; readonly request: ModelRequest }[];
}

const decision = {
  target: 'local',
  model: 'book',
  class: 'internal',
  costUsd: 0,
  reason: 'It stands in the book.',
  passedOver: [],
  fallbacks: [],
} as const;

/** Pieces as models stream them: words, and here and there half a word. */
const pieces = (text: string): readonly string[] => text.match(/\S{1,6}|\s+/g) ?? [];

/** `[E2]` in the book is the second thing that the model looked at in this turn; here with the id that it was told. */
const cited = (text: string, { messages }: ModelRequest): string => {
  const told = messages.flatMap((message) =>
    message.role === 'tool'
      ? message.content.flatMap(({ text: shown }) => /^<data id="(E\d+)">/.exec(shown)?.[1] ?? []).slice(0, 1)
      : [],
  );
  return text.replace(/\[E(\d)\]/g, (_whole, nth: string) => `[${told[Number(nth) - 1] ?? 'E0'}]`);
};

/** How an act becomes the call of a tool. */
export type CallOf = (
  act: ModelAct,
) => { readonly name: string; readonly arguments: ToolCall['arguments'] } | undefined;

/** Makes the gateway. `callOf` knows the tools of the product. */
export const createScriptedModel = (callOf: CallOf): ScriptedModel => {
  let acts: readonly ModelAct[] = [];
  let calls = 0;
  const model: ScriptedModel = {
    asked: [],
    play: (next) => {
      acts = next;
    },
    route: () => decision,
    stream: async function* (task, request, { signal }): AsyncGenerator<GatewayPart> {
      model.asked.push({ task, request });
      const [act, ...rest] = acts;
      acts = rest;
      yield { kind: 'routed', decision };
      const end = (reason: EndReason): GatewayPart => ({ kind: 'end', reason });
      const call = act === undefined ? undefined : callOf(act);
      if (call !== undefined) {
        calls += 1;
        yield { kind: 'tool-call', call: { id: `call-${calls}`, ...call } };
        yield end('tool-calls');
        return;
      }
      if (act !== undefined && 'text' in act)
        for (let time = 0; time < act.times; time += 1)
          for (const text of pieces(cited(act.text, request))) {
            if (signal.aborted) throw new ModelError('It was cancelled.', { code: 'model.cancelled' });
            yield { kind: 'text', text };
          }
      if (act !== undefined && 'fails' in act && act.fails !== undefined)
        throw new ModelError('The model of the book fails.', { code: act.fails as ModelErrorCode });
      yield end('stop');
    },
  };
  return model;
};
