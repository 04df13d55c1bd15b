import type { Channel, Person, Requester } from '../../core/people.ts';
import type { FromIntegration } from '../../homeassistant/protocol/from-integration.ts';

type Caller = Extract<FromIntegration, { type: 'turn' }>['caller'];

/** What the caller says of the place; nobody has checked it. */
export interface ClaimedPlace {
  readonly deviceId: string | null;
  readonly satelliteId: string | null;
  readonly area: string | null;
}

const nowhere: ClaimedPlace = { deviceId: null, satelliteId: null, area: null };

/**
 * Who is behind a message. A person counts as known only where Home Assistant names the user and that user is in the
 * directory. A context with a parent comes from an automation or a script: then it is that which asks, not the person
 * whose name the context may carry.
 */
export const requesterOf = (
  caller: Caller,
  people: readonly Person[],
  channel: Channel,
  place: ClaimedPlace = nowhere,
): Requester => {
  const isAutomation = caller.parentContextId !== null || caller.automation !== null;
  const person = isAutomation ? undefined : people.find(({ userId }) => userId === caller.userId);
  return {
    channel: isAutomation ? 'automation' : channel,
    ...(person === undefined ? {} : { person }),
    ...(caller.automation === null ? {} : { automation: caller.automation }),
    ...(place.deviceId === null ? {} : { claimedDeviceId: place.deviceId }),
    ...(place.satelliteId === null ? {} : { claimedSatelliteId: place.satelliteId }),
    ...(place.area === null ? {} : { claimedArea: place.area }),
  };
};
