import { describe, expect, it } from 'vitest';
import type { ChargeLedger } from '../../../src/core/charges.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Provenance } from '../../../src/core/provenance.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import type { Egress, Prepared } from '../../../src/llm/egress/egress.ts';
import type { GatewayPart, ModelTask } from '../../../src/llm/gateway.ts';
import type { ConfiguredModel, ModelRequest } from '../../../src/llm/model.ts';
import { ModelError, type ModelErrorCode } from '../../../src/llm/model-error.ts';
import { createScriptedProvider, type Script } from '../../../src/llm/providers/scripted.ts';
import { createGateway } from '../../../src/llm/router/create-gateway.ts';
import { openTestStore } from '../../store/store-fixture.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = (name: string): ConfiguredModel => ({
  name,
  provider: 'scripted',
  model: name,
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
});
const cloud = (name: string): ConfiguredModel => ({
  ...local(name),
  isLocal: false,
  contextTokens: 200_000,
  price: { inputUsd: 2, outputUsd: 10 },
});
const asking = (text: string, provenance: Provenance = 'request'): ModelRequest => ({
  messages: [{ role: 'user', content: [{ kind: 'text', text, provenance }] }],
  maxOutputTokens: 100,
});
const chat: ModelTask = { role: 'chat', latency: 'interactive', purpose: 'conversation' };
const failing = (code: ModelErrorCode, more: { retryAfterMs?: number; isPaid?: boolean } = {}) => ({
  error: new ModelError('It failed.', { code, ...more }),
});

/** A door that calls still-fawn host-1, and keeps in the house what says so. */
const createDoor = () => {
  const attempts: string[] = [];
  const swap = (text: string) => text.replaceAll('still-fawn', 'host-1');
  const egress: Egress = {
    prepare: async (request): Promise<Prepared> => {
      const text = JSON.stringify(request.messages);
      return text.includes('unsure')
        ? { kind: 'stays', class: 'secret', reason: 'a detector was not sure' }
        : {
            kind: 'may-leave',
            class: 'internal',
            request: { ...request, messages: JSON.parse(swap(text)) },
            restorer: () => ({
              take: (part) =>
                part.kind === 'text'
                  ? [{ ...part, text: part.text.replaceAll('host-1', 'still-fawn') }]
                  : [part],
              end: () => [],
            }),
          };
    },
    fetchFor: ({ model, attempt }) => {
      attempts.push(`${model} ${attempt}`);
      return fetch;
    },
  };
  return { egress, attempts };
};

const createBench = async (
  models: readonly ConfiguredModel[],
  scripts: Readonly<Record<string, Script>>,
  more: { dayUsd?: number; cloudUse?: 'never' } = {},
) => {
  const clock = createFakeClock();
  const { store } = await openTestStore();
  const charges: ChargeLedger = store.charges;
  const providers = Object.fromEntries(
    Object.entries(scripts).map(([name, script]) => [name, createScriptedProvider(script, { clock })]),
  );
  const door = createDoor();
  const gateway = createGateway({
    models,
    admission: () => ({ isAdmitted: true }),
    provider: ({ name }) => {
      const provider = providers[name];
      if (provider === undefined) throw new Error(`no script for ${name}`);
      return provider;
    },
    egress: door.egress,
    charges,
    cloudUse: more.cloudUse ?? 'when-local-cannot',
    limits: { requestUsd: 0.1, dayUsd: more.dayUsd ?? 0.5, monthUsd: 5 },
    clock,
    ids: createCountedIds(),
    texts: createTexts('en'),
    log: silentLog,
  });
  const ask = async (request: ModelRequest, task = chat, signal = new AbortController().signal) => {
    const parts: GatewayPart[] = [];
    let error: unknown;
    try {
      for await (const part of gateway.stream(task, request, { signal })) parts.push(part);
    } catch (thrown) {
      error = thrown;
    }
    return {
      error,
      text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
      way: parts.flatMap((part) => {
        if (part.kind === 'routed') return [part.decision.model];
        return part.kind === 'failed-over' ? [part.code] : [];
      }),
    };
  };
  const spent = () => charges.spent('', { dayStartMs: 0, monthStartMs: 0 }).dayUsd;
  return { ask, spent, providers, clock, attempts: door.attempts };
};

