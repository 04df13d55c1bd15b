import type { FreeTask } from './task.ts';

/** What a turn may take. */
export interface TurnLimits {
  /** From the request to the last word. Milliseconds. */
  readonly totalMs: number;
  /** How often a model is asked. */
  readonly rounds: number;
  /** How many things are looked up. */
  readonly lookUps: number;
  /** Tokens of an answer. */
  readonly outputTokens: number;
}

/** By how somebody waits. Home Assistant gives a turn up after 60 s without a word, a voice has to begin far earlier. */
export const turnLimits: Readonly<Record<FreeTask['latency'], TurnLimits>> = {
  voice: { totalMs: 30_000, rounds: 4, lookUps: 6, outputTokens: 300 },
  interactive: { totalMs: 90_000, rounds: 6, lookUps: 12, outputTokens: 700 },
  background: { totalMs: 110_000, rounds: 10, lookUps: 20, outputTokens: 1_000 },
};

/** A workflow file is longer than what is said. Tokens. */
export const draftTokens = 1_600;

/**
 * What a request may take in, all rounds together, so that a model of 8,192 tokens answers within its context. Tokens as
 * `estimateTokens` counts them, which is more than they are.
 */
export const inputTokens = 6_000;

/** Of it, what is looked up before the model is asked. Characters. */
export const openingCharacters = 3_600;

/** A request with less left than this gets no more tools: the model has to answer with what it has. Tokens. */
export const leastRoom = 500;

/** The most of one result that is shown. Characters. */
export const longestResult = 4_000;

/** Parts of a stream in one round; a model that sends more is stuck. */
export const mostParts = 20_000;
