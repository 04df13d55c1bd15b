import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../../src/core/clock.ts';
import type { AccessState } from './access.ts';
import { ApiError } from './api-error.ts';

/** Who makes a call, and by what. */
export interface Caller {
  /** `user@realm` or `user@realm!token`; undefined for the few calls that need nobody. */
  readonly who: string | undefined;
  readonly isToken: boolean;
}

export interface Tickets {
  /** A new ticket and its CSRF token. */
  issue(user: string): { ticket: string; csrfToken: string };
  verify(ticket: string): string | undefined;
  verifyCsrf(user: string, token: string | undefined): boolean;
  /** Ends all tickets, as a change of the authentication key would. */
  expireAll(): void;
}

const ticketLifetimeMs = 2 * 60 * 60 * 1000;

/** Tickets live two hours on the stand-in's clock. They look like the vendor's and are remembered, not signed. */
export const createTickets = (clock: Clock): Tickets => {
  const users = new Map<string, { user: string; issuedAtMs: number }>();
  const csrfTokens = new Map<string, { user: string; issuedAtMs: number }>();
  const stamp = () =>
    Math.floor(clock.now() / 1000)
      .toString(16)
      .toUpperCase()
      .padStart(8, '0');
  const isAlive = (issuedAtMs: number) => clock.now() - issuedAtMs <= ticketLifetimeMs;

  return {
    issue: (user) => {
      const issued = { user, issuedAtMs: clock.now() };
      const ticket = `PVE:${user}:${stamp()}::${randomBytes(96).toString('base64')}`;
      const csrfToken = `${stamp()}:${randomBytes(32).toString('base64').replace(/=+$/, '')}`;
      users.set(ticket, issued);
      csrfTokens.set(csrfToken, issued);
      return { ticket, csrfToken };
    },
    verify: (ticket) => {
      const issued = users.get(ticket);
      return issued !== undefined && isAlive(issued.issuedAtMs) ? issued.user : undefined;
    },
    verifyCsrf: (user, token) => {
      const issued = token === undefined ? undefined : csrfTokens.get(token);
      return issued?.user === user && isAlive(issued.issuedAtMs);
    },
    expireAll: () => {
      users.clear();
      csrfTokens.clear();
    },
  };
};

const valueAfter = (header: string | undefined, name: string): string | undefined => {
  const value = new RegExp(`(?:^|\\s)${name}=([^;]*)`).exec(header ?? '')?.[1];
  return value === undefined ? undefined : decodeURIComponent(value);
};

/** The calls that need no credentials. */
const isOpen = (method: string, path: string): boolean =>
  (path === '/access/domains' && method === 'GET') ||
  (path === '/access/ticket' && (method === 'GET' || method === 'POST')) ||
  (path === '/access/vncticket' && method === 'POST') ||
  (path.startsWith('/access/openid/') && method === 'POST');

const verifyToken = (access: AccessState, nowMs: number, text: string): string | undefined => {
  const [, id = '', user = '', name = '', secret] = /^(([^\s:/]+@[^!]+)!([^=]+))=(.*)$/.exec(text) ?? [];
  const token = access.users[user]?.tokens[name];
  if (token === undefined || access.users[user]?.isEnabled === false || token.secret !== secret)
    return undefined;
  return token.expiresAtMs !== undefined && token.expiresAtMs < nowMs ? undefined : id;
};

/**
 * Finds out who calls: a ticket in the cookie first, then a ticket or a token in the Authorization header.
 * @throws ApiError 401 in the vendor's words
 */
export const authenticate = (
  { method, path, headers }: { method: string; path: string; headers: IncomingHttpHeaders },
  { access, tickets, clock }: { access: AccessState; tickets: Tickets; clock: Clock },
): Caller => {
  const ticket =
    valueAfter(headers.cookie, 'PVEAuthCookie') ?? valueAfter(headers.authorization, 'PVEAuthCookie');
  const token = valueAfter(headers.authorization, 'PVEAPIToken');
  if (isOpen(method, path)) return { who: undefined, isToken: false };
  if (ticket === undefined && token !== undefined) {
    const who = verifyToken(access, clock.now(), token);
    if (who === undefined) throw new ApiError(401, 'Authentication failed!');
    return { who, isToken: true };
  }
  if (ticket === undefined) throw new ApiError(401, 'No ticket');
  const user = tickets.verify(ticket);
  const state = user === undefined ? undefined : access.users[user];
  if (user === undefined || state === undefined || state.isEnabled === false)
    throw new ApiError(401, 'Authentication failed!');
  const csrfToken = headers['csrfpreventiontoken'];
  if (method !== 'GET' && !tickets.verifyCsrf(user, Array.isArray(csrfToken) ? csrfToken[0] : csrfToken))
    throw new ApiError(401, 'Permission denied - invalid csrf token');
  return { who: user, isToken: false };
};
