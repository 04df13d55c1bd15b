import { beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../../src/core/log.ts';
import { createPairingDesk, type PairingDesk } from '../../../src/http/integration/pairing-desk.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';

let clock: FakeClock;
let keyValue: ReturnType<typeof createMemoryKeyValue>;
let desk: PairingDesk;

beforeEach(() => {
  clock = createFakeClock();
  keyValue = createMemoryKeyValue();
  desk = createPairingDesk(keyValue, clock, silentLog);
});

const pair = (code: string, name = 'Home') => {
  const result = desk.redeem(code, name);
  if (result.kind !== 'paired') throw new Error(result.kind);
  return result.token;
};

it('pairs once with the code that it shows, and knows the token from then on, over restarts too', () => {
  const code = desk.code();
  expect(code).toMatch(/^\d{8}$/);
  const token = pair(code);
  expect(desk.accepts(token)).toBe(true);
  expect(createPairingDesk(keyValue, clock, silentLog).accepts(token)).toBe(true);
  expect(desk.redeem(code, 'Home')).toEqual({ kind: 'wrong-code' });
});

it('keeps no token in a form that could be used', () => {
  const token = pair(desk.code());
  expect(JSON.stringify(keyValue.get('integration/tokens'))).not.toContain(token);
});

it('takes a code for ten minutes', async () => {
  const code = desk.code();
  await clock.advance(10 * 60_000);
  expect(desk.redeem(code, 'Home')).toEqual({ kind: 'wrong-code' });
  expect(desk.code()).not.toBe(code);
});

it('makes guessing hopeless: five wrong codes end the code, and nothing pairs for ten minutes', async () => {
  const code = desk.code();
  const wrong = code === '00000000' ? '11111111' : '00000000';
  for (let attempt = 0; attempt < 5; attempt += 1) expect(desk.redeem(wrong, 'Home').kind).toBe('wrong-code');
  expect(desk.redeem(code, 'Home')).toEqual({ kind: 'too-many-tries', retryAfterSeconds: 600 });
  await clock.advance(600_000);
  expect(desk.redeem(desk.code(), 'Home').kind).toBe('paired');
});

it('lets one Home Assistant have one token: pairing again ends the one before', () => {
  const first = pair(desk.code());
  const second = pair(desk.code());
  expect([desk.accepts(first), desk.accepts(second)]).toEqual([false, true]);
  const other = pair(desk.code(), 'Another');
  expect([desk.accepts(second), desk.accepts(other)]).toEqual([true, true]);
});

it('gives the same token for discovery at every start', () => {
  const token = desk.tokenForDiscovery();
  expect(desk.accepts(token)).toBe(true);
  expect(createPairingDesk(keyValue, clock, silentLog).tokenForDiscovery()).toBe(token);
});
