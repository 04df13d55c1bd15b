import { describe, expect, it } from 'vitest';
import { attempts } from './attempts.ts';
import { createNaiveDesk } from './naive-desk.ts';
import { withstandAdversary } from './withstand-adversary.ts';
import { withstandAttempts } from './withstand-attempts.ts';

describe('what the injection tests rely on', () => {
  it('is at least 400 attempts, in five languages and in many encodings', () => {
    const all = attempts();
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(new Set(all.map(({ language }) => language)).size).toBe(5);
    expect(new Set(all.map(({ encoding }) => encoding)).size).toBeGreaterThan(8);
  });

  it('finds out a desk that does what the model wants', async () => {
    await expect(withstandAdversary(createNaiveDesk, 40, 5)).rejects.toThrow(/^turn \d+: /);
    for (const carrier of ['guest name', 'tag', 'model output'] as const)
      await expect(withstandAttempts(carrier, createNaiveDesk), carrier).rejects.toThrow(/^a change, /);
  });
});
