import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Credentials } from './options.ts';

/** What a connection sends to prove who it is. */
export interface Authentication {
  headers(isWrite: boolean): Promise<Readonly<Record<string, string>>>;
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

const createTicketAuthentication = (logIn: () => Promise<Ticket>, clock: Clock): Authentication => {
  interface Held {
    readonly ticket: Promise<Ticket>;
    readonly untilMs: number;
  }
  let held: Held | undefined;
  const heldBy = new WeakMap<object, Held>();

  const take = (): Held => {
    if (held !== undefined && clock.now() < held.untilMs) return held;
    const taken = { ticket: logIn(), untilMs: clock.now() + ticketLifeMs };
    held = taken;
    taken.ticket.catch(() => {
      if (held === taken) held = undefined;
    });
    return taken;
  };

  return {
    headers: async (isWrite) => {
      const taken = take();
      const { ticket, csrfToken } = await taken.ticket;
      const Cookie = `PVEAuthCookie=${encodeURIComponent(ticket)}`;
      const headers = isWrite ? { Cookie, CSRFPreventionToken: csrfToken } : { Cookie };
      heldBy.set(headers, taken);
      return headers;
    },
    renew: (refused) => {
      // Another request may have renewed it meanwhile.
      if (held !== undefined && held === heldBy.get(refused)) held = undefined;
      return true;
    },
  };
};

/**
 * API token, or user and password with a ticket that is taken anew before it ends and once after a 401.
 * @param logIn asks Proxmox for a ticket; all requests that wait for one share it
 */
export const createAuthentication = (
  credentials: Credentials,
  logIn: () => Promise<Ticket>,
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
