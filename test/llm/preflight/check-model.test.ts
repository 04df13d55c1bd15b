import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/core/log.ts';
import type { ConfiguredModel, ModelProvider, ModelRequest, StreamPart } from '../../../src/llm/model.ts';
import { ModelError } from '../../../src/llm/model-error.ts';
import { createAdmissions } from '../../../src/llm/preflight/admissions.ts';
import { type CheckProgress, checkModel } from '../../../src/llm/preflight/check-model.ts';
import { checkCost, monthForecast } from '../../../src/llm/preflight/forecast.ts';
import { createPreflight } from '../../../src/llm/preflight/preflight.ts';
import { wilson } from '../../../src/llm/preflight/wilson.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { goodAnswer } from './good-answers.ts';

const model: ConfiguredModel = {
  name: 'local',
  provider: 'ollama',
  model: 'qwen3:4b',
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
};

type Answer = (request: ModelRequest, asked: number) => readonly StreamPart[] | Error;

const providerOf = (answer: Answer, vectors?: (text: string) => readonly number[]): ModelProvider => {
  let asked = 0;
  return {
    stream: async function* (request) {
      asked += 1;
      const parts = answer(request, asked);
      if (parts instanceof Error) throw parts;
      yield* parts;
      yield { kind: 'end', reason: 'stop' };
    },
    ...(vectors === undefined ? {} : { embed: async (texts) => texts.map(vectors) }),
  };
};

const signal = new AbortController().signal;
const check = (provider: ModelProvider, more: Partial<Parameters<typeof checkModel>[1]> = {}) =>
  checkModel(model, { provider, clock: createFakeClock(), ...more }, { signal });

