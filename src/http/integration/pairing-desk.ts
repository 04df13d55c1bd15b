import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { KeyValueStore } from '../../core/stores.ts';

/** What became of a try to pair. */
export type PairingResult =
  | { readonly kind: 'paired'; readonly token: string }
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'too-many-tries'; readonly retryAfterSeconds: number };

/** Hands out and checks the integration's tokens. */
export interface PairingDesk {
  /** The code that pairs next: eight digits, for ten minutes, once. The same one again while it is valid. */
  code(): string;
  redeem(code: string, homeAssistantName: string): PairingResult;
  /** A token without a code, for Supervisor's discovery: the same at every start, so that a pairing outlives it. */
  tokenForDiscovery(): string;
  accepts(token: string): boolean;
}

const codeLifeMs = 10 * 60_000;
const triesPerCode = 5;
const tokensKept = 5;
const tokensKey = 'integration/tokens';
const discoveryKey = 'integration/discovery-token';

interface KeptToken {
  readonly digest: string;
  readonly purpose: string;
  readonly atMs: number;
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Tokens are kept as digests: 256 random bits need no slow hash, and looking a digest up leaks nothing by its timing. */
export const createPairingDesk = (keyValue: KeyValueStore, clock: Clock, log: Log): PairingDesk => {
  let current: { code: string; untilMs: number; tries: number } | undefined;
  let blockedUntilMs = 0;

  const tokens = (): KeptToken[] => (keyValue.get(tokensKey) as KeptToken[] | undefined) ?? [];

  const isAccepted = (token: string): boolean => tokens().some((kept) => kept.digest === digestOf(token));

  const issue = (purpose: string): string => {
    const token = randomBytes(32).toString('base64url');
    const others = tokens().filter((kept) => kept.purpose !== purpose);
    const kept: KeptToken = { digest: digestOf(token), purpose, atMs: clock.now() };
    keyValue.set(tokensKey, JSON.parse(JSON.stringify([...others, kept].slice(-tokensKept))));
    return token;
  };

  const code = (): string => {
    if (current === undefined || clock.now() >= current.untilMs)
      current = {
        code: String(randomInt(0, 100_000_000)).padStart(8, '0'),
        untilMs: clock.now() + codeLifeMs,
        tries: 0,
      };
    return current.code;
  };

  return {
    code,
    redeem: (given, homeAssistantName) => {
      if (clock.now() < blockedUntilMs)
        return {
          kind: 'too-many-tries',
          retryAfterSeconds: Math.ceil((blockedUntilMs - clock.now()) / 1000),
        };
      if (
        current !== undefined &&
        clock.now() < current.untilMs &&
        digestOf(given) === digestOf(current.code)
      ) {
        current = undefined;
        log.info('A Home Assistant was paired.', { homeAssistant: homeAssistantName });
        return { kind: 'paired', token: issue(`pairing/${homeAssistantName}`) };
      }
      log.security('A wrong pairing code was given.', { homeAssistant: homeAssistantName });
      if (current !== undefined) {
        current.tries += 1;
        if (current.tries >= triesPerCode) {
          current = undefined;
          blockedUntilMs = clock.now() + codeLifeMs;
        }
      }
      return { kind: 'wrong-code' };
    },
    tokenForDiscovery: () => {
      const kept = keyValue.get(discoveryKey);
      if (typeof kept === 'string' && isAccepted(kept)) return kept;
      const token = issue('discovery');
      keyValue.set(discoveryKey, token);
      return token;
    },
    accepts: isAccepted,
  };
};
