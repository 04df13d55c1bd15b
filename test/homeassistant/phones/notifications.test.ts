import { describe, expect, it } from 'vitest';
import type { Phone } from '../../../src/core/phones.ts';
import type { Run } from '../../../src/core/run.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { askNotification } from '../../../src/homeassistant/phones/ask-notification.ts';
import { asShownOn, clearNotification } from '../../../src/homeassistant/phones/notification.ts';
import {
  lapsedNotification,
  progressNotification,
  resultNotification,
} from '../../../src/homeassistant/phones/run-notification.ts';
import type { EndedRun } from '../../../src/homeassistant/phones/wanted.ts';
import { safePhone } from '../../support/fake-home-assistant.ts';
import { sampleApproval, samplePlan } from '../../support/records.ts';

const texts = createTexts('en');
const panelUri = '/hassio/ingress/a0d7b954_homelab_steward';
const pixel = safePhone('mobile_app_pixel', 'alice');
const iphone = safePhone('mobile_app_iphone', 'alice', { operatingSystem: 'iOS' });
const nonces = { approve: 'a'.repeat(32), deny: 'd'.repeat(32) };

const ask = (change: Parameters<typeof sampleApproval>[1] = {}, phone: Phone = pixel) =>
  askNotification(sampleApproval('approval_1', change), {
    phone,
    nonces,
    panelUri,
    nowMs: 1_000,
    texts,
    isUpdate: false,
  });

const actionTitles = (notification: ReturnType<typeof ask>) =>
  (notification.data['actions'] as { title: string }[]).map(({ title }) => title);

describe('the question on a phone', () => {
  it('says what would happen, where, what stops meanwhile, whether it can be undone, who asked and until when', () => {
    const { title, message } = ask();
    expect(title).toBe('Approve? Restart paperless-ngx');
    expect(message.split('\n')).toEqual([
      'Restart the container paperless-ngx (101) on still-fawn.',
      'Meanwhile: paperless-ngx is away for about 20 seconds',
      'This cannot be undone.',
      'Asked by Alice: “restart the paperless container”',
      'Expires in 1 hour.',
    ]);
  });

  it('has Approve behind the phone’s lock, Deny, and Details in the panel', () => {
    expect(ask().data['actions']).toEqual([
      { action: `STEWARD_APPROVE_${'a'.repeat(32)}`, title: 'Approve', authenticationRequired: true },
      { action: `STEWARD_DENY_${'d'.repeat(32)}`, title: 'Deny', destructive: true },
      { action: 'URI', title: 'Details', uri: panelUri },
    ]);
  });

  it('goes away on Android when its time is over, and interrupts on an iPhone', () => {
    expect(ask().data).toMatchObject({ tag: 'approval_1', timeout: 3600, importance: 'high', ttl: 0 });
    expect(ask({}, iphone).data).toMatchObject({
      tag: 'approval_1',
      push: { 'interruption-level': 'time-sensitive' },
      url: panelUri,
    });
    expect(ask({}, iphone).data).not.toHaveProperty('timeout');
  });

  it('says that the speaker is unknown, and that the room is only claimed', () => {
    const { message } = ask({ requester: { channel: 'assist', claimedArea: 'the kitchen' } });
    expect(message).toContain(
      'Asked by somebody whom Home Assistant does not know: an unknown speaker, by its own claim in the kitchen.',
    );
  });

  it('names the automation that asked', () => {
    const { message } = ask({ requester: { channel: 'automation', automation: 'Night' } });
    expect(message).toContain('Asked by the automation "Night"');
  });

  it('only opens the panel for a plan that destroys data', () => {
    const plan = { ...samplePlan, risk: 'destructive' as const };
    expect(actionTitles(ask({ plan }))).toEqual(['Deny', 'Approve in the panel']);
    expect(ask({ plan }).message).toContain(
      'This destroys data: approve it in the panel, where you confirm who you are.',
    );
  });

  it('offers no Approve on a phone whose answers could be forged, and says where to approve', () => {
    const unsafe = safePhone('mobile_app_tablet', 'alice', { isEncrypted: false, hasPushUrl: false });
    expect(actionTitles(ask({}, unsafe))).toEqual(['Deny', 'Approve in the panel']);
    expect(ask({}, unsafe).message).toContain('This phone is not safe for approvals');
  });

  it('offers Approve on a phone without encryption whose messages go by a push service', () => {
    const unencrypted = safePhone('mobile_app_old', 'alice', { isEncrypted: false });
    expect(actionTitles(ask({}, unencrypted))).toEqual(['Approve', 'Deny', 'Details']);
  });

  it('lists the steps of a longer plan, and says what of it can be undone', () => {
    const [step] = samplePlan.steps;
    if (step === undefined) throw new Error('the sample has a step');
    const steps = [1, 2, 3, 4, 5, 6].map((number) => ({
      ...step,
      title: `Step ${number}`,
      interruption: null,
      undo: 'Go back.',
    }));
    const { message } = ask({ plan: { ...samplePlan, steps } });
    expect(message).toContain('1. Step 1.\n2. Step 2.\n3. Step 3.\n4. Step 4.\nAnd 2 more steps');
    expect(message).toContain('Nothing stops meanwhile.');
    expect(message).toContain('All of it can be undone.');
    const partly = [...steps.slice(1), { ...step, title: 'Restart it', undo: null }];
    expect(ask({ plan: { ...samplePlan, steps: partly } }).message).toContain(
      'Cannot be undone: Restart it.',
    );
    const check = { ...step, kind: 'check', effect: null, title: 'Look', undo: null } as const;
    const [first] = steps;
    expect(ask({ plan: { ...samplePlan, steps: [first ?? step, check] } }).message).toContain(
      'To undo: Go back.',
    );
    const restart = { ...step, undo: null };
    expect(ask({ plan: { ...samplePlan, steps: [restart, check] } }).message).toContain(
      'This cannot be undone.',
    );
    expect(ask({ plan: { ...samplePlan, steps: [check] } }).message).not.toContain('undone');
  });

  it('stays below what a push service takes, however much was said', () => {
    const notification = ask({ requestText: 'please '.repeat(2000) });
    expect(Buffer.byteLength(JSON.stringify(notification))).toBeLessThan(2_500);
    expect(notification.message).toContain('…”');
  });

  it('stays below it too when everything in the plan is long, and still says who asked and until when', () => {
    const [step] = samplePlan.steps;
    if (step === undefined) throw new Error('the sample has a step');
    const long = 'very long '.repeat(300);
    const steps = Array.from({ length: 9 }, () => ({ ...step, title: long, interruption: long, undo: long }));
    const notification = ask({
      plan: { ...samplePlan, title: long, steps },
      requester: { channel: 'assist', claimedArea: long },
      requestText: long,
    });
    expect(Buffer.byteLength(JSON.stringify(notification))).toBeLessThan(3_500);
    expect(notification.message).toMatch(
      /Asked by somebody whom .*: an unknown speaker.*\nExpires in 1 hour\.$/,
    );
  });

  it('keeps what somebody said on its own line, between its own quotes', () => {
    const said = 'restart it”\nAsked by Alice: “restart it\r\u2028\u202edone';
    const lines = ask({ requester: { channel: 'assist' }, requestText: said }).message.split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[3]).toBe(
      'Asked by somebody whom Home Assistant does not know: an unknown speaker. ' +
        'What was said: “restart it" Asked by Alice: "restart it done”',
    );
  });
});

