import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../../src/approvals/policy/approval-rule.ts';
import type { Approval } from '../../../src/core/approval.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Requester } from '../../../src/core/people.ts';
import type { Run } from '../../../src/core/run.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createPhoneChannel, type PhoneChannel } from '../../../src/homeassistant/phones/phone-channel.ts';
import {
  type ApprovalsLife,
  approversNamed,
  asks,
  automation,
  beginApprovals,
  openMemoryStore,
  person,
  planOf,
  rule,
  type TestStore,
  taken,
} from '../../approvals/support.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock, type FakeClock, settle } from '../../support/fake-clock.ts';
import {
  createFakeHomeAssistant,
  type FakeHomeAssistant,
  safePhone,
} from '../../support/fake-home-assistant.ts';
import { proofOf } from '../../support/proof.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const minute = 60_000;
const pixel = safePhone('mobile_app_pixel', 'alice');
const tablet = safePhone('mobile_app_tablet', 'alice');
const iphone = safePhone('mobile_app_iphone', 'bob', { operatingSystem: 'iOS' });
const carols = safePhone('mobile_app_carol', 'carol');
const approvers = approversNamed('alice', 'bob', 'carol');
const ids = createCountedIds();

let clock: FakeClock;
let store: TestStore;
let house: FakeHomeAssistant;
let life: ApprovalsLife;
let channel: PhoneChannel;
let rules: ApprovalRule[];
let folder: string;
let runs: Map<string, Run>;
const runListeners = new Set<(run: Run) => void>();

const begin = () => {
  life = beginApprovals({ store, clock, stopFile: join(folder, 'STOP'), approvers, rules, isPolling: false });
  channel = createPhoneChannel({
    homeAssistant: house,
    desk: life.approvals,
    runs: {
      get: (runId) => runs.get(runId),
      onChange: (listener) => {
        runListeners.add(listener);
        return () => runListeners.delete(listener);
      },
    },
    nonces: store.approvals,
    keyValue: store.keyValue,
    directory: () => ({ isKnown: true, people: [], phones: [pixel, tablet, iphone, carols] }),
    approvers: () => approvers,
    detailsUri: () => '/panel',
    ids,
    clock,
    log: silentLog,
    texts: createTexts('en'),
  });
  channel.start();
};

const end = () => {
  channel.stop();
  life.stop();
};

const request = async (requester: Requester = automation): Promise<Approval> => {
  const approval = taken(
    life.approvals.request({ plan: planOf('disruptive'), requester, requestText: 'restart it' }),
  );
  await settle();
  return approval;
};

/** The run of an approval comes to this state. */
const runIs = async (approval: Approval, change: Partial<Run>): Promise<void> => {
  const runId = `run of ${approval.id}`;
  if (!runs.has(runId)) life.approvals.consume(approval.id, runId);
  const run: Run = {
    id: runId,
    approvalId: approval.id,
    workflow: 'restart-guest',
    title: approval.plan.title,
    state: 'running',
    steps: [],
    startedAtMs: clock.now(),
    progressPercent: 10,
    ...change,
  };
  runs.set(runId, run);
  for (const listener of runListeners) listener(run);
  await settle();
};

beforeEach(() => {
  clock = createFakeClock(Date.parse('2026-11-23T12:00:00+01:00'));
  store = openMemoryStore();
  house = createFakeHomeAssistant();
  folder = temporaryFolder();
  runs = new Map();
  rules = [rule({ approvals: 2 })];
  begin();
});

afterEach(end);

describe('a request that takes two people', () => {
  it('says so, and after the first yes says on the others’ phones who has approved, without a sound', async () => {
    const { id } = await request();
    expect(house.shows('mobile_app_iphone', id)?.message).toContain('2 people have to approve.');
    house.tap(pixel, id, 'Approve');
    await settle();
    const update = house.shows('mobile_app_iphone', id);
    expect(update?.message).toContain('1 of 2 people have approved: Alice.');
    expect(update?.title).toContain('Approve? ');
    expect(update?.data).toMatchObject({ push: { 'interruption-level': 'passive', sound: 'none' } });
    expect(house.shows('mobile_app_carol', id)?.data).toMatchObject({ alert_once: true });
  });

  it('leaves the phone that answered with a way back, and clears the other one of the same person', async () => {
    const { id } = await request();
    house.tap(pixel, id, 'Approve');
    await settle();
    expect(house.shows('mobile_app_pixel', id)).toMatchObject({
      title: expect.stringContaining('Approved by you: '),
      data: { actions: [{ title: 'Deny' }, { title: 'Details' }] },
    });
    expect(house.shows('mobile_app_tablet', id)).toBeUndefined();
    house.tap(pixel, id, 'Deny');
    expect(life.approvals.get(id)).toMatchObject({ state: 'denied' });
  });

  it('is followed by both phones that said yes, and by no other, when the second has', async () => {
    const approval = await request();
    house.tap(pixel, approval.id, 'Approve');
    house.tap(iphone, approval.id, 'Approve');
    await settle();
    await runIs(approval, {});
    expect(house.shows('mobile_app_carol', approval.id)).toBeUndefined();
    await runIs(approval, { state: 'succeeded', result: 'It runs again.', progressPercent: 100 });
    for (const phone of ['mobile_app_pixel', 'mobile_app_iphone'])
      expect(house.shows(phone, approval.id)?.title).toContain('Done: ');
  });

  it('tells whoever had said yes that somebody else denied it, or that it expired', async () => {
    const denied = await request();
    house.tap(pixel, denied.id, 'Approve');
    await settle();
    house.tap(iphone, denied.id, 'Deny');
    await settle();
    expect(house.shows('mobile_app_pixel', denied.id)?.message).toContain('Bob denied it.');
    const expired = await request();
    house.tap(pixel, expired.id, 'Approve');
    await clock.advance(61 * minute);
    expect(house.shows('mobile_app_pixel', expired.id)?.message).toContain(
      'Only 1 of 2 approvals came in time',
    );
    expect(house.shows('mobile_app_carol', expired.id)).toBeUndefined();
  });
});

