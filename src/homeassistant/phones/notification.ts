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

/** Longest line of a notification, in characters: a push service takes 4096 bytes in all. */
const longestLine = 340;

/** Longest title of a notification, and longest name of a step in one. Characters. */
export const longestTitle = 160;

/**
 * Text from elsewhere as one line that cannot pass for another one: without line ends and control characters (those that
 * turn the direction of writing are among them), without the quotation marks that notifications put around it, and cut
 * after so many characters.
 */
export const foreignText = (text: string, limit: number): string =>
  shortLine(text.replace(/[“”]/g, '"'), limit);

/** One line of at most so many characters. */
export const shortLine = (text: string, limit = longestLine): string => {
  const line = text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
};

const androidCharacters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\\': '&#92;',
};

const escapeForAndroid = (text: string): string =>
  text.replace(/[&<>\\]/g, (character) => androidCharacters[character] ?? character);

/**
 * A notification whose texts a phone shows as they are written. The app on Android reads title and message as HTML, and
 * a backslash before n or r as the end of a line; so without this, whoever asks for a change could lay out the question
 * about it, and anything in angle brackets would be missing. The app on iOS takes plain text.
 */
export const asShownOn = (
  phone: Pick<Phone, 'operatingSystem'>,
  { title, message, data }: PhoneNotification,
): PhoneNotification =>
  isAndroid(phone)
    ? {
        ...(title === undefined ? {} : { title: escapeForAndroid(title) }),
        message: escapeForAndroid(message),
        data,
      }
    : { ...(title === undefined ? {} : { title }), message, data };
