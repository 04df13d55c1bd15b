import { randomBytes } from 'node:crypto';

/** Which phone to register. */
export interface PhoneOptions {
  /** Its owner's token. */
  readonly token: string;
  /** Device name; letters, digits and spaces, unique in the house. */
  readonly name: string;
  /** Whether its webhook refuses what is not encrypted. @default true */
  readonly encrypted?: boolean;
  /** Whether it also, or only, has a push service. @default false */
  readonly pushUrl?: boolean;
  /** Whether it opens a WebSocket channel. @default true */
  readonly websocketPush?: boolean;
  /** Which app: Android echoes the notification's data with a tap, iOS does not. @default android */
  readonly system?: 'android' | 'ios';
}

/** What Home Assistant gives a phone that registers. */
export interface PhoneRegistration {
  /** 64 hexadecimal digits: whoever knows it can speak as this phone, unless it is encrypted. */
  readonly webhook_id: string;
  /** Key of an encrypted phone. */
  readonly secret: string | null;
}

/** Registers a device as the companion app does. `pushUrl` is where Home Assistant shall post its notifications. */
export const registerDevice = async (
  url: string,
  options: PhoneOptions,
  pushUrl: string | undefined,
): Promise<PhoneRegistration> => {
  const isAndroid = options.system !== 'ios';
  const answer = await fetch(`${url}/api/mobile_app/registrations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      app_id: isAndroid ? 'io.homeassistant.companion.android' : 'io.robbie.HomeAssistant',
      app_name: 'Home Assistant',
      app_version: '2026.11.1',
      device_name: options.name,
      device_id: randomBytes(8).toString('hex'),
      manufacturer: isAndroid ? 'Google' : 'Apple',
      model: isAndroid ? 'Pixel 11' : 'iPhone 18',
      os_name: isAndroid ? 'Android' : 'iOS',
      os_version: isAndroid ? '17' : '27.1',
      supports_encryption: options.encrypted ?? true,
      app_data: {
        ...((options.websocketPush ?? true) ? { push_websocket_channel: true } : {}),
        ...(pushUrl === undefined ? {} : { push_url: pushUrl, push_token: randomBytes(16).toString('hex') }),
      },
    }),
  });
  if (answer.status !== 201)
    throw new Error(`The registration answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as PhoneRegistration;
};
