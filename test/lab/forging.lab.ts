import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { processConversation } from './support/assist.ts';
import { rest } from './support/config-entries.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { callLlmTool } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import type { PhoneNotification } from './support/phone-notification.ts';
import type { PhoneOptions } from './support/phone-registration.ts';
import { seal } from './support/secret-box.ts';
import { listApprovals, securityCodes } from './support/steward-records.ts';
import { changeStoredApproval } from './support/stored-approval.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const tapEvent = 'mobile_app_notification_action';

/** Fires whatever action id it is told to, as anybody may write an automation or a script that does. */
const fire = (action: string) => [{ event: tapEvent, event_data: { action } }];

/** Of an id whose request does not wait any more, whether or not Steward still remembers it. */
const used = expect.stringMatching(/^(unknown-nonce|not-waiting|expired)$/);

/** Somebody tries to approve in the place of Alice; `action` is the genuine id that her phone was sent. */
interface Forgery {
  readonly how: string;
  /** What Steward's security log calls it. */
  readonly code: string;
  readonly attempt: (action: string) => Promise<unknown>;
}

/** Home Assistant itself lets nothing of it through to Steward, and answers so. */
interface Refused extends Omit<Forgery, 'code'> {
  readonly answer: unknown;
}

describe.skipIf(missingPeers('home-assistant').length > 0)('forging an approval', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let bob: HomeAssistantClient;
  let alices: ApprovalPhone;
  let tablet: ApprovalPhone;
  let bobs: ApprovalPhone;
  let carols: ApprovalPhone;
  /** The genuine question, on Alice's and on Bob's phone; it waits through all of the forgeries. */
  let question: PhoneNotification;
  let bobsQuestion: PhoneNotification;

  const ask = async () => {
    await processConversation(alice, 'restart the paperless container', { agentId: house.agentId });
    [question, bobsQuestion] = await Promise.all([alices.question(), bobs.question()]);
  };
  const actionOf = ({ data }: PhoneNotification, label: 'Approve' | 'Deny') =>
    data?.actions?.find(({ title }) => title === label)?.action ?? '';
  const writes = async () => (await house.proxmox.writes()).length;
  const stateOf = async (asked: PhoneNotification) =>
    (await listApprovals(house.steward)).find(({ id }) => id === tagOf(asked))?.state;
  /** Nothing was written, and the question still waits for the genuine answer. */
  const nothingHappened = async () => {
    expect(await stateOf(question)).toBe('presented');
    expect(await writes()).toBe(0);
  };
  const refusedAs = async (code: unknown, attempt: () => Promise<unknown>) => {
    const before = securityCodes(house.steward).length;
    await attempt();
    await waitFor('a security entry', () => securityCodes(house.steward).length > before);
    expect(securityCodes(house.steward).slice(before)).toEqual([code]);
  };
  /** Leaves an action id where the automation reads it, as anybody may. */
  const noteFor = (value: string) =>
    bob.callService('input_text', 'set_value', { value }, { target: { entity_id: 'input_text.action_id' } });
  const fireByRest = (token: string, action: string) =>
    rest({ url: house.homeAssistant.url, token }, 'POST', `/api/events/${tapEvent}`, { action });

  beforeAll(async () => {
    house = await startWholeHouse({
      extraConfiguration: JSON.stringify({ input_text: { action_id: { max: 255 } } }),
      scripts: { forge: { sequence: fire('{{ action_id }}'), fields: { action_id: { required: true } } } },
      automations: [
        {
          id: 'forge',
          alias: 'Forge',
          triggers: [{ trigger: 'event', event_type: 'lab_forge' }],
          actions: fire("{{ states('input_text.action_id') }}"),
        },
      ],
    });
    const { homeAssistant } = house;
    alice = await homeAssistant.connect(house.alice.token);
    bob = await homeAssistant.connect(house.bob.token);
    const register = async ({ token }: LabUser, name: string, more: Partial<PhoneOptions> = {}) =>
      approvalPhone(await homeAssistant.registerPhone({ token, name, ...more }));
    alices = await register(house.alice, 'Alice Pixel');
    tablet = await register(house.alice, 'Alice Tablet', { encrypted: false, pushUrl: true });
    bobs = await register(house.bob, 'Bob Pixel');
    carols = await register(house.carol, 'Carol Pixel');
    await ask();
  });

  afterAll(async () => {
    for (const each of [alices, tablet, bobs, carols]) await each?.phone.close();
    await alice?.close();
    await bob?.close();
    await house?.stop();
  });

  const forgeries: readonly Forgery[] = [
    {
      how: "another approver's phone, with lies about whose it is",
      code: 'other-user',
      attempt: (action) =>
        bobs.phone.fireEvent(tapEvent, {
          action,
          device_id: alices.phone.webhookId,
          user_id: house.alice.userId,
        }),
    },
    {
      how: 'the phone of somebody who is no approver',
      code: 'other-user',
      attempt: (action) => carols.phone.fireEvent(tapEvent, { action }),
    },
    {
      how: "what was sent to another approver's phone, by her own",
      code: 'other-user',
      attempt: () => alices.phone.fireEvent(tapEvent, { action: actionOf(bobsQuestion, 'Approve') }),
    },
    {
      how: 'Deny turned into Approve',
      code: 'other-answer',
      attempt: () =>
        alices.phone.fireEvent(tapEvent, {
          action: actionOf(question, 'Deny').replace('DENY', 'APPROVE'),
        }),
    },
    {
      how: 'a leaked webhook id and a guess',
      code: 'unknown-nonce',
      attempt: () =>
        tablet.phone.rawWebhook({
          type: 'fire_event',
          data: { event_type: tapEvent, event_data: { action: `STEWARD_APPROVE_${'0'.repeat(32)}` } },
        }),
    },
    {
      how: 'the approver as an administrator, over the WebSocket',
      code: 'local-origin',
      attempt: (action) => alice.send('fire_event', { event_type: tapEvent, event_data: { action } }),
    },
    {
      how: 'another administrator, over the WebSocket',
      code: 'local-origin',
      attempt: (action) =>
        house.homeAssistant.owner().send('fire_event', { event_type: tapEvent, event_data: { action } }),
    },
    {
      how: 'another administrator, over REST',
      code: 'other-user',
      attempt: (action) => fireByRest(house.homeAssistant.ownerToken, action),
    },
    {
      how: 'an automation that an event starts',
      code: 'local-origin',
      attempt: async (action) => {
        await noteFor(action);
        await alice.send('fire_event', { event_type: 'lab_forge' });
      },
    },
    {
      how: 'an automation that somebody starts who is no administrator',
      code: 'local-origin',
      attempt: async (action) => {
        await noteFor(action);
        await bob.callService('automation', 'trigger', {}, { target: { entity_id: 'automation.forge' } });
      },
    },
    {
      how: 'a script that the approver runs',
      code: 'local-origin',
      attempt: (action) => alice.callService('script', 'forge', { action_id: action }),
    },
    {
      how: 'a script that another approver runs, who is no administrator',
      code: 'local-origin',
      attempt: (action) => bob.callService('script', 'forge', { action_id: action }),
    },
    {
      how: 'a language model of Home Assistant that acts for the approver',
      code: 'local-origin',
      attempt: (action) =>
        callLlmTool(alice, 'homeassistant', 'homeassistant__call_action', {
          action: 'script.forge',
          data: { action_id: action },
        }),
    },
  ];

  it.each(forgeries)('is refused: $how', async ({ code, attempt }) => {
    await refusedAs(code, () => attempt(actionOf(question, 'Approve')));
    await nothingHappened();
  });

  const refusedByHomeAssistant: readonly Refused[] = [
    {
      how: 'plaintext to the webhook of an encrypted phone',
      attempt: async (action) => {
        const data = { event_type: tapEvent, event_data: { action } };
        return (await alices.phone.rawWebhook({ type: 'fire_event', data })).status;
      },
      answer: 400,
    },
    {
      how: 'a wrong key to that webhook, which hears nothing of it',
      attempt: (action) =>
        alices.phone.rawWebhook({
          type: 'fire_event',
          encrypted: true,
          encrypted_data: seal('0'.repeat(64), { event_type: tapEvent, event_data: { action } }),
        }),
      answer: { status: 200, body: '{}' },
    },
    {
      how: 'somebody who is no administrator, over the WebSocket',
      attempt: (action) =>
        bob
          .send('fire_event', { event_type: tapEvent, event_data: { action } })
          .catch((error: { code: string }) => error.code),
      answer: 'unauthorized',
    },
    {
      how: 'somebody who is no administrator, over REST',
      attempt: async (action) => (await fireByRest(house.bob.token, action)).status,
      answer: 401,
    },
    {
      how: 'somebody who has no token, over REST',
      attempt: async (action) => (await fireByRest('none', action)).status,
      answer: 401,
    },
  ];

  it.each(refusedByHomeAssistant)('gets no further than Home Assistant: $how', async (forgery) => {
    const events: unknown[] = [];
    const unsubscribe = await alice.subscribe(
      { type: 'subscribe_events', event_type: tapEvent },
      events.push.bind(events),
    );
    expect(await forgery.attempt(actionOf(question, 'Approve'))).toEqual(forgery.answer);
    // An answer to this comes after every event that the attempt has fired.
    await alice.states();
    await unsubscribe();
    expect(events).toEqual([]);
    await nothingHappened();
  });

  it('burns nothing: the genuine tap still counts afterwards, once, and a replay does not', async () => {
    await alices.answer(question, 'Approve');
    await alices.titled('Done: ', tagOf(question));
    expect(await writes()).toBe(1);

    await refusedAs(used, () => alices.answer(question, 'Approve'));
    await refusedAs(used, () => bobs.answer(bobsQuestion, 'Approve'));
    expect(await writes()).toBe(1);
    expect(await house.proxmox.refusals()).toEqual([]);
  });

  it('leaves neither the ids of actions nor those of webhooks in the log', () => {
    const printed = JSON.stringify(house.steward.process().lines.all);
    const nonces = [question, bobsQuestion].map((each) => actionOf(each, 'Approve').slice(-32));
    const secrets = [...nonces, alices.phone.webhookId, tablet.phone.webhookId];
    expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  });

  it('is no forgery when the approver herself fires the event over REST: nothing tells it from her tap', async () => {
    // Her own access token proves more than the webhook id that a tap proves: it is her own act.
    await ask();
    await fireByRest(house.alice.token, actionOf(question, 'Approve'));
    await alices.titled('Done: ', tagOf(question));
    expect(await writes()).toBe(2);
    const { decision } = (await listApprovals(house.steward)).find(({ id }) => id === tagOf(question)) ?? {};
    expect(decision).toMatchObject({ userId: house.alice.userId, channel: 'phone' });
  });

  it('is refused with an id that has expired', async () => {
    await ask();
    await house.steward.halt();
    changeStoredApproval(house.steward.dataFolder, (approval) => ({
      ...approval,
      expiresAtMs: Date.now() - 1_000,
    }));
    await house.steward.start();
    await alices.titled('Not done: ', tagOf(question));
    await refusedAs(used, () => alices.answer(question, 'Approve'));
    expect(await stateOf(question)).toBe('expired');
    expect(await writes()).toBe(2);
  });
});
