import { expect, it } from 'vitest';
import { oneHouse, otherHouse } from '../llm/egress/conversations.ts';
import { replay } from '../llm/egress/replay.ts';
import { replayOverWires } from '../llm/egress/replay-wires.ts';

const seeds = Array.from({ length: 500 }, (_, seed) => 1_000 + seed);

const differing = (some: readonly string[], others: readonly string[]): number[] =>
  some.flatMap((each, index) => (each === others[index] ? [] : [index]));

it('sends the same bytes in 500 conversations of two houses that differ in every secret, name, address and serial', async () => {
  const one = await replay(oneHouse, seeds);
  const other = await replay(otherHouse, seeds);
  expect(differing(one.calls, other.calls)).toEqual([]);
  expect(other.calls.length).toBe(one.calls.length);
  expect(other.verdicts).toEqual(one.verdicts);
  expect(other.ledger).toEqual(one.ledger);
  expect(other.log).toEqual(one.log);
  expect(one.verdicts).not.toContain('egress.refused');
  expect(one.calls.length).toBeGreaterThan(one.count / 2);
}, 600_000);

it('lets the vendors receive the same bytes, when models fail, others take over and call tools', async () => {
  const one = await replayOverWires(oneHouse, seeds);
  const other = await replayOverWires(otherHouse, seeds);
  for (const [vendor, received] of Object.entries(one.received)) {
    expect(differing(received, other.received[vendor] ?? []), vendor).toEqual([]);
    expect(other.received[vendor]?.length).toBe(received.length);
    expect(received.length).toBeGreaterThan(500);
  }
  expect(other.verdicts).toEqual(one.verdicts);
  expect(other.ledger).toEqual(one.ledger);
  expect(other.log).toEqual(one.log);
  // It was about something: fall-backs of every kind, results of tools, and thinking that went back.
  const [ways, bodies] = [one.verdicts.join('\n'), Object.values(one.received).flat().join('\n')];
  const seen = [
    '"local","model.overloaded","openai"',
    '"openai","model.',
    '"anthropic"',
    '"anthropic","model.',
  ];
  expect(seen.filter((each) => !ways.includes(each))).toEqual([]);
  expect(
    ['tool_result', 'tool_call_id', 'signature', 'reasoning_content', 'is_error'].filter(
      (each) => !bodies.includes(each),
    ),
  ).toEqual([]);
  expect(ways.includes('egress.refused')).toBe(false);
}, 900_000);
