import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import type { StepUpEvidence, StepUpFactors, StepUpProof, StepUpPurpose } from '../../core/step-up.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { Approver } from '../approvers.ts';
import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createLockOut } from './lock-out.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { isSamePin } from './pin.ts';
import { makeProof } from './proofs.ts';
import type { RelyingParty } from './relying-party.ts';
import type { SecretBox } from './secret-box.ts';
import { createTotpFactor } from './totp.ts';

/** How evidence was taken. */
export type Confirmation =
  | { readonly kind: 'confirmed'; readonly proof: StepUpProof }
  | {
      readonly kind: 'refused';
      readonly code: 'not-an-approver' | 'step-up-wrong' | 'step-up-locked' | 'step-up-missing';
      readonly reason: string;
    };

/** The only place where {@link StepUpProof}s come from. */
export interface StepUp {
  factors(userId: string): StepUpFactors;
  /** See {@link Passkeys.challenge}. */
  challenge: Passkeys['challenge'];
  /** Looks at what a person gives, for one purpose. Each refusal is an entry of the security log. */
  confirm(person: Person, purpose: StepUpPurpose, evidence: StepUpEvidence): Promise<Confirmation>;
  readonly enrolment: Enrolment;
}

/** What {@link createStepUp} is given. */
export interface StepUpDeps {
  readonly keyValue: KeyValueStore;
  readonly secretBox: SecretBox;
  /** Who may decide now, with their PINs. */
  readonly approvers: () => readonly Approver[];
  /** The sites that may have passkeys now. */
  readonly relyingParties: () => readonly RelyingParty[];
  readonly clock: Clock;
  readonly log: Log;
}

/** How long a proof can be spent. It is spent while the same message is carried out. Milliseconds. */
export const proofMs = 60_000;

const minutesUntil = (untilMs: number, nowMs: number): string => {
  const minutes = Math.max(1, Math.ceil((untilMs - nowMs) / 60_000));
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};

/** Makes the step-up: PIN, authenticator app and passkey, with one lock-out for every code. */
export const createStepUp = (deps: StepUpDeps): StepUp => {
  const { keyValue, approvers, clock, log } = deps;
  const lockOut = createLockOut(keyValue, clock);
  const totp = createTotpFactor(deps);
  const passkeys = createPasskeys(deps);

  const pinOf = (userId: string): string | undefined =>
    approvers().find((approver) => approver.userId === userId)?.pin;

  const refused = (
    code: Extract<Confirmation, { kind: 'refused' }>['code'],
    reason: string,
  ): Confirmation => ({ kind: 'refused', code, reason });

  const confirmed = (
    { userId }: Person,
    purpose: StepUpPurpose,
    { method }: StepUpEvidence,
  ): Confirmation => ({
    kind: 'confirmed',
    proof: makeProof({ userId, method, purpose, expiresAtMs: clock.now() + proofMs }),
  });

  const missing = (method: StepUpEvidence['method']): Confirmation =>
    refused(
      'step-up-missing',
      method === 'pin'
        ? 'You have no PIN. Set `pin` for yourself in the option approvers.'
        : 'You have no authenticator app enrolled. Add one under Control.',
    );

  const judgeCode = (
    person: Person,
    purpose: StepUpPurpose,
    evidence: Extract<StepUpEvidence, { code: string }>,
  ): Confirmation => {
    const { userId } = person;
    const { method, code } = evidence;
    const pin = pinOf(userId);
    if (method === 'pin' ? pin === undefined : !totp.has(userId)) return missing(method);
    const verdict = lockOut.guess(userId, () =>
      method === 'pin' ? pin !== undefined && isSamePin(pin, code) : totp.accepts(userId, code),
    );
    if (verdict.kind === 'right') return confirmed(person, purpose, evidence);
    if (verdict.kind === 'locked')
      return refused(
        'step-up-locked',
        `Too many wrong codes. Try again in ${minutesUntil(verdict.untilMs, clock.now())}.`,
      );
    const left = verdict.triesLeft === 1 ? 'One try is left.' : `${verdict.triesLeft} tries are left.`;
    return refused(
      'step-up-wrong',
      method === 'pin'
        ? `That PIN is wrong. ${left}`
        : `That code is wrong or was used before; wait for the next one. ${left}`,
    );
  };

  const judge = async (
    person: Person,
    purpose: StepUpPurpose,
    evidence: StepUpEvidence,
  ): Promise<Confirmation> => {
    if (!approvers().some(({ userId }) => userId === person.userId))
      return refused('not-an-approver', 'You are not among the approvers. The option approvers names them.');
    if (evidence.method !== 'passkey') return judgeCode(person, purpose, evidence);
    return (await passkeys.accepts(person.userId, purpose, evidence.response))
      ? confirmed(person, purpose, evidence)
      : refused('step-up-wrong', 'The passkey was not accepted. Try again.');
  };

  return {
    factors: (userId) => {
      const lockedUntilMs = lockOut.lockedUntilMs(userId);
      return {
        pin: pinOf(userId) !== undefined,
        totp: totp.has(userId),
        passkeys: passkeys.list(userId),
        ...(lockedUntilMs === undefined ? {} : { lockedUntilMs }),
      };
    },
    challenge: passkeys.challenge,
    confirm: async (person, purpose, evidence) => {
      const confirmation = await judge(person, purpose, evidence);
      if (confirmation.kind === 'refused')
        log.security('A step-up was refused.', {
          user: person.userId,
          purpose,
          method: evidence.method,
          code: confirmation.code,
        });
      return confirmation;
    },
    enrolment: createEnrolment({ totp, passkeys, clock, log }),
  };
};