const run: Run = {
  id: 'run_1',
  approvalId: 'approval_1',
  workflow: 'restart-guest',
  title: 'Restart paperless-ngx',
  state: 'running',
  steps: [
    {
      id: 'restart',
      title: 'Restart the container',
      state: 'applying',
      detail: 'Proxmox is shutting it down',
    },
  ],
  startedAtMs: 2_000,
  progressPercent: 29,
};

const context = { phone: pixel, panelUri, texts };
const approved = sampleApproval('approval_1', { state: 'consumed', runId: 'run_1' });

describe('text on a phone', () => {
  const foreign = {
    title: 'Restart a<b>c',
    message: 'said: “x<br>Asked by Alice &amp; \\n”',
    data: { tag: 'a' },
  };

  it('is shown on Android as it was written, although the app there takes HTML and written line ends', () => {
    expect(asShownOn(pixel, foreign)).toEqual({
      title: 'Restart a&lt;b&gt;c',
      message: 'said: “x&lt;br&gt;Asked by Alice &amp;amp; &#92;n”',
      data: { tag: 'a' },
    });
  });

  it('goes to an iPhone unchanged, which takes it as it is', () => {
    expect(asShownOn(iphone, foreign)).toEqual(foreign);
  });

  it('clears a notification all the same', () => {
    expect(asShownOn(pixel, clearNotification('a'))).toEqual(clearNotification('a'));
  });
});

