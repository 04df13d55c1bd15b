import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from '../../core/people.ts';
import type { HouseholdDirectory } from '../../core/phones.ts';

/** What identity is decided on: the peer of the TCP connection, never what a header says about it. */
export interface RequestFacts {
  readonly remoteAddress: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** What {@link whoIs} decides by. */
export interface IdentityOptions {
  /** Address of the Supervisor, the only peer whose `X-Remote-User-Id` counts. Default {@link supervisorAddress}. */
  readonly trustedProxyAddress?: string;
  readonly directory: Pick<HouseholdDirectory, 'isKnown' | 'people'>;
  /** Set in the demo only: whom a visitor on this very machine is taken for. */
  readonly demoOwner?: Person | undefined;
}

/** Why nobody vouches for a visitor. */
export type NobodyReason = 'not-through-home-assistant' | 'user-missing' | 'user-unknown' | 'forged-host';

/** Who looks at the panel. */
export type Visitor =
  | { readonly kind: 'person'; readonly person: Person; readonly through: 'ingress' | 'demo' }
  | { readonly kind: 'nobody'; readonly reason: NobodyReason };

/** Where Home Assistant's Supervisor always has its address in the network of its apps. */
export const supervisorAddress = '172.30.32.2';

const plainAddress = (address: string | undefined): string =>
  (address ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');

const isLoopback = (address: string): boolean => address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);

const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Node reads header bytes as Latin-1; Home Assistant writes names in UTF-8. */
const asText = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : Buffer.from(value, 'latin1').toString('utf8');

const fromIngress = (headers: IncomingHttpHeaders, directory: IdentityOptions['directory']): Visitor => {
  const userId = single(headers['x-remote-user-id']);
  // Two such headers arrive joined by a comma, which no user id contains.
  if (userId === undefined || !/^[\w-]{1,64}$/.test(userId))
    return { kind: 'nobody', reason: 'user-missing' };
  const known = directory.people.find((person) => person.userId === userId);
  if (known !== undefined) return { kind: 'person', person: known, through: 'ingress' };
  if (directory.isKnown) return { kind: 'nobody', reason: 'user-unknown' };
  // Without the integration nobody tells us the people; the Supervisor's word for who it is still holds.
  const name =
    asText(single(headers['x-remote-user-display-name'])) ?? asText(single(headers['x-remote-user-name']));
  return { kind: 'person', person: { userId, name: name ?? userId, isAdmin: false }, through: 'ingress' };
};

/**
 * Says who a request is from. Two ways are trusted and no other:
 * - ingress: the Supervisor, recognised by its address, has checked the person's session and names them. It strips
 *   `X-Remote-User-*` from what the browser sent, so that only its own remain.
 * - the demo: a browser on this machine is the demo's owner. The Host header must name this machine, or a web site
 *   whose name was pointed at 127.0.0.1 (DNS rebinding) would be the owner too; and a request that a proxy forwarded is
 *   not from this machine, whatever its peer is.
 */
export const whoIs = (request: RequestFacts, options: IdentityOptions): Visitor => {
  const peer = plainAddress(request.remoteAddress);
  const { headers } = request;
  if (peer === (options.trustedProxyAddress ?? supervisorAddress))
    return fromIngress(headers, options.directory);
  if (options.demoOwner === undefined || !isLoopback(peer))
    return { kind: 'nobody', reason: 'not-through-home-assistant' };
  const wasForwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  if (wasForwarded) return { kind: 'nobody', reason: 'not-through-home-assistant' };
  if (!localHost.test(headers.host ?? '')) return { kind: 'nobody', reason: 'forged-host' };
  return { kind: 'person', person: options.demoOwner, through: 'demo' };
};
