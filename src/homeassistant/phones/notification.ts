import type { Phone } from '../../core/phones.ts';

/**
 * Data of a call of `notify.mobile_app_*`, as the companion app documents it
 * (https://companion.home-assistant.io/docs/notifications/notifications-basic). A phone ignores the fields of the other
 * operating system. The tag is the approval's id, so every later notification takes the place of the one before, and
 * sending one twice shows it once: repeating is harmless.
 */
export interface PhoneNotification {
  readonly title?: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly tag: string };
}

/** Removes what a phone shows under a tag. */
export const clearNotification = (tag: string): PhoneNotification => ({
  message: 'clear_notification',
  data: { tag },
});

/** How much a notification interrupts. */
export type Urgency = 'ask' | 'quiet' | 'result' | 'alarm';

const channels: Readonly<Record<Urgency, string>> = {
  ask: 'Homelab approvals',
  quiet: 'Homelab progress',
  result: 'Homelab results',
  alarm: 'Homelab approvals',
};

const interruptionLevels: Readonly<Record<Urgency, string>> = {
  ask: 'time-sensitive',
  quiet: 'passive',
  result: 'active',
  alarm: 'time-sensitive',
};

/** Whether a phone runs Android; what is said to iOS alone would be noise there, and the other way round. */
export const isAndroid = (phone: Pick<Phone, 'operatingSystem'>): boolean =>
  phone.operatingSystem.toLowerCase().includes('android');

/** The fields that every notification about an approval has. A tap on the notification itself opens the panel. */
export const commonData = (
  tag: string,
  urgency: Urgency,
  phone: Pick<Phone, 'operatingSystem'>,
  panelUri: string,
): PhoneNotification['data'] => {
  const isLoud = urgency === 'ask' || urgency === 'alarm';
  return isAndroid(phone)
    ? {
        tag,
        group: 'homelab-steward',
        channel: channels[urgency],
        importance: isLoud ? 'high' : urgency === 'quiet' ? 'low' : 'default',
        // Without these Google may keep it back until somebody picks the phone up.
        ...(isLoud ? { ttl: 0, priority: 'high' } : {}),
        ...(urgency === 'quiet' ? { alert_once: true } : {}),
        clickAction: panelUri,
      }
    : {
        tag,
        group: 'homelab-steward',
        url: panelUri,
        push: {
          'interruption-level': interruptionLevels[urgency],
          ...(urgency === 'quiet' ? { sound: 'none' } : {}),
        },
      };
};
