import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Credentials } from './options.ts';

/** What a connection sends to prove who it is. */
export interface Authentication {
  headers(isWrite: boolean, signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /**
   * Called after a 401. @returns whether a second attempt with new {@link headers} makes sense.
   * @param refused the headers that were refused
   */
  renew(refused: Readonly<Record<string, string>>): boolean;
}

/** A ticket as `POST /access/ticket` gives it. */
export interface Ticket {
  readonly ticket: string;
  readonly csrfToken: string;
}

/** Proxmox's tickets last two hours. A new one is taken well before. */
const ticketLifeMs = 105 * 60 * 1000;

const createTokenAuthentication = (credentials: Extract<Credentials, { kind: 'token' }>): Authentication => {
  const headers = { Authorization: `PVEAPIToken=${credentials.tokenId}=${credentials.tokenSecret}` };
  return { headers: async () => headers, renew: () => false };
};

const createTicketAuthentication = (
  logIn: (signal?: AbortSignal) => Promise<Ticket>,
  clock: Clock,
): Authentication => {
  let current: { readonly ticket: Promise<Ticket>; readonly untilMs: number; cookie?: string } | undefined;

  const ticket = async (signal?: AbortSignal): Promise<Ticket> => {
    if (current === undefined || clock.now() >= current.untilMs) {
      const mine = { ticket: logIn(signal), untilMs: clock.now() + ticketLifeMs };
      current = mine;
      mine.ticket.catch(() => {
        if (current === mine) current = undefined;
      });
    }
    return current.ticket;
  };

  return {
    headers: async (isWrite, signal) => {
      const { ticket: value, csrfToken } = await ticket(signal);
      const Cookie = `PVEAuthCookie=${encodeURIComponent(value)}`;
      if (current !== undefined) current.cookie = Cookie;
      return isWrite ? { Cookie, CSRFPreventionToken: csrfToken } : { Cookie };
    },
    renew: (refused) => {
      // Another request may have renewed it meanwhile.
      if (current?.cookie === refused['Cookie']) current = undefined;
      return true;
    },
  };
};

/**
 * API token, or user and password with a ticket that is taken anew before it ends and once after a 401.
 * @param logIn asks Proxmox for a ticket
 */
export const createAuthentication = (
  credentials: Credentials,
  logIn: (signal?: AbortSignal) => Promise<Ticket>,
  clock: Clock,
): Authentication =>
  credentials.kind === 'token'
    ? createTokenAuthentication(credentials)
    : createTicketAuthentication(logIn, clock);

/** The error for an account that has a second factor, which only a person can give. */
export const secondFactorError = (name: string, user: string): StewardError =>
  new StewardError(`Proxmox ${name} asks ${user} for a second factor, which Steward cannot give.`, {
    code: 'proxmox.second-factor',
    kind: 'auth',
    mend: 'Use an API token instead; `steward doctor` prints the commands that make one.',
  });
