/** A person as Home Assistant knows them. */
export interface Person {
  /** Home Assistant's user id. */
  readonly userId: string;
  readonly name: string;
  readonly isAdmin: boolean;
}

/** The way a request came in. */
export type Channel = 'assist' | 'panel' | 'wyoming' | 'cli' | 'automation' | 'button' | 'mcp';

/**
 * Who asks. `person` is present only where Home Assistant itself vouches for them; the device and satellite ids are
 * the caller's own claim, never proof, and are shown as such.
 */
export interface Requester {
  readonly channel: Channel;
  readonly person?: Person;
  readonly claimedDeviceId?: string;
  readonly claimedSatelliteId?: string;
  /** Room of the claimed satellite or device, if Home Assistant knows one. */
  readonly claimedArea?: string;
  /** Name of the automation, for requests that an automation made. */
  readonly automation?: string;
  /** Name of the MCP client in the options, for requests that a program made. */
  readonly mcpClient?: string;
}

/** How a requester is named to people: "Alice", "an unknown speaker in the kitchen", "the automation Night". */
export const describeRequester = (requester: Requester): string => {
  if (requester.automation !== undefined) return `the automation "${requester.automation}"`;
  if (requester.channel === 'mcp') return `the MCP client "${requester.mcpClient ?? ''}"`;
  if (requester.person !== undefined) return requester.person.name;
  if (requester.channel === 'automation') return 'an automation';
  if (requester.channel === 'cli') return 'somebody at the command line';
  const place = requester.claimedArea ?? requester.claimedSatelliteId ?? requester.claimedDeviceId;
  return place === undefined ? 'an unknown speaker' : `an unknown speaker, by its own claim in ${place}`;
};
