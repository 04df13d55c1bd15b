import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../src/core/texts/texts.ts';
import type { ConfiguredModel } from '../../../src/llm/model.ts';
import { asked, breakerAt, closedBreaker, failed } from '../../../src/llm/router/breaker.ts';
import { type Admission, decide, type RouteInput } from '../../../src/llm/router/decide.ts';

const model = (name: string, more: Partial<ConfiguredModel> = {}): ConfiguredModel => ({
  name,
  provider: 'ollama',
  model: name,
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
  ...more,
});
const cloud = (name: string): ConfiguredModel =>
  model(name, {
    provider: 'anthropic',
    isLocal: false,
    contextTokens: 200_000,
    price: { inputUsd: 2, outputUsd: 10 },
  });

const input = (more: Partial<RouteInput> = {}): RouteInput => ({
  task: { role: 'chat', latency: 'interactive', purpose: 'conversation' },
  class: 'internal',
  inputTokens: 1_000,
  maxOutputTokens: 500,
  models: [model('local'), cloud('far')],
  admission: () => ({ isAdmitted: true }),
  breaker: () => closedBreaker,
  cloudUse: 'when-local-cannot',
  caps: { requestUsd: 0.1, dayUsd: 0.5, monthUsd: 5 },
  nowMs: 0,
  texts: createTexts('en'),
  ...more,
});

/** Only the cloud model can do it. */
const onlyFar = (name: string): Admission => ({ isAdmitted: name === 'far' });

