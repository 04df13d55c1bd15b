/** A notification as the phone gets it. */
export interface PhoneNotification {
  readonly message: string;
  readonly title?: string;
  readonly data?: {
    readonly tag?: string;
    readonly actions?: readonly {
      readonly action: string;
      readonly title: string;
      readonly uri?: string;
      readonly authenticationRequired?: boolean;
      readonly destructive?: boolean;
    }[];
    readonly [field: string]: unknown;
  };
  /** How it came. */
  readonly by: 'channel' | 'push-url';
}

const androidEcho = ({ message, title, data = {} }: PhoneNotification): Record<string, unknown> => {
  const { actions = [], ...fields } = data;
  const flat = actions.flatMap(({ action, title: label, uri }, index) => [
    [`action_${index + 1}_key`, action],
    [`action_${index + 1}_title`, label],
    ...(uri === undefined ? [] : [[`action_${index + 1}_uri`, uri]]),
  ]);
  return { ...fields, message, ...(title === undefined ? {} : { title }), ...Object.fromEntries(flat) };
};

/**
 * What a companion app puts into `mobile_app_notification_action` for a tap. Android echoes all of the notification, its
 * actions flattened to `action_1_key` …; iOS sends no more than the action, the reply and `action_data`.
 */
export const tapEventData = (
  system: 'android' | 'ios',
  notification: PhoneNotification | undefined,
  action: string,
  reply: string | undefined,
): Readonly<Record<string, unknown>> => {
  const actionData = notification?.data?.['action_data'];
  const iosEcho = actionData === undefined ? {} : { action_data: actionData };
  const echo = system === 'ios' || notification === undefined ? iosEcho : androidEcho(notification);
  return { ...echo, action, ...(reply === undefined ? {} : { reply_text: reply }) };
};
