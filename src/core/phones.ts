import type { Person } from './people.ts';

/** A phone (or tablet) that is registered with Home Assistant's companion app, as only the integration can know it. */
export interface Phone {
  /** Service in the notify domain, e.g. `mobile_app_pixel_8`. */
  readonly notifyService: string;
  readonly deviceName: string;
  /** Home Assistant user id of the owner of the registration. */
  readonly userId: string;
  /** `Android`, `iOS` or what the app says. */
  readonly operatingSystem: string;
  readonly isEncrypted: boolean;
  /** Whether Home Assistant reaches it by a push URL (FCM, APNs). */
  readonly hasPushUrl: boolean;
  /** Whether it asked for notifications over the local WebSocket. */
  readonly hasWebsocketPush: boolean;
}

/**
 * Whether somebody who is not the owner could forge this phone's answers: without encryption and without a push URL its
 * webhook id can leak to other users of Home Assistant.
 */
export const canBeForged = (phone: Phone): boolean => !phone.isEncrypted && !phone.hasPushUrl;

/** Which people and phones there are. Filled by the integration; empty until it has connected. */
export interface HouseholdDirectory {
  readonly isKnown: boolean;
  readonly people: readonly Person[];
  readonly phones: readonly Phone[];
}