describe('a request', () => {
  it('stays in the house where a model there can do it, and the cloud stands behind', () => {
    expect(decide(input())).toEqual({
      target: 'local',
      model: 'local',
      class: 'internal',
      costUsd: 0,
      reason: 'it is in the house and admitted to chat',
      passedOver: [{ model: 'far', reason: 'local comes first' }],
      fallbacks: ['far'],
    });
  });

  it('goes to the cloud when it is allowed and no model in the house is admitted', () => {
    expect(decide(input({ admission: onlyFar }))).toMatchObject({
      target: 'cloud',
      model: 'far',
      costUsd: 0.007,
      reason: 'no model in the house can be asked for chat, and this one is allowed',
      passedOver: [{ model: 'local', reason: 'it is not admitted to chat' }],
    });
  });

  it.each<[string, Partial<RouteInput>, string]>([
    ['the options do not allow it', { cloudUse: 'never' }, 'cloud models are not allowed in the options'],
    ['it is secret', { class: 'secret' }, 'what is asked stays in the house'],
    ['the door says so', { stays: 'a detector failed' }, 'a detector failed'],
    [
      'it costs too much for one request',
      { caps: { requestUsd: 0.001, dayUsd: 9, monthUsd: 9 } },
      'it may cost 0.0070 dollars, and 0.0010 are left for this request',
    ],
    [
      'too little is left for the day',
      { caps: { requestUsd: 1, dayUsd: 0.001, monthUsd: 9 } },
      'it may cost 0.0070 dollars, and 0.0010 are left for today',
    ],
    [
      'too little is left for the month',
      { caps: { requestUsd: 1, dayUsd: 1, monthUsd: 0 } },
      'it may cost 0.0070 dollars, and 0.0000 are left for this month',
    ],
  ])('goes nowhere when only a cloud model could do it and %s', (_why, more, reason) => {
    const decision = decide(input({ admission: onlyFar, ...more }));
    expect(decision).toMatchObject({ target: 'none', costUsd: 0, fallbacks: [] });
    const isCap = /are left for/u.test(reason);
    expect(decision.passedOver).toContainEqual({
      ...(isCap ? { isOverCap: true } : {}),
      model: 'far',
      reason,
    });
  });

  it('goes to no model that was never checked, that failed its check, or that is too small for it', () => {
    const admission = (name: string): Admission | undefined =>
      name === 'unchecked' ? undefined : { isAdmitted: name !== 'weak', reason: 'it solved 4 of 20 tasks' };
    const models = [model('unchecked'), model('weak'), model('small', { contextTokens: 1_200 })];
    expect(decide(input({ models, admission }))).toMatchObject({
      target: 'none',
      reason: 'no model may or can be asked now',
      passedOver: [
        { model: 'unchecked', reason: 'it was never checked for chat: run steward models check' },
        { model: 'weak', reason: 'it solved 4 of 20 tasks' },
        { model: 'small', reason: 'the request takes 1500 tokens and it holds 1200' },
      ],
    });
  });

  it('that somebody listens for goes to the quicker model, though the other is preferred', () => {
    const models = [model('large'), model('quick')];
    const admission = (name: string) => ({ isAdmitted: true, firstTokenMs: name === 'quick' ? 300 : 4_000 });
    const task = { role: 'chat', latency: 'voice', purpose: 'conversation' } as const;
    expect(decide(input({ models, admission, task }))).toMatchObject({
      model: 'quick',
      fallbacks: ['large'],
    });
    expect(decide(input({ models, admission }))).toMatchObject({ model: 'large' });
    expect(decide(input({ models: [model('large')], admission, task }))).toMatchObject({
      model: 'large',
      reason: 'it is in the house and admitted to chat, though none there begins within a second',
    });
  });

  it('says that there is no model where there is none', () => {
    expect(decide(input({ models: [] })).reason).toBe('there is no model in the options');
  });

  it('never goes where it may not, whatever comes together', () => {
    const admissions = fc.constantFrom<Admission | undefined>(
      undefined,
      { isAdmitted: false },
      { isAdmitted: true },
      { isAdmitted: true, firstTokenMs: 5_000 },
    );
    fc.assert(
      fc.property(
        fc.record({
          class: fc.constantFrom('public', 'internal', 'secret'),
          stays: fc.option(fc.constant('unsure'), { nil: undefined }),
          cloudUse: fc.constantFrom('never', 'when-local-cannot'),
          latency: fc.constantFrom('voice', 'interactive', 'background'),
          inputTokens: fc.nat(20_000),
          caps: fc.record({
            requestUsd: fc.double({ min: 0, max: 0.1, noNaN: true }),
            dayUsd: fc.double({ min: 0, max: 0.1, noNaN: true }),
            monthUsd: fc.double({ min: 0, max: 0.1, noNaN: true }),
          }),
          admissions: fc.array(admissions, { minLength: 4, maxLength: 4 }),
          failures: fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }),
        }),
        (drawn) => {
          const models = [cloud('a'), model('b'), cloud('c'), model('d')];
          const at = (name: string) => models.findIndex((one) => one.name === name);
          const given = input({
            class: drawn.class,
            ...(drawn.stays === undefined ? {} : { stays: drawn.stays }),
            cloudUse: drawn.cloudUse,
            task: { role: 'tools', latency: drawn.latency, purpose: 'conversation' },
            inputTokens: drawn.inputTokens,
            caps: drawn.caps,
            models,
            admission: (name) => drawn.admissions[at(name)],
            breaker: (name) => {
              let state = closedBreaker;
              for (let count = 0; count < (drawn.failures[at(name)] ?? 0); count += 1)
                state = failed(state, 0);
              return state;
            },
          });
          const { model: chosen, fallbacks, passedOver, target } = decide(given);
          const asks = [...(chosen === undefined ? [] : [chosen]), ...fallbacks];
          expect(target === 'none').toBe(asks.length === 0);
          for (const name of asks) {
            const one = models[at(name)];
            expect(drawn.admissions[at(name)]?.isAdmitted).toBe(true);
            expect(drawn.failures[at(name)]).toBeLessThan(3);
            expect(drawn.inputTokens + 500).toBeLessThanOrEqual(one?.contextTokens ?? 0);
            if (one?.isLocal === true) continue;
            expect(drawn.class).not.toBe('secret');
            expect(drawn.stays).toBeUndefined();
            expect(drawn.cloudUse).toBe('when-local-cannot');
            const cost = (drawn.inputTokens * 2 + 500 * 10) / 1_000_000;
            expect(cost).toBeLessThanOrEqual(
              Math.min(drawn.caps.requestUsd, drawn.caps.dayUsd, drawn.caps.monthUsd),
            );
          }
          // A model in the house is never behind one outside.
          const locals = asks.map((name) => models[at(name)]?.isLocal === true);
          expect(locals).toEqual(locals.toSorted((a, b) => Number(b) - Number(a)));
          expect(new Set([...asks.slice(0, 1), ...passedOver.map((one) => one.model)])).toEqual(
            new Set(models.map(({ name }) => name)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a model that fails', () => {
  it('rests after three failures in a row, longer each time, and is tried with one request first', () => {
    let state = failed(failed(closedBreaker, 0), 0);
    expect(breakerAt(state, 0)).toBe('closed');
    state = failed(state, 0);
    expect(breakerAt(state, 14_999)).toBe('resting');
    expect(breakerAt(state, 15_000)).toBe('closed');
    expect(breakerAt(asked(state), 15_000)).toBe('probing');
    state = failed(asked(state), 15_000);
    expect(breakerAt(state, 44_999)).toBe('resting');
    expect(breakerAt(state, 45_000)).toBe('closed');
  });

  it('rests at once for as long as its vendor says', () => {
    const state = failed(closedBreaker, 1_000, 20_000);
    expect(breakerAt(state, 20_999)).toBe('resting');
    expect(breakerAt(state, 21_000)).toBe('closed');
  });
});
