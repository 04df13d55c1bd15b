import type { Clock, TimerHandle } from '../../../src/core/clock.ts';
import type { HomelabState } from './state.ts';

/** How a homelab is made to look alive. */
export interface Liveliness {
  /** The same seed gives the same movements. */
  readonly seed: number;
  /** Default 5,000. */
  readonly intervalMs?: number;
}

/** mulberry32: 32 bits of state, numbers from 0 to 1. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Wanders around a rest value: a random step and a pull home. */
const drift = (value: number, rest: number, spread: number, random: () => number): number =>
  value + (rest - value) * 0.1 + (random() - 0.5) * spread;

/** Moves loads and traffic until the returned function is called. */
export const startLiveliness = (
  state: HomelabState,
  { seed, intervalMs = 5_000 }: Liveliness,
  clock: Clock,
): (() => void) => {
  const random = createRandom(seed);
  const rest = new Map<object, { cpu: number; memoryBytes: number }>();
  const restOf = <Thing extends { cpu: number; memoryBytes: number }>(thing: Thing) => {
    const known = rest.get(thing) ?? { cpu: thing.cpu, memoryBytes: thing.memoryBytes };
    rest.set(thing, known);
    return known;
  };
  const move = (thing: { cpu: number; memoryBytes: number; maxMemoryBytes: number }) => {
    const home = restOf(thing);
    thing.cpu = clamp(drift(thing.cpu, home.cpu, 0.03, random), 0.001, 0.97);
    const spread = thing.maxMemoryBytes * 0.01;
    const wandered = drift(thing.memoryBytes, home.memoryBytes, spread, random);
    thing.memoryBytes = Math.round(clamp(wandered, thing.maxMemoryBytes * 0.05, thing.maxMemoryBytes * 0.97));
  };

  let timer: TimerHandle;
  const tick = () => {
    for (const node of state.nodes) if (node.status === 'online') move(node);
    for (const guest of state.guests) {
      if (guest.status !== 'running') {
        rest.delete(guest);
        continue;
      }
      move(guest);
      guest.networkInBytes += Math.round(random() * 400_000);
      guest.networkOutBytes += Math.round(random() * 250_000);
    }
    timer = clock.setTimeout(tick, intervalMs);
  };
  timer = clock.setTimeout(tick, intervalMs);
  return () => clock.clearTimeout(timer);
};
