import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { McpClient } from './mcp-deps.ts';

/** A client as the options have it. */
export interface McpClientOption {
  readonly name: string;
  readonly token: string;
  readonly scope: 'read' | 'propose';
}

/** Who calls, or why they are not let in. */
export type Admittance =
  | { readonly kind: 'admitted'; readonly client: McpClient }
  | { readonly kind: 'refused'; readonly status: 401 | 429; readonly retryAfterSeconds?: number };

/** Tells clients by their tokens. */
export interface McpClients {
  /**
   * @param authorization the header as it came
   * @param address where the call came from
   */
  admit(authorization: string | undefined, address: string): Admittance;
}

/** A program at a desk waits for a plan; Home Assistant ends a call after 30 s. Milliseconds. */
const patienceMs = 110_000;
const homeAssistantPatienceMs = 25_000;
/** Wrong tokens from one address before it has to wait, and how long. */
const mostWrong = 10;
const waitMs = 60_000;
/** Calls that one client may make in a minute. */
const mostCalls = 240;
const minuteMs = 60_000;
const mostAddresses = 1_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Lets in who has a token of the options. Home Assistant's own client has no place for one: it is let in without, to look
 * and not to propose, only where the options say so and only from the address that the paired integration is connected from.
 */
export const createMcpClients = ({
  clients,
  homeAssistantAddress,
  clock,
}: {
  readonly clients: readonly McpClientOption[];
  /** Address of the paired Home Assistant while it is connected; undefined where it is not let in without a token. */
  readonly homeAssistantAddress: () => string | undefined;
  readonly clock: Clock;
}): McpClients => {
  const known = clients.map(({ name, token, scope }) => ({
    digest: digest(token),
    client: { name, scope, patienceMs },
  }));
  const wrong = new Map<string, { count: number; sinceMs: number }>();
  const calls = new Map<string, { count: number; sinceMs: number }>();

  const counted = (of: typeof wrong, key: string, forMs: number): number => {
    const nowMs = clock.now();
    const last = of.get(key);
    const entry = last === undefined || nowMs - last.sinceMs > forMs ? { count: 0, sinceMs: nowMs } : last;
    entry.count += 1;
    of.delete(key);
    of.set(key, entry);
    for (const [oldest] of of) {
      if (of.size <= mostAddresses) break;
      of.delete(oldest);
    }
    return entry.count;
  };
  const isResting = (address: string): boolean => {
    const entry = wrong.get(address);
    return entry !== undefined && entry.count >= mostWrong && clock.now() - entry.sinceMs <= waitMs;
  };
  const limited = (client: McpClient): Admittance =>
    counted(calls, client.name, minuteMs) > mostCalls
      ? { kind: 'refused', status: 429, retryAfterSeconds: minuteMs / 1_000 }
      : { kind: 'admitted', client };

  return {
    admit: (authorization, address) => {
      if (isResting(address)) return { kind: 'refused', status: 429, retryAfterSeconds: waitMs / 1_000 };
      const token = /^Bearer (\S{1,256})$/i.exec(authorization ?? '')?.[1];
      if (token !== undefined) {
        const given = digest(token);
        // All are compared, so that the time tells nothing.
        const [found] = known.filter((one) => timingSafeEqual(one.digest, given));
        if (found !== undefined) return limited(found.client);
      } else if (authorization === undefined && homeAssistantAddress() === address)
        return limited({ name: 'Home Assistant', scope: 'read', patienceMs: homeAssistantPatienceMs });
      counted(wrong, address, waitMs);
      return { kind: 'refused', status: 401 };
    },
  };
};
