import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import type { StepUpFactors, StepUpPurpose } from '../../core/step-up.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import { challengeMs, createChallenges } from './challenges.ts';
import type { RelyingParty } from './relying-party.ts';

/** Passkeys by WebAuthn, each of one person and one site. */
export interface Passkeys {
  list(userId: string): StepUpFactors['passkeys'];
  /**
   * What the browser is to make a new passkey of.
   * @param origin where the page says that it is; it has to be one of Home Assistant's own addresses
   * @throws StewardError `step-up.no-passkeys-here`
   */
  offer(person: Person, origin: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Keeps a new passkey. @returns whether it was made for the last {@link offer} to this person */
  add(userId: string, name: string, response: unknown): Promise<boolean>;
  /**
   * What the browser is to have signed.
   * @throws StewardError `step-up.no-passkeys-here`, also when the person has none for this site
   */
  challenge(
    userId: string,
    purpose: StepUpPurpose,
    origin: string,
  ): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Whether a passkey of theirs has signed the last {@link challenge}, which was for just this purpose. */
  accepts(userId: string, purpose: StepUpPurpose, response: unknown): Promise<boolean>;
  remove(userId: string, passkeyId: string): void;
}

interface Kept {
  readonly id: string;
  readonly site: string;
  readonly name: string;
  readonly addedAtMs: number;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string[];
}

const keyOf = (userId: string): string => `step-up/passkeys/${userId}`;
/** EdDSA, ES256 and RS256, which every authenticator has one of (COSE's numbers). */
const algorithms = [-8, -7, -257];
/** Of one person. */
const mostPasskeys = 10;

/** Loaded when first needed: a Steward whose people use codes does not carry it. */
const webAuthn = () => import('@simplewebauthn/server');

/** Makes the factor over the store. Only public keys are kept. */
export const createPasskeys = (deps: {
  readonly keyValue: KeyValueStore;
  /** The sites that may have passkeys now, from Home Assistant's configuration. */
  readonly relyingParties: () => readonly RelyingParty[];
  readonly clock: Clock;
  readonly log: Log;
}): Passkeys => {
  const { keyValue, clock, log } = deps;
  const offers = createChallenges<RelyingParty>(clock);
  const challenges = createChallenges<{ readonly party: RelyingParty; readonly purpose: StepUpPurpose }>(
    clock,
  );

  const kept = (userId: string): readonly Kept[] =>
    (keyValue.get(keyOf(userId)) as unknown as readonly Kept[] | undefined) ?? [];
  const keep = (userId: string, passkeys: readonly Kept[]): void =>
    keyValue.set(keyOf(userId), JSON.parse(JSON.stringify(passkeys)));

  const partyAt = (origin: string): RelyingParty => {
    const party = deps.relyingParties().find((candidate) => candidate.origin === origin);
    if (party !== undefined) return party;
    throw new StewardError('Passkeys cannot be used at this address.', {
      code: 'step-up.no-passkeys-here',
      kind: 'terminal',
      mend: 'Open Home Assistant under the https address that its network settings name.',
    });
  };

  /** A refused answer is an expected outcome; the reason is for the log alone. */
  const orFalse = async (check: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await check();
    } catch (thrown) {
      log.warn('A passkey was not accepted.', { error: (thrown as Error).message });
      return false;
    }
  };

  return {
    list: (userId) => kept(userId).map(({ id, name, addedAtMs, site }) => ({ id, name, addedAtMs, site })),

    offer: async (person, origin) => {
      const party = partyAt(origin);
      const options = await (await webAuthn()).generateRegistrationOptions({
        supportedAlgorithmIDs: algorithms,
        rpName: 'Homelab Steward',
        rpID: party.id,
        userName: person.name,
        timeout: challengeMs,
        excludeCredentials: kept(person.userId).filter(({ site }) => site === party.id),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      });
      offers.put(person.userId, { value: options.challenge, about: party });
      return options;
    },

    add: async (userId, name, response) => {
      const offer = offers.take(userId);
      if (offer === undefined || kept(userId).length >= mostPasskeys) return false;
      return orFalse(async () => {
        const { verified, registrationInfo } = await (await webAuthn()).verifyRegistrationResponse({
          response: response as RegistrationResponseJSON,
          expectedChallenge: offer.value,
          expectedOrigin: offer.about.origin,
          expectedRPID: offer.about.id,
          requireUserVerification: true,
          supportedAlgorithmIDs: algorithms,
        });
        if (!verified) return false;
        const { id, publicKey, counter, transports } = registrationInfo.credential;
        keep(userId, [
          ...kept(userId).filter((passkey) => passkey.id !== id),
          {
            id,
            site: offer.about.id,
            name,
            addedAtMs: clock.now(),
            publicKey: Buffer.from(publicKey).toString('base64url'),
            counter,
            transports: transports ?? [],
          },
        ]);
        return true;
      });
    },

    challenge: async (userId, purpose, origin) => {
      const party = partyAt(origin);
      const own = kept(userId).filter(({ site }) => site === party.id);
      if (own.length === 0)
        throw new StewardError('You have no passkey for this address.', {
          code: 'step-up.no-passkeys-here',
          kind: 'terminal',
          mend: 'Confirm with a code, then add a passkey under Control.',
        });
      const options = await (await webAuthn()).generateAuthenticationOptions({
        rpID: party.id,
        timeout: challengeMs,
        allowCredentials: own.map(({ id, transports }) => ({ id, transports })),
        userVerification: 'required',
      });
      challenges.put(userId, { value: options.challenge, about: { party, purpose } });
      return options;
    },

    accepts: async (userId, purpose, response) => {
      const challenge = challenges.take(userId);
      const given = response as AuthenticationResponseJSON;
      const passkey = kept(userId).find(({ id }) => id === given.id);
      if (challenge === undefined || passkey === undefined || challenge.about.purpose !== purpose)
        return false;
      const { party } = challenge.about;
      return orFalse(async () => {
        const { verified, authenticationInfo } = await (await webAuthn()).verifyAuthenticationResponse({
          response: given,
          expectedChallenge: challenge.value,
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          credential: { ...passkey, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')) },
          requireUserVerification: true,
        });
        // It may have been removed while the signature was looked at.
        const now = kept(userId);
        if (!verified || !now.some(({ id }) => id === passkey.id)) return false;
        keep(
          userId,
          now.map((each) =>
            each.id === passkey.id ? { ...each, counter: authenticationInfo.newCounter } : each,
          ),
        );
        return true;
      });
    },

    remove: (userId, passkeyId) => {
      keep(
        userId,
        kept(userId).filter(({ id }) => id !== passkeyId),
      );
    },
  };
};
