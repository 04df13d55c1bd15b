import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import { type Log, silentLog } from '../../../src/core/log.ts';
import type { Phone } from '../../../src/core/phones.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createPhoneChannel, type PhoneChannel } from '../../../src/homeassistant/phones/phone-channel.ts';
import type { ApprovalDesk } from '../../../src/homeassistant/phones/phone-channel-deps.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createTestEngine, type TestEngine } from '../../support/engine.ts';
import { settle } from '../../support/fake-clock.ts';
import {
  createFakeHomeAssistant,
  type FakeHomeAssistant,
  safePhone,
} from '../../support/fake-home-assistant.ts';

const pixel = safePhone('mobile_app_pixel', 'alice');
const iphone = safePhone('mobile_app_iphone', 'alice', { operatingSystem: 'iOS' });
const bobs = safePhone('mobile_app_bob', 'bob');

let engine: TestEngine;
let house: FakeHomeAssistant;
let channel: PhoneChannel;
let phones: Phone[];
let security: string[];
let approvers: string[];

const ids = createCountedIds();
const log: Log = { ...silentLog, security: (message) => void security.push(message) };

const startChannel = (desk: ApprovalDesk = engine.life.approvals) => {
  const { runner, store } = engine.life;
  channel = createPhoneChannel({
    homeAssistant: house,
    desk: {
      ...desk,
      mayApprove: (approval) => desk.mayApprove(approval).filter(({ userId }) => approvers.includes(userId)),
    },
    runs: runner,
    nonces: store.approvals,
    keyValue: store.keyValue,
    directory: () => ({ isKnown: true, people: [], phones }),
    approvers: () => approvers.map((userId) => ({ userId, name: userId === 'alice' ? 'Alice' : 'Bob' })),
    detailsUri: () => '/panel',
    ids,
    clock: engine.clock,
    log,
    texts: createTexts('en'),
  });
  channel.start();
};

const requestRestart = async (): Promise<Approval> => {
  const approval = await engine.request('restart-guest');
  await settle();
  return approval;
};

const actionOf = (phone: Phone, tag: string, title: string): string =>
  house.shows(phone.notifyService, tag)?.data.actions?.find((offered) => offered.title === title)?.action ??
  '';

/** A tap that is on its way while the question is being cleared. */
const sendAction = (phone: Phone, action: string): void =>
  house.fire({ data: { action }, context: { id: 'c', parent_id: null, user_id: phone.userId } });

beforeEach(async () => {
  engine = await createTestEngine([
    { userId: 'alice', name: 'Alice', pin: '2468' },
    { userId: 'bob', name: 'Bob' },
  ]);
  house = createFakeHomeAssistant();
  phones = [pixel, iphone, bobs];
  security = [];
  approvers = ['alice'];
  startChannel();
});

afterEach(async () => {
  channel.stop();
  engine.life.approvals.stop();
  await engine.life.runner.stop();
  await engine.life.recorder.stop();
  engine.life.store.close();
});

const bob = { userId: 'bob', name: 'Bob', isAdmin: false };