describe('a request to a model', () => {
  it('is answered in the house for nothing, as it was asked', async () => {
    const { ask, spent, providers, attempts } = await createBench([local('near'), cloud('far')], {
      near: [['still-fawn is ', 'well.']],
    });
    expect(await ask(asking('how is still-fawn?'))).toMatchObject({
      text: 'still-fawn is well.',
      way: ['near'],
    });
    expect(providers['near']?.requests[0]).toEqual(asking('how is still-fawn?'));
    expect([spent(), attempts]).toEqual([0, []]);
  });

  it('goes to a cloud in other words when nobody in the house answers, and comes back in its own', async () => {
    const { ask, spent, providers, attempts } = await createBench([local('near'), cloud('far')], {
      near: [[failing('model.unreachable')]],
      far: [['host-1 is well.', { usage: { inputTokens: 1_000, outputTokens: 100 } }]],
    });
    expect(await ask(asking('how is still-fawn?'))).toMatchObject({
      text: 'still-fawn is well.',
      way: ['near', 'model.unreachable', 'far'],
    });
    expect(JSON.stringify(providers['far']?.requests)).not.toContain('still-fawn');
    expect(attempts).toEqual(['far 2']);
    expect(spent()).toBeCloseTo(0.003);
  });

  it('stays in the house when it is secret, when the door says so, and when no cloud is allowed', async () => {
    const scripts = { near: [[failing('model.failed')]], far: [['never']] };
    for (const [request, more] of [
      [asking('a line', 'log'), {}],
      [asking('unsure'), {}],
      [asking('hello'), { cloudUse: 'never' }],
    ] as const) {
      const { ask, providers, spent } = await createBench([local('near'), cloud('far')], scripts, more);
      expect(await ask(request)).toMatchObject({ error: { code: 'model.failed' } });
      expect(providers['far']?.requests).toEqual([]);
      expect(spent()).toBe(0);
    }
  });

  it('says of every model why it cannot be asked', async () => {
    const { ask } = await createBench([cloud('far')], { far: [] }, { dayUsd: 0 });
    expect((await ask(asking('hello'))).error).toMatchObject({
      code: 'model.over-cap',
      message: expect.stringMatching(/far: it may cost 0\.001\d dollars, and 0\.0000 are left for today/),
    });
  });

  it('is not paid for twice: after a try that a cloud may bill only a model in the house is asked', async () => {
    const { ask, spent, providers } = await createBench([cloud('far'), cloud('other'), local('near')], {
      near: [[failing('model.failed')], ['never reached']],
      far: [[failing('model.cut-off')]],
      other: [['paid twice']],
    });
    expect(await ask(asking('hello'))).toMatchObject({
      error: { code: 'model.cut-off' },
      way: ['near', 'model.failed', 'far', 'model.cut-off'],
    });
    expect(providers['other']?.requests).toEqual([]);
    // In full, because nobody knows what the vendor bills.
    expect(spent()).toBeGreaterThan(0.001);
  });

  it('costs nothing where the vendor refused it, and the next cloud is asked', async () => {
    const { ask, spent } = await createBench([cloud('far'), cloud('other')], {
      far: [[failing('model.rate-limited', { retryAfterMs: 60_000 })], ['again']],
      other: [['hello', { usage: { inputTokens: 0, outputTokens: 100 } }], ['second']],
    });
    expect(await ask(asking('hello'))).toMatchObject({
      text: 'hello',
      way: ['far', 'model.rate-limited', 'other'],
    });
    expect(spent()).toBeCloseTo(0.001);
    // It said to wait a minute, and is left alone for it.
    expect((await ask(asking('hello again'))).way).toEqual(['other']);
  });

  it('is not begun anew when somebody has heard the beginning', async () => {
    const models = [local('near'), local('second')];
    const scripts = {
      near: [['It is '], ['It is ']].map((words) => [...words, failing('model.cut-off')]),
      second: [['well.']],
    };
    const heard = await (await createBench(models, scripts)).ask(asking('hello'), {
      ...chat,
      latency: 'voice',
    });
    expect(heard).toMatchObject({ error: { code: 'model.cut-off' }, text: 'It is ', way: ['near'] });
    const read = await (await createBench(models, scripts)).ask(asking('hello'));
    expect(read).toMatchObject({ error: undefined, way: ['near', 'model.cut-off', 'second'] });
  });

  it('ends when it is cancelled, and asks nobody else', async () => {
    const { ask, providers } = await createBench([local('near'), local('second')], {
      near: [[{ silence: true }]],
      second: [['never']],
    });
    const cancelled = new AbortController();
    const asked = ask(asking('hello'), chat, cancelled.signal);
    cancelled.abort();
    expect(await asked).toMatchObject({ error: { code: 'model.cancelled' } });
    expect(providers['second']?.requests).toEqual([]);
  });

  it('keeps to the caps, however many come at the same time', async () => {
    const script: Script = () => ['hello', { usage: { inputTokens: 5, outputTokens: 100 } }];
    const { ask, spent, providers } = await createBench([cloud('far')], { far: script }, { dayUsd: 0.01 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(asking('hello'))));
    expect(spent()).toBeLessThanOrEqual(0.01);
    const served = answers.filter(({ text }) => text === 'hello').length;
    expect(served).toBe(providers['far']?.requests.length);
    expect(served).toBeGreaterThan(0);
    expect(answers.filter(({ error }) => error !== undefined)).toHaveLength(100 - served);
  });

  it('keeps to the caps when every other try fails, too', async () => {
    const codes = ['model.stalled', 'model.overloaded', 'model.cut-off', 'model.rate-limited'] as const;
    const script: Script = (_request, turn) =>
      turn % 2 === 0
        ? ['hello', { usage: { inputTokens: 5, outputTokens: 100 } }]
        : [failing(codes[turn % codes.length] ?? 'model.stalled', { retryAfterMs: 0 })];
    const { ask, spent } = await createBench(
      [cloud('far'), cloud('other')],
      { far: script, other: script },
      { dayUsd: 0.01 },
    );
    await Promise.all(Array.from({ length: 100 }, () => ask(asking('hello'))));
    expect(spent()).toBeLessThanOrEqual(0.01);
    expect(spent()).toBeGreaterThan(0);
  });
});
