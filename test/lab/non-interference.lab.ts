import { expect, it } from 'vitest';
import { oneHouse, otherHouse } from '../llm/egress/conversations.ts';
import { replay } from '../llm/egress/replay.ts';

const seeds = Array.from({ length: 500 }, (_, seed) => 1_000 + seed);

it('sends the same bytes in 500 conversations of two houses that differ in every secret, name, address and serial', async () => {
  const one = await replay(oneHouse, seeds);
  const other = await replay(otherHouse, seeds);
  const differing = one.calls.flatMap((call, index) => (call === other.calls[index] ? [] : [index]));
  expect(differing).toEqual([]);
  expect(other.calls.length).toBe(one.calls.length);
  expect(other.verdicts).toEqual(one.verdicts);
  expect(other.ledger).toEqual(one.ledger);
  expect(other.log).toEqual(one.log);
  expect(one.verdicts).not.toContain('egress.refused');
  expect(one.calls.length).toBeGreaterThan(one.count / 2);
}, 600_000);
