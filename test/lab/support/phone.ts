import { type AsyncQueue, createAsyncQueue } from './async-queue.ts';
import { connect, type HomeAssistantClient } from './home-assistant-client.ts';
import { type PhoneNotification, tapEventData } from './phone-notification.ts';
import { type PhoneOptions, registerDevice } from './phone-registration.ts';
import { startPushReceiver } from './push-receiver.ts';
import { seal } from './secret-box.ts';
import { waitFor } from './wait-for.ts';

/**
 * How Home Assistant delivers to a phone, read in its source and tried here; what Steward has to live with:
 *
 * - `notify.mobile_app_<name>` takes the WebSocket channel when the phone has one open, otherwise the push URL. The
 *   action succeeds as soon as the message is written to the channel: success does not mean that it arrived.
 * - With `support_confirm` the phone has 10 s to confirm. If it does not, Home Assistant closes the channel and sends to
 *   the push URL; without a push URL the message is lost (a KeyError in the log), and the caller was told that all is well.
 * - Channel closed and no push URL: the action fails, and the message of that error contains the phone's webhook id,
 *   which is all that a tap on an unencrypted phone needs. It is told to any caller and to the log.
 * - A new channel for the same registration replaces the old one. Closing the connection fails what is unconfirmed.
 * - The legacy service `notify.mobile_app_<name>` appears a moment after the registration, and is named after the device
 *   name. A second phone of that name shares it: Home Assistant then knows only the later.
 * - Messages are not kept: what was sent while a phone was away is gone.
 */

/** Answer of the phone's webhook. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
}

/** A phone with the companion app. */
export interface Phone {
  readonly name: string;
  /** Name of the action in the domain `notify`, e.g. `mobile_app_pixel_8`. */
  readonly notifyService: string;
  readonly webhookId: string;
  /** The key of an encrypted phone. */
  readonly secret: string | undefined;
  /** Every message that arrived, confirmed to Home Assistant; `clear_notification` too. */
  readonly notifications: AsyncQueue<PhoneNotification>;
  /** What the phone shows under that tag now; undefined when nothing came or it was cleared. */
  latest(tag: string): PhoneNotification | undefined;
  /**
   * Taps an action of the notification that carries it (the last one that did, even if it was cleared meanwhile).
   * `data` is merged over what the app sends, to tell lies.
   */
  tap(
    action: string,
    options?: { readonly reply?: string; readonly data?: Readonly<Record<string, unknown>> },
  ): Promise<WebhookAnswer>;
  /** Sends an event through the webhook, encrypted if the phone is. */
  fireEvent(type: string, data: Readonly<Record<string, unknown>>): Promise<WebhookAnswer>;
  /** Posts exactly this to the webhook, as anybody can who knows its id. */
  rawWebhook(payload: unknown): Promise<WebhookAnswer>;
  /** Opens the channel, again if it was open. With `confirm: false` messages arrive but are not confirmed. */
  openChannel(options?: { readonly confirm?: boolean }): Promise<void>;
  /** The phone leaves the network. */
  closeChannel(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Registers a phone as the companion app does and waits until it can be notified.
 * @param access where Home Assistant is.
 */
export const registerPhone = async (
  { url, wsUrl }: { readonly url: string; readonly wsUrl: string },
  options: PhoneOptions,
): Promise<Phone> => {
  const notifications = createAsyncQueue<PhoneNotification>(`a notification on ${options.name}`);
  const receiver = options.pushUrl
    ? await startPushReceiver((push) =>
        notifications.push({ ...push, by: 'push-url' } as unknown as PhoneNotification),
      )
    : undefined;
  const { webhook_id: webhookId, secret } = await registerDevice(url, options, receiver?.url);
  const notifyService = `mobile_app_${options.name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;

  let connection: HomeAssistantClient | undefined;
  const closeChannel = async () => {
    await connection?.close();
    connection = undefined;
  };
  const openChannel: Phone['openChannel'] = async ({ confirm = true } = {}) => {
    await closeChannel();
    const client = await connect(wsUrl, options.token);
    connection = client;
    await client.subscribe<PhoneNotification & { hass_confirm_id: string }>(
      { type: 'mobile_app/push_notification_channel', webhook_id: webhookId, support_confirm: true },
      ({ hass_confirm_id: confirmId, ...notification }) => {
        notifications.push({ ...notification, by: 'channel' });
        if (!confirm) return;
        const confirmation = { webhook_id: webhookId, confirm_id: confirmId };
        // Refused when the connection closes meanwhile.
        client.send('mobile_app/push_notification_confirm', confirmation).catch(() => undefined);
      },
    );
  };

  const rawWebhook: Phone['rawWebhook'] = async (payload) => {
    const answer = await fetch(`${url}/api/webhook/${webhookId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { status: answer.status, body: await answer.text() };
  };

  const fireEvent: Phone['fireEvent'] = (type, data) => {
    const content = { event_type: type, event_data: data };
    return rawWebhook(
      secret === null
        ? { type: 'fire_event', data: content }
        : { type: 'fire_event', encrypted: true, encrypted_data: seal(secret, content) },
    );
  };

  const services = await connect(wsUrl, options.token);
  await waitFor(`notify.${notifyService}`, async () => {
    const all = await services.send<Record<string, Record<string, unknown>>>('get_services');
    return all['notify']?.[notifyService];
  });
  await services.close();
  if (options.websocketPush ?? true) await openChannel();

  return {
    name: options.name,
    notifyService,
    webhookId,
    secret: secret ?? undefined,
    notifications,
    latest: (tag) => {
      const last = notifications.all.findLast(({ data }) => data?.tag === tag);
      return last?.message === 'clear_notification' ? undefined : last;
    },
    tap: (action, { reply, data = {} } = {}) => {
      const shown = notifications.all.findLast((notification) =>
        notification.data?.actions?.some((offered) => offered.action === action),
      );
      const eventData = tapEventData(options.system ?? 'android', shown, action, reply);
      return fireEvent('mobile_app_notification_action', { ...eventData, ...data });
    },
    fireEvent,
    rawWebhook,
    openChannel,
    closeChannel,
    close: async () => {
      await closeChannel();
      await receiver?.close();
    },
  };
};
