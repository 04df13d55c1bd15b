import { beforeEach, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import { StewardError } from '../../../src/core/errors.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createEscalationNotices } from '../../../src/homeassistant/phones/escalation-notices.ts';
import { createFakeClock, type FakeClock, settle } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { sampleApproval } from '../../support/records.ts';

const keyValue = createMemoryKeyValue();
let clock: FakeClock;
let calls: string[];
let isHomeAssistantAway: boolean;
let approval: Approval;
let listeners: Set<(approval: Approval) => void>;
let notices: ReturnType<typeof createEscalationNotices>;

const begin = () => {
  notices?.stop();
  listeners = new Set();
  notices = createEscalationNotices({
    homeAssistant: {
      callService: async (domain: string, service: string, data: Readonly<Record<string, unknown>>) => {
        if (isHomeAssistantAway)
          throw new StewardError('away', { code: 'home-assistant.not-connected', kind: 'retry' });
        calls.push(`${domain}.${service} ${data['title'] ?? data['notification_id']}`);
      },
    } as never,
    desk: {
      get: () => approval,
      list: ({ states }: { states: readonly string[] }) =>
        states.includes(approval.state) ? [approval] : [],
      onChange: (listener: (approval: Approval) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    } as never,
    keyValue,
    clock,
    log: silentLog,
    texts: createTexts('en'),
  });
  notices.start();
};

const becomes = async (change: Partial<Approval>) => {
  approval = { ...approval, ...change };
  for (const listener of listeners) listener(approval);
  await settle();
};

const withNotice = (notify: string): Approval =>
  sampleApproval('approval_1', {
    requirement: {
      rule: 'r',
      approvers: null,
      approvals: 1,
      excludesRequester: false,
      needsStepUp: false,
      expiryMs: 3_600_000,
      escalation: { afterMs: 60_000, approvers: [], notify },
      reasons: [],
    },
  });

beforeEach(() => {
  for (const key of keyValue.keys('')) keyValue.delete(key);
  clock = createFakeClock();
  calls = [];
  isHomeAssistantAway = false;
  approval = withNotice('family');
  begin();
});

it('a notification service is told once when a request was brought to it, over a restart too', async () => {
  await becomes({});
  expect(calls).toEqual([]);
  await becomes({ escalatedAtMs: 1 });
  begin();
  await settle();
  await becomes({ state: 'presented' });
  expect(calls).toEqual(['notify.family Waits for approval: Restart paperless-ngx']);
});

it('the notification in the side bar goes away with the request', async () => {
  approval = withNotice('persistent_notification');
  await becomes({ escalatedAtMs: 1 });
  await becomes({ state: 'approved' });
  await clock.advance(0);
  expect(calls).toEqual([
    'persistent_notification.create Waits for approval: Restart paperless-ngx',
    'persistent_notification.dismiss steward_approval_1',
  ]);
});

it('is tried again every minute while Home Assistant is away, and given up when the request has ended', async () => {
  isHomeAssistantAway = true;
  await becomes({ escalatedAtMs: 1 });
  await clock.advance(60_000);
  isHomeAssistantAway = false;
  await clock.advance(60_000);
  expect(calls).toHaveLength(1);
  isHomeAssistantAway = true;
  approval = { ...withNotice('family'), id: 'approval_2' };
  await becomes({ escalatedAtMs: 1 });
  isHomeAssistantAway = false;
  await becomes({ state: 'expired' });
  await clock.advance(120_000);
  expect(calls).toHaveLength(1);
});
