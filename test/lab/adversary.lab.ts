import { describe, it } from 'vitest';
import { createRealDesk } from '../book/real-desk.ts';
import { withstandAdversary } from '../injection/withstand-adversary.ts';

describe('the task desk', () => {
  it('withstands an adversarial model for 1,000 turns', { timeout: 200_000 }, () =>
    withstandAdversary(createRealDesk, 1_000, 20_261_123),
  );
});
