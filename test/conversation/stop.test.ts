import { beforeEach, describe, expect, it } from 'vitest';
import type { SmallEngine } from '../support/small-engine.ts';
import type { SmallSystem } from '../support/small-system.ts';
import { alice, bob, createSmallTalk, expansion, satellite, type Talk } from './small-talk.ts';

let system: SmallSystem;
let engine: SmallEngine;
let talk: Talk;
beforeEach(async () => {
  ({ system, engine, talk } = await createSmallTalk());
});

describe('stop everything', () => {
  it.each([
    ['Alice', alice],
    ['an unknown speaker', satellite],
    ['somebody who approves nothing', bob],
  ])('stops everything at once for %s, and says how it is released', async (_, who) => {
    expect((await talk('is everything stopped?')).speech).toBe('No. Nothing is stopped.');
    expect(await talk('stop everything', who)).toMatchObject({
      outcome: 'action',
      speech:
        'Everything is stopped: nothing further is begun or written. Nothing was being carried out. Release it in the panel.',
    });
    expect(engine.stopped()).toBeDefined();
    expect((await talk('is everything stopped?')).speech).toMatch(
      /^Yes\. Everything was stopped just now by /,
    );
    expect((await talk('stop everything', who)).speech).toMatch(/^Everything is stopped already/);
  });

  it('names what stands still, and is mentioned wherever somebody would wonder', async () => {
    engine.approve(expansion(system));
    await engine.settleRuns();
    expect((await talk('emergency stop')).speech).toMatch(/then this stands still: Expand the pool tank\./);
    for (const question of ['what is running?', 'what are you waiting for?'])
      expect((await talk(question)).speech).toMatch(/Everything is stopped, so nothing is carried out/);
  });

  it('is not released by voice, by nobody', async () => {
    await talk('stop everything');
    expect(await talk('release the stop')).toMatchObject({
      outcome: 'error',
      speech: expect.stringMatching(/in the panel, with a step-up/),
    });
    expect(engine.stopped()).toBeDefined();
  });
});