describe('the check of a model', () => {
  it('admits one that solves the tasks to every role that it can have', async () => {
    const { roles } = await check(providerOf(goodAnswer));
    expect(Object.entries(roles).map(([role, { isAdmitted }]) => [role, isAdmitted])).toEqual([
      ['chat', true],
      ['tools', true],
      ['planning', true],
      ['code', true],
      ['vision', true],
    ]);
    expect(roles.chat?.solved).toBe(roles.chat?.tasks);
    expect(roles.chat?.low).toBeGreaterThan(0.8);
  });

  it('admits one that talks nonsense to nothing, and says how many tasks it solved', async () => {
    const { roles } = await check(providerOf(() => [{ kind: 'text', text: 'lorem ipsum' }]));
    for (const role of Object.values(roles)) expect(role.isAdmitted).toBe(false);
    expect(roles.tools).toMatchObject({ solved: 0, reason: 'it solved 0 of 20 tasks of tools' });
  });

  it('does not admit one that is right two times in three: the lower end of the interval counts', async () => {
    const middling: Answer = (request, asked) =>
      asked % 3 === 0 ? [{ kind: 'text', text: 'no idea at all' }] : goodAnswer(request, asked);
    const { roles } = await check(providerOf(middling));
    expect(roles.tools?.solved).toBeGreaterThan(12);
    expect(roles.tools?.isAdmitted).toBe(false);
  });

  it('leaves out the roles that a model cannot have', async () => {
    const { roles } = await check(providerOf(goodAnswer), { capabilities: ['completion'] });
    expect(Object.keys(roles)).toEqual(['chat', 'planning', 'code']);
    const cloud = { ...model, isLocal: false };
    const ofCloud = await checkModel(
      cloud,
      { provider: providerOf(goodAnswer), clock: createFakeClock() },
      { signal },
    );
    expect(ofCloud.roles.vision).toBeUndefined();
  });

  it('admits vectors that put like to like, and no others', async () => {
    const words = [
      'harbour',
      'shop',
      'singer',
      'waiter',
      'faces',
      'swim',
      'peach',
      'food',
      'film',
      'sofa',
      'band',
    ];
    const good = (text: string) => (words.some((word) => text.includes(word)) ? [0, 1] : [1, 0]);
    const vectors = { capabilities: ['embedding'] };
    expect((await check(providerOf(goodAnswer, good), vectors)).roles.embedding?.isAdmitted).toBe(true);
    expect(
      (
        await check(
          providerOf(goodAnswer, () => [1, 1]),
          vectors,
        )
      ).roles.embedding?.isAdmitted,
    ).toBe(false);
  });

  it('measures the first token and the speed', async () => {
    const clock = createFakeClock();
    const slow: ModelProvider = {
      stream: async function* () {
        await clock.advance(400);
        yield { kind: 'text', text: 'a' };
        await clock.advance(1_000);
        yield { kind: 'usage', usage: { inputTokens: 10, outputTokens: 20 } };
        yield { kind: 'end', reason: 'stop' };
      },
    };
    const { roles } = await checkModel(model, { provider: slow, clock, roles: ['chat'] }, { signal });
    expect(roles.chat).toMatchObject({ firstTokenMs: 400, tokensPerSecond: 20 });
  });

  it('tells how far it is', async () => {
    const seen: CheckProgress[] = [];
    await check(providerOf(goodAnswer), {
      roles: ['planning'],
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(seen.at(-1)).toMatchObject({ role: 'planning', tasks: 15, solved: 15 });
  });

  it('finds out nothing about a model that cannot be asked', async () => {
    const gone = providerOf(() => new ModelError('Gone.', { code: 'model.unreachable' }));
    await expect(check(gone)).rejects.toMatchObject({ code: 'model.unreachable' });
  });

  it('does not admit one that breaks off each time, and asks it no further', async () => {
    let count = 0;
    const broken = providerOf(() => {
      count += 1;
      return new ModelError('It broke off.', { code: 'model.cut-off' });
    });
    const { roles } = await check(broken, { roles: ['chat'] });
    expect(roles.chat).toMatchObject({ isAdmitted: false, reason: 'It broke off.' });
    expect(count).toBe(3);
  });
});

describe("Wilson's interval", () => {
  it('is that of the tables', () => {
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3);
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
  });
});

describe('the preflight', () => {
  const make = (answer: Answer) => {
    const clock = createFakeClock();
    const admissions = createAdmissions(createMemoryKeyValue());
    const provider = providerOf(answer);
    const asked: string[] = [];
    let digest = 'one';
    const preflight = createPreflight({
      models: [model, { ...model, name: 'cloud', isLocal: false }],
      admissions,
      gatewayTo: ({ name }) => ({
        route: () => {
          throw new Error('not asked for here');
        },
        stream: (_task, request, options) => {
          asked.push(name);
          return provider.stream(request, options);
        },
      }),
      providerOf: () => provider,
      adminOf: () => ({
        list: async () => [{ model: 'qwen3:4b', sizeBytes: 1, digest }],
        running: async () => [{ model: 'qwen3:4b', memoryBytes: 3e9, graphicsMemoryBytes: 0 }],
        show: async () => ({ capabilities: ['completion', 'tools'], isRemote: false }),
      }),
      clock,
      log: silentLog,
    });
    return {
      clock,
      admissions,
      preflight,
      asked,
      change: () => {
        digest = 'two';
      },
    };
  };

  const settle = async () => {
    for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 2_000; turn += 1) await Promise.resolve();
  };

  it('checks local models by itself once, and again when they have changed; a cloud never', async () => {
    const { clock, admissions, preflight, asked, change } = make(goodAnswer);
    preflight.start();
    await clock.advance(20_000);
    await settle();
    expect(admissions.of('local', 'tools')?.isAdmitted).toBe(true);
    expect(admissions.get('local')).toMatchObject({ digest: 'one', memoryBytes: 3e9 });
    const once = asked.length;
    await clock.advance(60 * 60_000);
    await settle();
    expect(asked).toHaveLength(once);
    change();
    await clock.advance(60 * 60_000);
    await settle();
    expect(asked).toHaveLength(once * 2);
    expect(asked).not.toContain('cloud');
    preflight.stop();
  });

  it('knows no model that is not in the options', async () => {
    const { preflight } = make(goodAnswer);
    await expect(preflight.check('other', { signal })).rejects.toMatchObject({ code: 'model.unknown' });
  });

  it('forecasts what a cloud costs, and nothing for a model of the house', () => {
    const cloud = { ...model, isLocal: false, price: { inputUsd: 2, outputUsd: 10 } };
    expect(checkCost(model)).toBe(0);
    expect(checkCost(cloud)).toBeGreaterThan(0.05);
    expect(checkCost(cloud)).toBeLessThan(1);
    expect(monthForecast(cloud)).toBeCloseTo(11.25, 2);
  });
});
