import { StewardError } from './errors.ts';

/** How a person showed once more that it is them. */
export type StepUpMethod = 'pin' | 'totp' | 'passkey';

/**
 * What a step-up is asked for. A proof for one purpose is worth nothing for another: `approve <approval id>` covers that
 * one request. `change-factors`: a new authenticator app or passkey, or one less.
 */
export type StepUpPurpose = `approve ${string}` | 'set-autonomy' | 'release-stop' | 'change-factors';

/** What a person gives to show that it is them: a code, or what their passkey signed. */
export type StepUpEvidence =
  | { readonly method: 'pin' | 'totp'; readonly code: string }
  | {
      readonly method: 'passkey';
      /** WebAuthn's `AuthenticationResponseJSON`, as the browser gives it. */
      readonly response: Readonly<Record<string, unknown>>;
    };

/** What a person can confirm with, as they see it themselves. Holds nothing secret. */
export interface StepUpFactors {
  /** Whether the options set a PIN for them. */
  readonly pin: boolean;
  /** Whether an authenticator app is enrolled. */
  readonly totp: boolean;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly addedAtMs: number;
    /** The site that it is good for: a browser offers it nowhere else. */
    readonly site: string;
  }[];
  /** Set while wrong codes keep their codes from being taken. Epoch milliseconds. */
  readonly lockedUntilMs?: number;
}

/** The secret of an authenticator app. Shown once. */
export interface TotpSecret {
  /** `otpauth://totp/...`, which a phone opens in its authenticator app. */
  readonly uri: string;
  /** The same to be typed: Base32 in groups of four. */
  readonly key: string;
}

/** What a proof says: who, how, what for, until when. */
export interface StepUpScope {
  /** Home Assistant's user id. */
  readonly userId: string;
  readonly method: StepUpMethod;
  readonly purpose: StepUpPurpose;
  /** Epoch milliseconds; a proof is spent in the same request or shortly after. */
  readonly expiresAtMs: number;
}

/** What a proof is held against when it is spent. */
export interface StepUpClaim {
  readonly userId: string;
  readonly purpose: StepUpPurpose;
  readonly nowMs: number;
}

let mintClaimed = false;

const mend = 'Confirm it again in the panel.';

/**
 * Proof that a person has just confirmed in the panel, with a code or a passkey, that it is them. It can be made by nobody
 * but the holder of the mint (`approvals/step-up/`), is good for one purpose and is spent once; an object that merely looks
 * like one is refused at run time by the private brand, as with {@link import('./grant.ts').Grant}.
 */
export class StepUpProof {
  #isSpent = false;
  readonly userId: string;
  readonly method: StepUpMethod;
  readonly purpose: StepUpPurpose;
  readonly expiresAtMs: number;

  private constructor(scope: StepUpScope) {
    this.userId = scope.userId;
    this.method = scope.method;
    this.purpose = scope.purpose;
    this.expiresAtMs = scope.expiresAtMs;
    Object.freeze(this);
  }

  /**
   * Uses a proof up. Throws unless it is genuine, of this person, for this purpose, in time and not spent before.
   * @throws StewardError `step-up.not-proved` (auth)
   */
  static spend(proof: unknown, { userId, purpose, nowMs }: StepUpClaim): StepUpMethod {
    const refuse = (message: string) =>
      new StewardError(message, { code: 'step-up.not-proved', kind: 'auth', mend });
    if (typeof proof !== 'object' || proof === null || !(#isSpent in proof))
      throw refuse('This needs a confirmation that it is you.');
    const genuine = proof as StepUpProof;
    if (genuine.userId !== userId) throw refuse('The confirmation is another person’s.');
    if (genuine.purpose !== purpose) throw refuse('The confirmation was given for something else.');
    if (genuine.#isSpent) throw refuse('The confirmation was used before.');
    if (nowMs >= genuine.expiresAtMs) throw refuse('The confirmation is too old.');
    genuine.#isSpent = true;
    return genuine.method;
  }

  /**
   * The mint: claimed once per process, by `approvals/step-up/`, when its module loads.
   * @throws StewardError `step-up.mint-claimed`
   */
  static claimMint(): StepUpMint {
    if (mintClaimed)
      throw new StewardError('The mint of step-up proofs has been claimed already.', {
        code: 'step-up.mint-claimed',
        kind: 'terminal',
      });
    mintClaimed = true;
    return { mint: (scope) => new StepUpProof(scope) };
  }
}

/** Makes proofs. Held by `approvals/step-up/` alone. */
export interface StepUpMint {
  mint(scope: StepUpScope): StepUpProof;
}