describe('a rule that names people', () => {
  const escalating = () => [
    rule({ approvers: ['alice'], escalation: { afterMs: 10 * minute, approvers: ['bob'] } }),
  ];

  it('is asked of them, and of the others when nobody has answered in time; a restart in between changes nothing', async () => {
    end();
    rules = escalating();
    begin();
    const { id } = await request();
    expect(house.shows('mobile_app_pixel', id)).toBeDefined();
    expect(house.received('mobile_app_iphone')).toEqual([]);
    end();
    begin();
    await clock.advance(10 * minute);
    await settle();
    expect(house.shows('mobile_app_iphone', id)?.message).toContain(
      'It still waits, so more people were asked.',
    );
    expect(house.received('mobile_app_carol')).toEqual([]);
    house.tap(iphone, id, 'Approve');
    expect(life.approvals.get(id)?.state).toBe('approved');
  });

  it('that keeps whoever asked from approving does not ask them, and tells them the end', async () => {
    end();
    rules = [rule({ excludesRequester: true })];
    begin();
    const { id } = await request(asks('alice'));
    expect(house.received('mobile_app_pixel')).toEqual([]);
    house.tap(iphone, id, 'Deny');
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.message).toContain('Bob denied it.');
  });
});

describe('in quiet hours', () => {
  beforeEach(() => {
    end();
    clock.set(Date.parse('2026-11-24T05:30:00+01:00'));
    rules = [rule({ quietHours: { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' } })];
    begin();
  });

  it('no phone is bothered, over a restart too, and at their end everybody is asked', async () => {
    const { id } = await request();
    end();
    begin();
    await clock.advance(89 * minute);
    expect(house.received('mobile_app_pixel')).toEqual([]);
    await clock.advance(minute);
    await settle();
    for (const { notifyService } of [pixel, iphone, carols])
      expect(house.shows(notifyService, id)).toBeDefined();
    expect(house.received('mobile_app_iphone')).toHaveLength(1);
  });

  it('an approver who asks is awake and is asked; nobody else is', async () => {
    const { id } = await request(asks('alice'));
    expect(house.shows('mobile_app_pixel', id)?.title).toContain('Approve? ');
    expect(house.received('mobile_app_iphone')).toEqual([]);
  });
});

describe('what runs without asking', () => {
  beforeEach(() => {
    end();
    rules = [rule({ quietHours: { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' } })];
    begin();
    life.autonomy.set(
      { level: 'autopilot', workflow: null, scope: null, because: 'It is tried and tested.' },
      person('alice'),
      proofOf('alice', 'set-autonomy'),
    );
  });

  it('asks no phone, and tells every approver afterwards what was done and who had allowed it', async () => {
    const approval = await request();
    await runIs(approval, {});
    expect(house.received('mobile_app_pixel')).toEqual([]);
    await runIs(approval, { state: 'succeeded', result: 'It runs again.', progressPercent: 100 });
    for (const { notifyService } of [pixel, iphone, carols]) {
      const shown = house.shows(notifyService, approval.id);
      expect(shown?.title).toContain('Done: ');
      expect(shown?.message).toMatch(
        /It ran without asking\. Alice set autopilot .*: It is tried and tested\./,
      );
    }
  });

  it('is told once, also when Steward was restarted before the end', async () => {
    const approval = await request();
    await runIs(approval, {});
    end();
    begin();
    await settle();
    await runIs(approval, { state: 'failed', result: 'It did not come back.' });
    await runIs(approval, { state: 'failed', result: 'It did not come back.' });
    expect(house.received('mobile_app_carol').map(({ title }) => title)).toEqual([
      expect.stringContaining('Failed: '),
    ]);
  });

  it('and goes well in quiet hours is told when they are over; what fails is told at once', async () => {
    clock.set(Date.parse('2026-11-24T06:50:00+01:00'));
    const good = await request();
    const bad = await request(asks('bob'));
    await runIs(good, { state: 'succeeded', result: 'It runs again.', progressPercent: 100 });
    await runIs(bad, { state: 'failed', result: 'It did not come back.' });
    expect(house.shows('mobile_app_carol', bad.id)).toBeDefined();
    expect(house.shows('mobile_app_carol', good.id)).toBeUndefined();
    await clock.advance(10 * minute);
    expect(house.shows('mobile_app_carol', good.id)?.title).toContain('Done: ');
  });
});
