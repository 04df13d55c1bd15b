import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { EgressRetention } from '../../src/core/egress-ledger.ts';
import { silentLog } from '../../src/core/log.ts';
import { startEgressRetention } from '../../src/store/egress-retention.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { openTestStore } from './store-fixture.ts';

const dayMs = 86_400_000;

const sent = (body: string, atMs = 1_000) => ({
  requestId: 'request_1',
  attempt: 1,
  model: 'cloud',
  purpose: 'conversation',
  atMs,
  body,
});

it('keeps a body exactly as it was sent, with its size in UTF-8 and its digest, over a restart', async () => {
  const { store, folder, clock } = await openTestStore();
  const body = '{"content":"host-1 läuft ☀"}';
  const number = await store.egress.add(sent(body));
  store.close();
  const { store: again } = await openTestStore(folder, clock);
  expect(again.egress.get(number)).toEqual({
    number,
    requestId: 'request_1',
    attempt: 1,
    model: 'cloud',
    purpose: 'conversation',
    atMs: 1_000,
    bytes: Buffer.byteLength(body),
    digest: createHash('sha256').update(body).digest('hex'),
    isKept: true,
    body,
  });
  expect(again.egress.totalBytes()).toBe(Buffer.byteLength(body));
});

it('knows no outcome before there is one', async () => {
  const { store } = await openTestStore();
  const number = await store.egress.add(sent('{}'));
  expect(store.egress.get(number)).not.toHaveProperty('outcome');
  await store.egress.finish(number, '200');
  expect(store.egress.get(number)).toMatchObject({ outcome: '200' });
});

it('lists the newest first, page by page, without bodies', async () => {
  const { store } = await openTestStore();
  const numbers = await Promise.all([1, 2, 3].map((each) => store.egress.add(sent(`{"a":${each}}`))));
  const first = store.egress.list({ limit: 2 });
  expect(first.map(({ number }) => number)).toEqual([numbers[2], numbers[1]]);
  expect(first[0]).not.toHaveProperty('body');
  expect(store.egress.list({ limit: 2, before: numbers[1] ?? 0 }).map(({ number }) => number)).toEqual([
    numbers[0],
  ]);
});

it('drops bodies of old entries and keeps their size and digest', async () => {
  const { store } = await openTestStore();
  const old = await store.egress.add(sent('{"old":1}', 1_000));
  const young = await store.egress.add(sent('{"young":1}', 2_000));
  store.egress.prune({ bodiesBeforeMs: 1_500, entriesBeforeMs: 0, mostBodyBytes: 1_000 });
  expect(store.egress.get(old)).toMatchObject({ bytes: 9, isKept: false });
  expect(store.egress.get(old)).not.toHaveProperty('body');
  expect(store.egress.get(young)).toMatchObject({ body: '{"young":1}' });
});

it('drops the oldest bodies where all together are too many bytes', async () => {
  const { store } = await openTestStore();
  const bodies = ['{"a":1}', '{"b":1}', '{"c":1}'];
  const numbers = await Promise.all(bodies.map((body) => store.egress.add(sent(body))));
  store.egress.prune({ bodiesBeforeMs: 0, entriesBeforeMs: 0, mostBodyBytes: 14 });
  expect(numbers.map((number) => store.egress.get(number)?.isKept)).toEqual([false, true, true]);
});

it('counts what was dropped in the sum, which never goes down, also after a restart', async () => {
  const { store, folder, clock } = await openTestStore();
  await store.egress.add(sent('{"old":1}', 1_000));
  await store.egress.add(sent('{"young":1}', 2_000));
  expect(store.egress.totalBytes()).toBe(20);
  store.egress.prune({ bodiesBeforeMs: 1_500, entriesBeforeMs: 1_500, mostBodyBytes: 1_000 });
  expect(store.egress.list({ limit: 10 })).toHaveLength(1);
  expect(store.egress.totalBytes()).toBe(20);
  expect(store.egress.bytesSince(2_000)).toBe(11);
  store.close();
  const { store: again } = await openTestStore(folder, clock);
  expect(again.egress.totalBytes()).toBe(20);
});

it('by itself keeps bodies for thirty days and the rest for a year, and goes on after a failure', async () => {
  const clock = createFakeClock();
  const asked: EgressRetention[] = [];
  const stop = startEgressRetention({
    ledger: {
      prune: (retention) => {
        asked.push(retention);
        if (asked.length === 1) throw new Error('disk full');
      },
    },
    clock,
    log: silentLog,
  });
  await clock.advance(7 * 3_600_000);
  expect(asked).toHaveLength(2);
  const lookedAtMs = clock.now() - 55 * 60_000;
  expect(asked[1]).toEqual({
    bodiesBeforeMs: lookedAtMs - 30 * dayMs,
    entriesBeforeMs: lookedAtMs - 365 * dayMs,
    mostBodyBytes: 64 * 1024 * 1024,
  });
  stop();
  expect(clock.pending).toBe(0);
});

it('keeps what was to be written when Steward stops in the same instant', async () => {
  const { store, folder, clock } = await openTestStore();
  const written = store.egress.add(sent('{}'));
  store.close();
  const number = await written;
  const { store: again } = await openTestStore(folder, clock);
  expect(again.egress.get(number)).toMatchObject({ body: '{}' });
});
