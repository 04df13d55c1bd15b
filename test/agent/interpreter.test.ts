import { describe, expect, it } from 'vitest';
import { createInterpreter } from '../../src/agent/interpreter.ts';
import { StewardError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Gateway, GatewayPart } from '../../src/llm/gateway.ts';
import type { ModelRequest } from '../../src/llm/model.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const facts = 'The pool tank is 81 % full, 190 GB free of 1 TB. Return on investment: 62 of 100.';
const decision = {
  target: 'local',
  model: 'local',
  class: 'internal',
  costUsd: 0,
  reason: 'It is in the house.',
  passedOver: [],
  fallbacks: [],
} as const;

const answering = (parts: readonly GatewayPart[]) => {
  const asked: ModelRequest[] = [];
  const gateway: Gateway = {
    route: () => decision,
    stream: async function* (_task, request) {
      asked.push(request);
      yield { kind: 'routed', decision };
      yield* parts;
    },
  };
  return { gateway, asked };
};

const interpret = (gateway: Gateway, clock = createFakeClock()) =>
  createInterpreter({ gateway, clock, log: silentLog }).interpret(facts, {
    purpose: 'issue analysis',
    signal: new AbortController().signal,
  });

const saying = (text: string) =>
  interpret(
    answering([
      { kind: 'text', text },
      { kind: 'end', reason: 'stop' },
    ]).gateway,
  );

describe('what a model writes about measured facts', () => {
  it('stands with its name when every number is one of the facts', async () => {
    const text = 'At 81 % the pool is close to where it slows down; 190 GB will not last long.';
    expect(await saying(text)).toEqual({ text, model: 'local' });
  });

  it.each([
    ['a number of its own', 'At 81 % it is full in 14 days.'],
    ['a word that closes an issue', 'The pool is 81 % full. fixes #81'],
    ['a mention', 'Ask @alice about the pool.'],
    ['a link', 'See [this](x) about the pool.'],
    ['a picture', 'The pool is full <img src=x>.'],
    ['nothing', '  '],
    ['more than a person reads', 'The pool is full. '.repeat(100)],
  ])('is left out when it has %s', async (_what, text) => {
    expect(await saying(text)).toBeUndefined();
  });

  it('is left out when it was cut off', async () => {
    const { gateway } = answering([
      { kind: 'text', text: 'The pool is' },
      { kind: 'end', reason: 'length' },
    ]);
    expect(await interpret(gateway)).toBeUndefined();
  });

  it('begins anew when another model takes over', async () => {
    const { gateway } = answering([
      { kind: 'text', text: 'The po' },
      { kind: 'failed-over', from: 'local', code: 'model.cut-off' },
      { kind: 'routed', decision: { ...decision, model: 'second' } },
      { kind: 'text', text: 'The pool is nearly full.' },
      { kind: 'end', reason: 'stop' },
    ]);
    expect(await interpret(gateway)).toEqual({ text: 'The pool is nearly full.', model: 'second' });
  });

  it('is left out when there is no model', async () => {
    const gateway: Gateway = {
      route: () => decision,
      // biome-ignore lint/correctness/useYield: it fails before it says anything
      stream: async function* () {
        throw new StewardError('There is no model.', { code: 'model.none', kind: 'terminal' });
      },
    };
    expect(await interpret(gateway)).toBeUndefined();
  });

  it('is not waited for any longer after twenty seconds, and the model is told to stop', async () => {
    const clock = createFakeClock();
    let stopped = false;
    const gateway: Gateway = {
      route: () => decision,
      stream: async function* (_task, _request, { signal }) {
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            stopped = true;
            resolve();
          });
        });
      },
    };
    const waiting = interpret(gateway, clock);
    await clock.advance(20_000);
    expect(await waiting).toBeUndefined();
    expect(stopped).toBe(true);
  });

  it('is told that the facts are data, and is given nothing else', async () => {
    const { gateway, asked } = answering([{ kind: 'end', reason: 'stop' }]);
    await interpret(gateway);
    expect(asked[0]?.messages.map(({ content }) => content.map((part) => part.provenance))).toEqual([
      ['product'],
      ['record'],
    ]);
    expect(asked[0]?.tools).toBeUndefined();
  });
});