describe('a request', () => {
  it('is shown on all phones of the approvers and on nobody else’s, and counts as presented then', async () => {
    const { id } = await requestRestart();
    expect(house.shows('mobile_app_pixel', id)?.title).toContain('Approve? ');
    expect(house.shows('mobile_app_iphone', id)?.title).toContain('Approve? ');
    expect(house.received('mobile_app_bob')).toEqual([]);
    expect(engine.life.approvals.get(id)?.state).toBe('presented');
  });

  it('carries other secrets on each phone, of 128 bits', async () => {
    const { id } = await requestRestart();
    const actions = [pixel, iphone].flatMap((phone) =>
      ['Approve', 'Deny'].map((title) => actionOf(phone, id, title)),
    );
    expect(new Set(actions).size).toBe(4);
    for (const action of actions) expect(action).toMatch(/^STEWARD_(APPROVE|DENY)_[0-9a-f]{32}$/);
  });

  it('shows names as they are written, on Android too, whose app reads HTML', async () => {
    const { id } = await engine.request('restart-guest', {}, { ...bob, name: 'Bob <br>Asked by Alice' });
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.message).toContain('Bob &lt;br&gt;Asked by Alice');
    expect(house.shows('mobile_app_iphone', id)?.message).toContain('Bob <br>Asked by Alice');
  });

  it('runs after a tap on Approve; the phone follows it to the verified result, the others are cleared', async () => {
    const { id } = await requestRestart();
    house.tap(pixel, id, 'Approve');
    expect(engine.life.approvals.get(id)?.decision).toMatchObject({
      userId: 'alice',
      channel: 'phone',
      device: 'notify.mobile_app_pixel',
    });
    await settle();
    expect(house.shows('mobile_app_iphone', id)).toBeUndefined();
    await engine.finishRuns();
    await settle();
    const messages = house.received('mobile_app_pixel');
    expect(messages.some(({ data }) => data['progress_max'] === 100)).toBe(true);
    expect(messages.every(({ data }) => data.tag === id)).toBe(true);
    expect(house.shows('mobile_app_pixel', id)?.title).toContain('Done: ');
    expect(house.received('mobile_app_iphone').at(-1)?.message).toBe('clear_notification');
  });

  it('is denied by a tap on Deny, and is gone from every phone', async () => {
    const { id } = await requestRestart();
    house.tap(iphone, id, 'Deny');
    await settle();
    expect(engine.life.approvals.get(id)?.state).toBe('denied');
    expect(house.shows('mobile_app_pixel', id)).toBeUndefined();
    expect(house.shows('mobile_app_iphone', id)).toBeUndefined();
  });

  it('that nobody answers in time is gone, and whoever asked is told why', async () => {
    const { id } = await requestRestart();
    await engine.clock.advance(3_600_000);
    expect(engine.life.approvals.get(id)?.state).toBe('expired');
    expect(house.shows('mobile_app_pixel', id)).toMatchObject({
      title: expect.stringMatching(/^Not done: /),
      message: 'Nothing was done: Nobody answered in time.',
    });
  });

  it('of somebody who may not decide is not shown to them, but its end is: the denial', async () => {
    const { id } = await engine.request('restart-guest', {}, bob);
    await settle();
    expect(house.received('mobile_app_bob')).toEqual([]);
    house.tap(pixel, id, 'Deny');
    await settle();
    expect(house.shows('mobile_app_bob', id)?.message).toBe('Nothing was done: Alice denied it.');
    expect(house.shows('mobile_app_pixel', id)).toBeUndefined();
  });

  it('of somebody who may not decide is not shown to them, but its end is: the verified result', async () => {
    const { id } = await engine.request('restart-guest', {}, bob);
    await settle();
    house.tap(pixel, id, 'Approve');
    await engine.finishRuns();
    await settle();
    expect(house.received('mobile_app_bob').map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Done: /),
    ]);
  });

  it('that is taken back is cleared without a word: whoever took it back heard so where they said it', async () => {
    const { id } = await requestRestart();
    const person = { userId: 'alice', name: 'Alice', isAdmin: true };
    engine.life.approvals.cancel(id, { channel: 'assist', person });
    await settle();
    expect(house.received('mobile_app_pixel').at(-1)?.message).toBe('clear_notification');
  });

  it('turns into progress on all phones of the person who approves in the panel', async () => {
    const approval = await requestRestart();
    engine.approve(approval);
    await engine.finishRuns();
    await settle();
    expect(house.shows('mobile_app_pixel', approval.id)?.title).toContain('Done: ');
    expect(house.shows('mobile_app_iphone', approval.id)?.title).toContain('Done: ');
  });

  it('tells every phone what has changed when it lapses', async () => {
    const { id } = await requestRestart();
    const ref = 'proxmox:home/guest/101';
    engine.life.approvals.invalidate(
      id,
      [{ ref, name: 'paperless-ngx', field: 'status', before: 'running', after: 'stopped' }],
      'It changed.',
    );
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.message).toContain('status was running and is stopped');
    expect(house.shows('mobile_app_iphone', id)?.message).toContain('status was running and is stopped');
  });

  it('leaves nothing behind in the store when it is over', async () => {
    const { id } = await requestRestart();
    house.tap(pixel, id, 'Approve');
    await engine.finishRuns();
    await settle();
    expect(engine.life.store.keyValue.keys('phones-showing/')).toEqual([]);
    expect(engine.life.store.approvals.noncesOf(id)).toEqual([]);
  });
});

