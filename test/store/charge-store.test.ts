import { describe, expect, it } from 'vitest';
import type { Reservation, SpendingCaps } from '../../src/core/charges.ts';
import { openTestStore } from './store-fixture.ts';

const caps: SpendingCaps = {
  requestUsd: 0.1,
  dayUsd: 0.5,
  dayStartMs: 10_000,
  monthUsd: 5,
  monthStartMs: 1_000,
};
const reservation = (more: Partial<Reservation> = {}): Reservation => ({
  requestId: 'request_1',
  model: 'far',
  purpose: 'conversation',
  usd: 0.06,
  atMs: 20_000,
  ...more,
});
const open = async () => (await openTestStore()).store.charges;

describe('what models may cost', () => {
  it('is charged before it is sent, and is what it did cost afterwards', async () => {
    const charges = await open();
    const reserved = await charges.reserve(reservation(), caps);
    expect(charges.spent('request_1', caps)).toEqual({ requestUsd: 0.06, dayUsd: 0.06, monthUsd: 0.06 });
    if (reserved.kind !== 'reserved') throw new Error('over');
    await charges.settle(reserved.id, 0.01, { inputTokens: 100, outputTokens: 10 });
    expect(charges.spent('request_1', caps)).toEqual({ requestUsd: 0.01, dayUsd: 0.01, monthUsd: 0.01 });
  });

  it('holds for all tries of one request together', async () => {
    const charges = await open();
    expect((await charges.reserve(reservation(), caps)).kind).toBe('reserved');
    expect(await charges.reserve(reservation({ model: 'other' }), caps)).toEqual({
      kind: 'over',
      cap: 'request',
    });
    expect((await charges.reserve(reservation({ requestId: 'request_2' }), caps)).kind).toBe('reserved');
  });

  it('holds for a day and for a month', async () => {
    const charges = await open();
    const at = (atMs: number, requestId: string) => reservation({ atMs, requestId, usd: 0.1 });
    for (let count = 0; count < 5; count += 1)
      expect((await charges.reserve(at(20_000, `a${count}`), caps)).kind).toBe('reserved');
    expect(await charges.reserve(at(20_000, 'b'), caps)).toEqual({ kind: 'over', cap: 'day' });
    const nextDay = { ...caps, dayStartMs: 30_000, monthUsd: 0.6 };
    expect((await charges.reserve(at(31_000, 'c'), nextDay)).kind).toBe('reserved');
    expect(await charges.reserve(at(31_000, 'd'), nextDay)).toEqual({ kind: 'over', cap: 'month' });
    const nextMonth = { ...nextDay, dayStartMs: 90_000, monthStartMs: 90_000 };
    expect((await charges.reserve(at(91_000, 'e'), nextMonth)).kind).toBe('reserved');
  });

  it('is not outdone by a hundred requests at the same time', async () => {
    const charges = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, async (_, index) =>
        charges.reserve(reservation({ requestId: `r${index}`, usd: 0.07 }), caps),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'reserved')).toHaveLength(7);
    expect(charges.spent('r0', caps).dayUsd).toBeCloseTo(0.49);
  });

  it('stays charged in full when Steward is killed before it knows what it did cost', async () => {
    const { store, folder, clock } = await openTestStore();
    await store.charges.reserve(reservation(), caps);
    store.close();
    const { store: again } = await openTestStore(folder, clock);
    expect(again.charges.spent('request_1', caps).monthUsd).toBe(0.06);
  });

  it('is the same whether it was counted as it came or is added up anew', async () => {
    const { store, folder, clock } = await openTestStore();
    const since = [{ ...caps, dayStartMs: 0 }, caps, { ...caps, dayStartMs: 20_500 }];
    const spent = (charges: typeof store.charges) => since.map((each) => charges.spent('r1', each));
    spent(store.charges);
    for (let index = 0; index < 6; index += 1) {
      const reserved = await store.charges.reserve(
        reservation({ requestId: `r${index % 3}`, usd: 0.01, atMs: 20_000 + index * 200 }),
        caps,
      );
      if (reserved.kind !== 'reserved') throw new Error('over');
      if (index % 2 === 0) await store.charges.settle(reserved.id, 0.004);
      if (index === 4) await store.charges.settle(reserved.id, 0.002);
    }
    const counted = spent(store.charges);
    store.close();
    const { store: again } = await openTestStore(folder, clock);
    for (const [index, sums] of spent(again.charges).entries())
      for (const [name, usd] of Object.entries(sums))
        expect(counted[index]?.[name as keyof typeof sums]).toBeCloseTo(usd, 9);
  });

  it('can be spent to the last cent, whatever the fractions add up to', async () => {
    const charges = await open();
    for (let count = 0; count < 3; count += 1)
      expect((await charges.reserve(reservation({ usd: 0.1 / 3 }), caps)).kind).toBe('reserved');
  });
});
