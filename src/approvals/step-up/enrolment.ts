import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import { StepUpProof, type TotpSecret } from '../../core/step-up.ts';
import type { Passkeys } from './passkeys.ts';
import type { TotpFactor } from './totp.ts';

/**
 * New factors and those that go. In the panel each change takes a proof with a factor that the person has already; the
 * first one comes from the machine: the option `pin`, or the `steward` command.
 */
export interface Enrolment {
  /** @throws StewardError `step-up.not-proved` */
  beginTotp(person: Person, proof: StepUpProof): TotpSecret;
  /** The first code of the secret that was shown. @returns whether it is right, so that the app is enrolled */
  confirmTotp(person: Person, code: string): boolean;
  /** @throws StewardError `step-up.not-proved` */
  removeTotp(person: Person, proof: StepUpProof): void;
  /** @throws StewardError `step-up.not-proved`, `step-up.no-passkeys-here` */
  beginPasskey(
    person: Person,
    origin: string,
    proof: StepUpProof,
  ): Promise<PublicKeyCredentialCreationOptionsJSON>;
  addPasskey(person: Person, name: string, response: unknown): Promise<boolean>;
  /** @throws StewardError `step-up.not-proved` */
  removePasskey(person: Person, passkeyId: string, proof: StepUpProof): void;
  /** By whoever has the machine: a new authenticator app, good at once, instead of the one before. */
  enrolAtMachine(person: Person): TotpSecret;
}

/** Makes the enrolment. Every change of a factor is an entry of the security log. */
export const createEnrolment = (deps: {
  readonly totp: TotpFactor;
  readonly passkeys: Passkeys;
  readonly clock: Clock;
  readonly log: Log;
}): Enrolment => {
  const { totp, passkeys, clock, log } = deps;

  const spend = ({ userId }: Person, proof: StepUpProof): void => {
    StepUpProof.spend(proof, { userId, purpose: 'change-factors', nowMs: clock.now() });
  };
  const tell = (message: string, { userId }: Person): void => log.security(message, { user: userId });

  return {
    beginTotp: (person, proof) => {
      spend(person, proof);
      return totp.propose(person.userId, person.name);
    },
    confirmTotp: (person, code) => {
      const isRight = totp.confirm(person.userId, code);
      tell(
        isRight
          ? 'An authenticator app was enrolled.'
          : 'The first code of an authenticator app was refused.',
        person,
      );
      return isRight;
    },
    removeTotp: (person, proof) => {
      spend(person, proof);
      totp.remove(person.userId);
      tell('An authenticator app was removed.', person);
    },
    beginPasskey: async (person, origin, proof) => {
      spend(person, proof);
      return passkeys.offer(person, origin);
    },
    addPasskey: async (person, name, response) => {
      const isAdded = await passkeys.add(person.userId, name, response);
      tell(isAdded ? 'A passkey was added.' : 'A new passkey was refused.', person);
      return isAdded;
    },
    removePasskey: (person, passkeyId, proof) => {
      spend(person, proof);
      passkeys.remove(person.userId, passkeyId);
      tell('A passkey was removed.', person);
    },
    enrolAtMachine: (person) => {
      const secret = totp.enrol(person.userId, person.name);
      tell('An authenticator app was enrolled at the machine.', person);
      return secret;
    },
  };
};