describe('progress on a phone', () => {
  it('takes the place of the question without a sound, with a bar on Android', () => {
    const notification = progressNotification(approved, run, context);
    expect(notification.message).toBe('29 %: Proxmox is shutting it down');
    expect(notification.data).toMatchObject({
      tag: 'approval_1',
      alert_once: true,
      importance: 'low',
      progress: 29,
      progress_max: 100,
      live_update: true,
    });
    expect(progressNotification(approved, run, { ...context, phone: iphone }).data).toMatchObject({
      push: { 'interruption-level': 'passive', sound: 'none' },
    });
  });

  it('says so before the first step', () => {
    const notification = progressNotification(approved, undefined, context);
    expect(notification.message).toBe('It is approved and about to start.');
    expect(notification.data).toMatchObject({ progress_indeterminate: true });
  });
});

describe('a run that waits, on a phone', () => {
  const held = {
    id: 'buy',
    title: 'Buy the disk',
    state: 'held',
    detail: 'Install the disk and say so.',
  } as const;
  const waiting: Run = { ...run, state: 'waiting', steps: [held] };

  it('says aloud what a person has to do', () => {
    const notification = progressNotification(approved, waiting, context);
    expect(notification.title).toBe('Waiting: Restart paperless-ngx');
    expect(notification.message).toBe('Install the disk and say so.');
    expect(notification.data).not.toHaveProperty('alert_once');
  });

  it('says at once, and as loud as a question, what is wrong', () => {
    const steps = [{ ...held, attention: 'That is the disk SN1, not a Samsung 980 PRO.' }];
    const notification = progressNotification(approved, { ...waiting, steps }, context);
    expect(notification.message).toBe('That is the disk SN1, not a Samsung 980 PRO.');
    expect(notification.data).toMatchObject({ importance: 'high', ttl: 0, priority: 'high' });
  });

  it('is told apart from one that undoes what it did', () => {
    const undoing = { ...run, state: 'rolling-back' } as const;
    expect(progressNotification(approved, undoing, context).title).toBe('Undoing: Restart paperless-ngx');
  });
});

describe('the result on a phone', () => {
  const ended = (change: Partial<EndedRun>): EndedRun => ({
    ...run,
    state: 'succeeded',
    result: 'paperless-ngx was restarted and runs again.',
    progressPercent: 100,
    issue: 7,
    ...change,
  });

  it('is what was verified, with the issue that records it', () => {
    const notification = resultNotification(approved, ended({}), context);
    expect(notification.title).toBe('Done: Restart paperless-ngx');
    expect(notification.message).toBe('paperless-ngx was restarted and runs again.\nRecorded in issue #7.');
    expect(notification.data).not.toHaveProperty('progress');
  });

  it('interrupts when it went wrong, and says what to do when nobody knows', () => {
    const unknown = resultNotification(
      approved,
      ended({ state: 'unknown', result: 'Proxmox did not answer.' }),
      context,
    );
    expect(unknown.title).toBe('Outcome unknown: Restart paperless-ngx');
    expect(unknown.message).toContain('Look at it before asking again.');
    expect(unknown.data).toMatchObject({ importance: 'high' });
    expect(resultNotification(approved, ended({ state: 'failed' }), context).title).toBe(
      'Failed: Restart paperless-ngx',
    );
  });

  it('shows what had changed when the request lapsed', () => {
    const lapsed = sampleApproval('approval_1', {
      state: 'invalidated',
      differences: [
        {
          ref: 'proxmox:home/guest/101',
          name: 'paperless-ngx',
          field: 'status',
          before: 'running',
          after: 'stopped',
        },
      ],
    });
    const notification = lapsedNotification(lapsed, context);
    expect(notification.title).toBe('Not done: Restart paperless-ngx');
    expect(notification.message).toContain('paperless-ngx: status was running and is stopped');
  });

  it('is cut where a system was long-winded, so that it arrives at all', () => {
    const long = 'error '.repeat(2_000);
    const differences = Array.from({ length: 9 }, () => ({
      ref: 'proxmox:home/guest/101' as const,
      name: long,
      field: long,
      before: long,
      after: [long],
    }));
    const lapsed = sampleApproval('approval_1', { state: 'invalidated', differences });
    for (const notification of [
      resultNotification(approved, ended({ state: 'failed', result: long }), context),
      progressNotification(
        approved,
        { ...run, steps: [{ id: 'a', title: long, state: 'applying' }] },
        context,
      ),
      lapsedNotification(lapsed, context),
      lapsedNotification({ ...lapsed, differences: [], endedBecause: long }, context),
    ])
      expect(Buffer.byteLength(JSON.stringify(notification))).toBeLessThan(3_000);
  });

  it('gives the reason when there is no difference to show', () => {
    const lapsed = sampleApproval('approval_1', {
      state: 'invalidated',
      endedBecause: 'The workflow was changed.',
    });
    expect(lapsedNotification(lapsed, context).message).toBe('Nothing was done: The workflow was changed.');
  });
});
