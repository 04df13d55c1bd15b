import { expect, it } from 'vitest';
import { conversation, oneHouse, otherHouse } from './conversations.ts';
import { replay } from './replay.ts';
import { replayOverWires } from './replay-wires.ts';

const seeds = Array.from({ length: 8 }, (_, seed) => seed);

it('sends the same bytes for two houses that differ in every secret, name, address and serial', async () => {
  const [one, other] = [await replay(oneHouse, seeds), await replay(otherHouse, seeds)];
  expect(other.verdicts).toEqual(one.verdicts);
  expect(other.calls).toEqual(one.calls);
  expect(other.ledger).toEqual(one.ledger);
  expect(other.log).toEqual(one.log);
  expect(one.calls.length).toBeGreaterThan(one.count / 2);
});

it('would tell two houses apart, were they sent as they are', () => {
  expect(JSON.stringify(conversation(oneHouse, 1))).not.toBe(JSON.stringify(conversation(otherHouse, 1)));
});

it('leaves nothing of a house in what it sends, and refuses nothing at the last moment', async () => {
  for (const house of [oneHouse, otherHouse]) {
    const { calls, verdicts } = await replay(house, seeds.slice(0, 3));
    expect(verdicts).not.toContain('egress.refused');
    const sent = calls.join('\n').toLowerCase();
    const words = Object.values(house)
      .flat()
      .map((value: string) => value.toLowerCase());
    const left = words.filter((word) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'u').test(sent),
    );
    expect(left).toEqual([]);
  }
});

it('lets the vendors receive the same bytes, when models fail, others take over and call tools', async () => {
  const few = seeds.slice(0, 3);
  const [one, other] = [await replayOverWires(oneHouse, few), await replayOverWires(otherHouse, few)];
  expect(other).toEqual(one);
  expect(Object.values(one.received).map((each) => each.length > 3)).toEqual([true, true]);
  expect(one.verdicts.join('\n')).not.toContain('egress.refused');
});