describe('an answer that does not count', () => {
  it('decides nothing, stands in the security log, and leaves the genuine answer valid', async () => {
    const { id } = await requestRestart();
    const action = actionOf(pixel, id, 'Approve');
    house.fire({ data: { action }, context: { id: 'c', parent_id: null, user_id: 'bob' } });
    house.fire({
      data: { action },
      origin: 'LOCAL',
      context: { id: 'c', parent_id: null, user_id: 'alice' },
    });
    house.fire({ data: { action }, context: { id: 'c', parent_id: 'script', user_id: 'alice' } });
    house.fire({
      data: { action: `STEWARD_APPROVE_${'f'.repeat(32)}` },
      context: { id: 'c', parent_id: null, user_id: 'alice' },
    });
    expect(engine.life.approvals.get(id)?.state).toBe('presented');
    expect(security).toHaveLength(4);
    house.tap(pixel, id, 'Approve');
    expect(engine.life.approvals.get(id)?.decision?.userId).toBe('alice');
    expect(security).toHaveLength(4);
  });

  it('is a repeated one: the decision stays, and the repetition stands in the security log', async () => {
    const { id } = await requestRestart();
    const action = actionOf(pixel, id, 'Approve');
    house.tap(pixel, id, 'Approve');
    house.fire({ data: { action }, context: { id: 'c', parent_id: null, user_id: 'alice' } });
    await engine.finishRuns();
    expect(engine.proxmox.writes).toHaveLength(1);
    expect(security).toHaveLength(1);
  });

  it('is the second of two at once: the first decides, and who tapped Deny too late is told that it goes on', async () => {
    approvers = ['alice', 'bob'];
    const { id } = await requestRestart();
    const deny = actionOf(bobs, id, 'Deny');
    house.tap(pixel, id, 'Approve');
    sendAction(bobs, deny);
    expect(engine.life.approvals.get(id)?.decision).toMatchObject({ userId: 'alice' });
    await engine.finishRuns();
    await settle();
    expect(engine.proxmox.writes).toHaveLength(1);
    expect(security).toEqual(['An answer came to a request that does not wait any more.']);
    expect(house.shows('mobile_app_bob', id)).toBeUndefined();
    expect(house.shows('mobile_app_bob', `${id}-late`)).toMatchObject({
      title: expect.stringMatching(/^Not taken: /),
      message: 'Your Deny came too late: Alice has approved it. Details show how far it is.',
    });
  });

  it('is an Approve after somebody else’s Deny: the phone says so', async () => {
    approvers = ['alice', 'bob'];
    const { id } = await requestRestart();
    const approve = actionOf(pixel, id, 'Approve');
    house.tap(bobs, id, 'Deny');
    sendAction(pixel, approve);
    await settle();
    expect(engine.proxmox.writes).toHaveLength(0);
    expect(house.shows('mobile_app_pixel', `${id}-late`)?.message).toBe(
      'Your Approve came too late, so nothing is done: Bob denied it.',
    );
  });

  it('says nothing about a late answer that is what was decided anyway, or that somebody else forged', async () => {
    approvers = ['alice', 'bob'];
    const { id } = await requestRestart();
    const deny = actionOf(bobs, id, 'Deny');
    const approve = actionOf(iphone, id, 'Approve');
    house.tap(pixel, id, 'Approve');
    sendAction(iphone, approve);
    house.fire({ data: { action: deny }, context: { id: 'c', parent_id: null, user_id: 'alice' } });
    house.fire({
      data: { action: deny },
      origin: 'LOCAL',
      context: { id: 'c', parent_id: null, user_id: 'bob' },
    });
    await engine.finishRuns();
    await settle();
    expect(security).toHaveLength(3);
    for (const phone of ['mobile_app_pixel', 'mobile_app_iphone', 'mobile_app_bob'])
      expect(house.shows(phone, `${id}-late`)).toBeUndefined();
  });

  it('is told to the phone when the approvals engine refuses it', async () => {
    const { approvals } = engine.life;
    channel.stop();
    startChannel({
      ...approvals,
      approve: () => ({
        kind: 'refused',
        code: 'other-plan',
        reason: 'The plan is not the one that you were shown.',
      }),
    });
    const { id } = await requestRestart();
    house.tap(pixel, id, 'Approve');
    await settle();
    expect(security).toEqual(['An answer from a phone was not taken.']);
    expect(house.shows('mobile_app_pixel', `${id}-late`)?.message).toBe(
      'The plan is not the one that you were shown.',
    );
  });

  it('is one to a question that has expired', async () => {
    const { id } = await requestRestart();
    const action = actionOf(pixel, id, 'Approve');
    await engine.clock.advance(3_600_000);
    house.fire({ data: { action }, context: { id: 'c', parent_id: null, user_id: 'alice' } });
    expect(engine.life.approvals.get(id)?.state).toBe('expired');
    expect(security).toHaveLength(1);
    await settle();
    expect(house.shows('mobile_app_pixel', `${id}-late`)?.message).toBe(
      'Your Approve came too late, so nothing is done: Nobody answered in time.',
    );
  });
});

