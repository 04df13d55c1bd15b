import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { live } from './live.ts';
import { scenarioOf, workflowNames } from './scenarios.ts';
import { createWorld, photograph, type World } from './world.ts';

/** The world at one instant of a life. */
interface Photograph {
  readonly instant: string;
  readonly world: World;
  readonly nowMs: number;
}

const startMs = Date.UTC(2026, 10, 23, 8);
const dayMs = 86_400_000;
/** The project's word, for all workflows together. */
const leastKills = 500;

let kills = 0;

/**
 * A process that is killed leaves behind what lasts at that instant, and nothing else. So a run is watched, the world is
 * photographed just before and just after each lasting write, and Steward wakes up in every photograph. It is killed once
 * more on its way from there, each time at another instant, and every other time its clock has been set back by a day.
 */
describe('killed before and after every write, and again while it recovers', () => {
  it.each(workflowNames)('%s ends as if nothing had happened', async (workflow) => {
    const scenario = scenarioOf(workflow);
    const folder = temporaryFolder();
    let folders = 0;
    const photographed = async (world: World, nowMs: number, isWanted: (count: number) => boolean) => {
      const photographs: Photograph[] = [];
      let instants = 0;
      const ending = await live(world, workflow, scenario, nowMs, (instant, atMs) => {
        instants += 1;
        if (!isWanted(instants)) return;
        folders += 1;
        const copy = photograph(world, join(folder, String(folders)));
        photographs.push({ instant, world: copy, nowMs: atMs });
      });
      rmSync(world.folder, { recursive: true });
      return { ending, photographs };
    };

    const world = createWorld(join(folder, 'world'), scenario.prepare);
    const { ending: undisturbed, photographs } = await photographed(world, startMs, () => true);
    for (const [index, first] of photographs.entries()) {
      const setBackMs = index % 2 === 0 ? 0 : dayMs;
      const once = await photographed(
        first.world,
        first.nowMs - setBackMs,
        (count) => count === 1 + (index % Math.max(1, photographs.length - index)),
      );
      kills += 1;
      expect(once.ending, `killed ${first.instant}`).toEqual(undisturbed);
      for (const second of once.photographs) {
        const twice = await photographed(second.world, second.nowMs, () => false);
        kills += 1;
        expect(twice.ending, `killed ${first.instant}, then ${second.instant}`).toEqual(undisturbed);
      }
    }
  });

  it(`has been killed at least ${leastKills} times by now`, () => {
    expect(kills).toBeGreaterThanOrEqual(leastKills);
  });
});
