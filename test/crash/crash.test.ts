import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryFolder } from '../support/temporary-folder.ts';
import { live } from './live.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { createWorld, imageOf, photograph, type World } from './world.ts';

/** The world at one instant of a life, and how many instants in a row left it like that. */
interface Photograph {
  readonly instant: string;
  readonly world: World;
  readonly nowMs: number;
  instants: number;
}

const startMs = Date.UTC(2026, 10, 23, 8);
const dayMs = 86_400_000;
/** The project's word, for all scenarios together. */
const leastKills = 500;
/** A hundred lives take a second or two; a machine that is busy with other things takes longer. */
const limitMs = 120_000;
/** Every so many deaths are followed by another one on the way back. */
const everySecondKill = 4;

let kills = 0;

/** Lives, and photographs the world just before and just after each lasting write, as far as `isWanted`. */
const livePhotographed = async (
  world: World,
  scenario: Scenario,
  nowMs: number,
  isWanted: (instant: number) => boolean,
) => {
  const photographs: Photograph[] = [];
  let instants = 0;
  let image = '';
  const ending = await live(world, scenario, nowMs, (instant, atMs) => {
    instants += 1;
    if (!isWanted(instants)) return;
    const last = photographs.at(-1);
    const now = imageOf(world);
    if (last !== undefined && now === image) {
      // Nothing has become lasting since: whoever is killed now wakes up in the same world.
      last.instants += 1;
      return;
    }
    image = now;
    const copy = photograph(world, join(memoryFolder(), 'world'));
    photographs.push({ instant, world: copy, nowMs: atMs, instants: 1 });
  });
  rmSync(world.folder, { recursive: true });
  return { ending, photographs };
};

/**
 * A process that is killed leaves behind what lasts at that instant, and nothing else. So a run is watched, the world is
 * photographed just before and just after each lasting write, and Steward wakes up in every photograph. Now and then it is
 * killed once more on its way from there, each time at another instant, and every other time its clock has been set back by
 * a day. The lab does the same with real processes.
 */
describe('killed before and after every write, and again while it recovers', () => {
  it.each(scenarios)(
    '%s: ends as if nothing had happened',
    async (_name, scenario) => {
      const first = createWorld(join(memoryFolder(), 'world'), scenario.prepare);
      const { ending: undisturbed, photographs } = await livePhotographed(
        first,
        scenario,
        startMs,
        () => true,
      );
      expect(undisturbed.runs).toMatchObject([{ state: scenario.ends.state }]);
      expect(undisturbed.effects).toHaveLength(scenario.ends.effects);
      for (const [index, { world, nowMs, instant, instants }] of photographs.entries()) {
        const setBackMs = index % 2 === 0 ? 0 : dayMs;
        const diesAgainAt =
          index % everySecondKill === 0 ? 1 + (index % Math.max(1, photographs.length - index)) : 0;
        const once = await livePhotographed(
          world,
          scenario,
          nowMs - setBackMs,
          (count) => count === diesAgainAt,
        );
        kills += instants;
        expect(once.ending, `killed ${instant}`).toEqual(undisturbed);
        for (const second of once.photographs) {
          const twice = await livePhotographed(second.world, scenario, second.nowMs, () => false);
          kills += 1;
          expect(twice.ending, `killed ${instant}, then ${second.instant}`).toEqual(undisturbed);
        }
      }
    },
    limitMs,
  );

  it(`has been killed at least ${leastKills} times by now`, () => {
    expect(kills).toBeGreaterThanOrEqual(leastKills);
  });
});
