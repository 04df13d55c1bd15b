import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../../core/clock.ts';
import type { TotpSecret } from '../../core/step-up.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { SecretBox } from './secret-box.ts';

/** Authenticator apps: one secret per person, six digits, a new code each 30 seconds (RFC 6238, HMAC-SHA-1). */
export interface TotpFactor {
  has(userId: string): boolean;
  /** A new secret, good only once {@link confirm} has seen a code of it; what was enrolled before stays until then. */
  propose(userId: string, label: string): TotpSecret;
  /** @returns whether the code is one of the proposed secret, which is the person's from then on */
  confirm(userId: string, code: string): boolean;
  /** A new secret that is good at once and replaces what was enrolled before. */
  enrol(userId: string, label: string): TotpSecret;
  /**
   * Whether a code is right: the present one, or the one before or after it. A code that was taken is never taken again,
   * nor is an older one, over restarts too.
   */
  accepts(userId: string, code: string): boolean;
  remove(userId: string): void;
}

const issuer = 'Homelab Steward';
const periodSeconds = 30;
/** Codes before and after the present one that are right, too: clocks differ. */
const window = 1;
const secretBytes = 20;
/** How long a proposed secret waits for its first code. Milliseconds. */
const proposalMs = 10 * 60_000;

const keyOf = (userId: string): string => `step-up/totp/${userId}`;

interface Kept {
  readonly sealed: string;
  /** Number of the period whose code was taken last. */
  readonly lastPeriod: number;
}

const shown = (secret: Secret, label: string): TotpSecret => ({
  uri: new TOTP({ issuer, label, secret, period: periodSeconds, digits: 6 }).toString(),
  key: secret.base32.match(/.{1,4}/g)?.join(' ') ?? secret.base32,
});

/** Makes the factor. Secrets are kept encrypted; see {@link SecretBox}. */
export const createTotpFactor = (deps: {
  readonly keyValue: KeyValueStore;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}): TotpFactor => {
  const { keyValue, secretBox, clock } = deps;
  const proposals = new Map<string, { readonly secret: Secret; readonly untilMs: number }>();

  const kept = (userId: string): Kept | undefined => keyValue.get(keyOf(userId)) as Kept | undefined;

  const keep = (userId: string, secret: Secret, lastPeriod: number): void =>
    keyValue.set(keyOf(userId), {
      sealed: secretBox.seal(Buffer.from(secret.bytes), userId),
      lastPeriod,
    });

  /** The number of the period that a code belongs to; undefined when it is wrong. */
  const periodOf = (secret: Secret, code: string): number | undefined => {
    const timestamp = clock.now();
    const delta = /^\d{6}$/.test(code)
      ? TOTP.validate({ token: code, secret, period: periodSeconds, digits: 6, timestamp, window })
      : null;
    return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta;
  };

  return {
    has: (userId) => kept(userId) !== undefined,

    propose: (userId, label) => {
      const secret = new Secret({ size: secretBytes });
      proposals.set(userId, { secret, untilMs: clock.now() + proposalMs });
      return shown(secret, label);
    },

    confirm: (userId, code) => {
      const proposal = proposals.get(userId);
      if (proposal === undefined || clock.now() >= proposal.untilMs) return false;
      const period = periodOf(proposal.secret, code);
      if (period === undefined) return false;
      keep(userId, proposal.secret, period);
      proposals.delete(userId);
      return true;
    },

    enrol: (userId, label) => {
      const secret = new Secret({ size: secretBytes });
      keep(userId, secret, 0);
      return shown(secret, label);
    },

    accepts: (userId, code) => {
      const known = kept(userId);
      if (known === undefined) return false;
      const opened = secretBox.open(known.sealed, userId);
      const secret = new Secret({ buffer: new Uint8Array(opened).buffer });
      const period = periodOf(secret, code);
      if (period === undefined || period <= known.lastPeriod) return false;
      keyValue.set(keyOf(userId), { ...known, lastPeriod: period });
      return true;
    },

    remove: (userId) => {
      keyValue.delete(keyOf(userId));
      proposals.delete(userId);
    },
  };
};