describe('a phone that cannot be reached', () => {
  it('does not keep the others waiting', async () => {
    house.breakPhone('mobile_app_pixel', 'hangs');
    const { id } = await requestRestart();
    house.tap(iphone, id, 'Approve');
    await engine.finishRuns();
    await settle();
    expect(house.shows('mobile_app_iphone', id)?.title).toContain('Done: ');
  });

  it('is asked as soon as it is there again', async () => {
    house.breakPhone('mobile_app_pixel', 'fails');
    const { id } = await requestRestart();
    await engine.clock.advance(60_000);
    expect(house.received('mobile_app_pixel')).toEqual([]);
    house.breakPhone('mobile_app_pixel', undefined);
    await engine.clock.advance(60_000);
    house.tap(pixel, id, 'Approve');
    expect(engine.life.approvals.get(id)?.decision?.device).toBe('notify.mobile_app_pixel');
  });

  it('is not told of a request that ended before it was there again', async () => {
    house.breakPhone('mobile_app_pixel', 'fails');
    const { id } = await requestRestart();
    house.tap(iphone, id, 'Deny');
    await engine.clock.advance(86_400_000);
    house.breakPhone('mobile_app_pixel', undefined);
    await engine.clock.advance(86_400_000);
    expect(house.received('mobile_app_pixel')).toEqual([]);
  });

  it('may have got a message whose reply was lost: it is repeated with the same secrets, and cleared in the end', async () => {
    house.breakPhone('mobile_app_pixel', 'loses-reply');
    const { id } = await requestRestart();
    const first = actionOf(pixel, id, 'Approve');
    house.breakPhone('mobile_app_pixel', undefined);
    await engine.clock.advance(10_000);
    expect(house.received('mobile_app_pixel')).toHaveLength(2);
    expect(actionOf(pixel, id, 'Approve')).toBe(first);
    house.tap(iphone, id, 'Deny');
    await settle();
    expect(house.shows('mobile_app_pixel', id)).toBeUndefined();
  });
});

describe('a gap', () => {
  it('in the connection is followed by the same question again, because a tap meanwhile was lost', async () => {
    const { id } = await requestRestart();
    house.setState({ kind: 'waiting', reason: 'the connection was lost' });
    house.setState({ kind: 'connected' });
    await settle();
    expect(house.received('mobile_app_pixel')).toHaveLength(2);
    house.tap(pixel, id, 'Approve');
    expect(engine.life.approvals.get(id)?.state).not.toBe('presented');
  });

  it('of Home Assistant at the moment of the request delays the question, no more', async () => {
    house.setState({ kind: 'waiting', reason: 'it does not answer' });
    const { id } = await requestRestart();
    expect(engine.life.approvals.get(id)?.state).toBe('requested');
    house.setState({ kind: 'connected' });
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.title).toContain('Approve? ');
  });

  it('of Steward keeps the question on the phone valid', async () => {
    const { id } = await requestRestart();
    const before = actionOf(pixel, id, 'Approve');
    channel.stop();
    await engine.crashAndRestart();
    startChannel();
    await settle();
    house.fire({ data: { action: before }, context: { id: 'c', parent_id: null, user_id: 'alice' } });
    await engine.finishRuns();
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.title).toContain('Done: ');
    expect(house.shows('mobile_app_iphone', id)).toBeUndefined();
  });

  it('of Steward over the end of a request tells whoever asked afterwards', async () => {
    const { id } = await requestRestart();
    channel.stop();
    await engine.clock.advance(3_600_000);
    await engine.crashAndRestart();
    expect(house.shows('mobile_app_pixel', id)).toBeDefined();
    startChannel();
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.title).toMatch(/^Not done: /);
  });

  it('of Steward while the plan is carried out ends in the result on the phone', async () => {
    const { id } = await requestRestart();
    house.tap(pixel, id, 'Approve');
    await settle();
    channel.stop();
    await engine.crashAndRestart();
    startChannel();
    await engine.finishRuns();
    await settle();
    expect(house.shows('mobile_app_pixel', id)?.title).toMatch(/^(Done|Failed|Outcome unknown): /);
    expect(engine.proxmox.writes).toHaveLength(1);
  });
});

describe('what is unsafe about phones', () => {
  it('is named: an approver without a phone, and phones whose answers could be forged', () => {
    phones = [bobs];
    expect(channel.problems()).toMatchObject([
      { translationKey: 'approver_without_phone', placeholders: { approver: 'Alice' } },
    ]);
    phones = [pixel, safePhone('mobile_app_tablet', 'alice', { isEncrypted: false, hasPushUrl: false })];
    expect(channel.problems()).toMatchObject([
      {
        translationKey: 'approver_phone_forgeable',
        placeholders: { approver: 'Alice', phone: 'tablet' },
      },
    ]);
  });
});
