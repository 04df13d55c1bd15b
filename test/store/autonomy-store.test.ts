import { expect, it } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestStore } from './store-fixture.ts';

const set = {
  type: 'set',
  level: 'assist',
  workflow: 'restart-guest',
  scope: null,
  setBy: { userId: 'alice', name: 'Alice', stepUp: 'totp' },
  setAtMs: 1_000,
  because: 'It does so every week.',
} as const;

it('keeps every record of autonomy, numbered in order, over a restart', async () => {
  const { store, folder, clock } = await openTestStore();
  expect(store.autonomy.all()).toEqual([]);
  const first = store.autonomy.append(set);
  const second = store.autonomy.append({ type: 'ended', settingId: first.id, atMs: 2_000 });
  expect(second.id).toBeGreaterThan(first.id);
  store.close();
  const again = await openStore({ folder, clock, log: silentLog });
  expect(again.autonomy.all()).toEqual([
    { ...set, id: first.id },
    { type: 'ended', settingId: first.id, atMs: 2_000, id: second.id },
  ]);
  again.close();
});
