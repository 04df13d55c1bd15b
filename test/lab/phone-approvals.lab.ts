import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processConversation } from './support/assist.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { callLlmTool } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import type { Phone } from './support/phone.ts';
import type { PhoneNotification } from './support/phone-notification.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const tapEvent = 'mobile_app_notification_action';
const paperless = 'paperless-ngx';

/** Fires whatever action id it is told to, as anybody may write an automation or a script that does. */
const fireActions = [{ event: tapEvent, event_data: { action: '{{ action_id }}' } }];

describe.skipIf(missingPeers('home-assistant').length > 0)('approving on the phone', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let bob: HomeAssistantClient;
  let pixel: Phone;
  let iphone: Phone;
  let bobs: Phone;
  let unsafe: Phone;

  const isQuestion = (notification: PhoneNotification) =>
    notification.title?.startsWith('Approve? ') === true;
  const actionOf = (question: PhoneNotification, title: string): string => {
    const found = question.data?.actions?.find((offered) => offered.title === title);
    if (found === undefined) throw new Error(`no ${title} in ${JSON.stringify(question)}`);
    return found.action;
  };
  const writes = async () => (await house.proxmox.writes()).length;
  const securityEntries = () => house.steward.process().lines.all.filter((line) => line['security'] === true);
  /** Asks, and gives the question as it came to each phone. */
  const ask = async (text = 'restart the paperless container') => {
    const { speech } = await processConversation(alice, text, { agentId: house.agentId });
    const [onPixel, onIphone, onBobs] = await Promise.all([
      pixel.notifications.next(isQuestion),
      iphone.notifications.next(isQuestion),
      bobs.notifications.next(isQuestion),
    ]);
    return { speech, onPixel, onIphone, onBobs, tag: onPixel.data?.tag ?? '' };
  };
  const clearedOn = (phone: Phone, tag: string) =>
    phone.notifications.next(({ message, data }) => message === 'clear_notification' && data?.tag === tag);
  const titled = (phone: Phone, start: string, tag: string) =>
    phone.notifications.next(({ title, data }) => title?.startsWith(start) === true && data?.tag === tag, {
      timeoutMs: 30_000,
    });
  const refuses = async (attempt: () => Promise<unknown>) => {
    const before = securityEntries().length;
    await attempt();
    await waitFor('a security entry', () => securityEntries().length > before);
  };

  beforeAll(async () => {
    house = await startWholeHouse({
      scripts: {
        forge: { sequence: fireActions, fields: { action_id: { required: true, selector: { text: {} } } } },
      },
      automations: [
        {
          id: 'forge',
          alias: 'Forge',
          triggers: [{ trigger: 'event', event_type: 'forge_please' }],
          actions: [{ event: tapEvent, event_data: { action: '{{ trigger.event.data.action_id }}' } }],
        },
      ],
    });
    alice = await house.homeAssistant.connect(house.alice.token);
    bob = await house.homeAssistant.connect(house.bob.token);
    pixel = await house.homeAssistant.registerPhone({
      token: house.alice.token,
      name: 'Alice Pixel',
      encrypted: false,
      pushUrl: true,
    });
    iphone = await house.homeAssistant.registerPhone({
      token: house.alice.token,
      name: 'Alice iPhone',
      system: 'ios',
    });
    bobs = await house.homeAssistant.registerPhone({ token: house.bob.token, name: 'Bob Pixel' });
  });

  afterAll(async () => {
    for (const phone of [pixel, iphone, bobs, unsafe]) await phone?.close();
    await alice?.close();
    await bob?.close();
    await house?.stop();
  });

  it('shows the plan on the phones of all approvers, runs it once after a tap, and ends in the verified result', async () => {
    const { speech, onPixel, onIphone, onBobs, tag } = await ask();
    expect(speech).toContain('Alice');
    expect(onPixel.title).toContain(paperless);
    expect(onPixel.message).toContain('Asked by Alice: “restart the paperless container”');
    expect(new Set([onPixel, onIphone, onBobs].map((each) => actionOf(each, 'Approve'))).size).toBe(3);
    expect(await writes()).toBe(0);

    await iphone.tap(actionOf(onIphone, 'Approve'));
    await Promise.all([clearedOn(pixel, tag), clearedOn(bobs, tag)]);
    const result = await titled(iphone, 'Done: ', tag);
    expect(result.message).toContain(paperless);
    expect(result.message).toMatch(/Recorded in issue #\d+\./);
    expect(await writes()).toBe(1);
  });

  it('shows progress silently in the place of the question on Android', async () => {
    const { onPixel, tag } = await ask();
    await pixel.tap(actionOf(onPixel, 'Approve'));
    const progress = await pixel.notifications.next(({ data }) => data?.['progress_max'] === 100);
    expect(progress.data).toMatchObject({ tag, alert_once: true });
    await titled(pixel, 'Done: ', tag);
    expect(await writes()).toBe(2);
  });

  it('does nothing after Deny, and tells who asked that and by whom', async () => {
    const { onBobs, tag } = await ask();
    await bobs.tap(actionOf(onBobs, 'Deny'));
    const [told] = await Promise.all([titled(pixel, 'Not done: ', tag), titled(iphone, 'Not done: ', tag)]);
    expect(told.message).toBe('Nothing was done: Bob denied it.');
    await clearedOn(bobs, tag);
    expect(await writes()).toBe(2);
  });

  it('does nothing when the guest has changed meanwhile, and shows what', async () => {
    const { onPixel, tag } = await ask();
    const { guests } = await house.proxmox.state();
    const vmid = guests.find(({ name }) => name === paperless)?.vmid ?? 0;
    await house.proxmox.patchGuest(vmid, { status: 'stopped' });
    await pixel.tap(actionOf(onPixel, 'Approve'));
    const lapsed = await titled(pixel, 'Not done: ', tag);
    expect(lapsed.message).toContain('stopped');
    expect(await writes()).toBe(2);
    await house.proxmox.patchGuest(vmid, { status: 'running' });
  });

  it('refuses every forged answer with a security entry, and takes the genuine one afterwards', async () => {
    const { onPixel, onIphone, tag } = await ask();
    const action = actionOf(onPixel, 'Approve');
    const before = await writes();

    // Somebody's own webhook with the nonce of another person.
    await refuses(() => bobs.fireEvent(tapEvent, { action, device_id: 'alice' }));
    // A leaked webhook id of the approver, without a nonce.
    await refuses(() =>
      pixel.rawWebhook({
        type: 'fire_event',
        data: { event_type: tapEvent, event_data: { action: `STEWARD_APPROVE_${'0'.repeat(32)}` } },
      }),
    );
    // An administrator: the very person to whom it was sent, over the WebSocket; and the owner over REST.
    await refuses(() => alice.send('fire_event', { event_type: tapEvent, event_data: { action } }));
    await refuses(() =>
      fetch(`${house.homeAssistant.url}/api/events/${tapEvent}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.homeAssistant.ownerToken}` },
        body: JSON.stringify({ action }),
      }),
    );
    // An automation, and a script that the approver runs.
    await refuses(() =>
      alice.send('fire_event', { event_type: 'forge_please', event_data: { action_id: action } }),
    );
    await refuses(() => alice.callService('script', 'forge', { action_id: action }));
    // A language model inside Home Assistant on behalf of the approver.
    await refuses(() =>
      callLlmTool(alice, 'homeassistant', 'homeassistant__call_action', {
        action: 'script.forge',
        data: { action_id: action },
      }),
    );
    expect(await writes()).toBe(before);

    await pixel.tap(action);
    await titled(pixel, 'Done: ', tag);
    expect(await writes()).toBe(before + 1);
    // A replay, and an answer from another phone after the decision.
    await refuses(() => pixel.tap(action));
    await refuses(() => iphone.tap(actionOf(onIphone, 'Deny')));
    expect(await writes()).toBe(before + 1);

    const printed = JSON.stringify(house.steward.process().lines.all);
    const secrets = [action.slice(-32), pixel.webhookId, house.homeAssistant.ownerToken];
    expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  });

  it('is not offered by any service, and nobody who is no administrator can fire events', async () => {
    const services = await alice.send<Record<string, Record<string, unknown>>>('get_services');
    expect(Object.keys(services['homelab_steward'] ?? {}).sort()).toEqual(['ask', 'propose', 'report']);
    await expect(bob.send('fire_event', { event_type: tapEvent })).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('is not offered on a phone whose answers could be forged, which Repairs names', async () => {
    unsafe = await house.homeAssistant.registerPhone({
      token: house.bob.token,
      name: 'Bob Tablet',
      encrypted: false,
    });
    const { issues } = await waitFor('the issue in Repairs', async () => {
      const found = await alice.send<{ issues: { domain: string; translation_key: string }[] }>(
        'repairs/list_issues',
      );
      return found.issues.some((issue) => issue.translation_key === 'approver_phone_forgeable') && found;
    });
    expect(issues.filter((issue) => issue.domain === 'homelab_steward')).toHaveLength(1);
    const { onPixel, tag } = await ask();
    const question = await unsafe.notifications.next(isQuestion);
    expect(question.data?.actions?.map(({ title }) => title)).toEqual(['Deny', 'Approve in the panel']);
    await pixel.tap(actionOf(onPixel, 'Deny'));
    await clearedOn(unsafe, tag);
  });

  it('survives kill -9 of Steward while the question waits', async () => {
    const { onPixel, tag } = await ask();
    const before = await writes();
    await house.steward.kill();
    await house.steward.start();
    // It is asked again, and either question counts, once.
    await pixel.notifications.next((each) => isQuestion(each) && each.data?.tag === tag);
    await pixel.tap(actionOf(onPixel, 'Approve'));
    await titled(pixel, 'Done: ', tag);
    expect(await writes()).toBe(before + 1);
    expect(await house.proxmox.refusals()).toEqual([]);
  });

  it('survives a restart of Home Assistant while the question waits', async () => {
    const { tag } = await ask();
    const before = await writes();
    await alice.close();
    await bob.close();
    await house.homeAssistant.restart();
    alice = await house.homeAssistant.connect(house.alice.token);
    bob = await house.homeAssistant.connect(house.bob.token);
    await pixel.openChannel();
    const again = await pixel.notifications.next((each) => isQuestion(each) && each.data?.tag === tag, {
      timeoutMs: 60_000,
    });
    await pixel.tap(actionOf(again, 'Approve'));
    await titled(pixel, 'Done: ', tag);
    expect(await writes()).toBe(before + 1);
  });
});
