import type { StepUp } from '../approvals/step-up/step-up.ts';
import type { Person } from '../core/people.ts';
import type { StepUpEvidence, StepUpProof, StepUpPurpose } from '../core/step-up.ts';
import type { PanelAction } from '../http/panel/actions.ts';
import type { Outcome } from '../http/panel/live-session.ts';

/** Carries on with a proof when a person has confirmed that it is them. */
export type Proved = (
  person: Person,
  purpose: StepUpPurpose,
  evidence: StepUpEvidence,
  then: (proof: StepUpProof) => Outcome | Promise<Outcome>,
) => Promise<Outcome>;

/** The actions that concern what a person confirms with. */
export type FactorAction = Extract<
  PanelAction,
  {
    type:
      | 'factors'
      | 'challenge'
      | 'begin-totp'
      | 'confirm-totp'
      | 'remove-totp'
      | 'begin-passkey'
      | 'add-passkey'
      | 'remove-passkey';
  }
>;

/** Does what a person wants of their authenticator app and passkeys; each change takes a factor that they have already. */
export const createFactorActions =
  ({ factors, challenge, enrolment }: StepUp, proved: Proved) =>
  async (action: FactorAction, person: Person): Promise<Outcome> => {
    const taken = (isTaken: boolean, message: string): Outcome =>
      isTaken ? { ok: true } : { ok: false, code: 'step-up-wrong', message };
    switch (action.type) {
      case 'factors':
        return { ok: true, result: { kind: 'factors', factors: factors(person.userId) } };
      case 'challenge': {
        const options = await challenge(person.userId, action.purpose, action.origin);
        return { ok: true, result: { kind: 'web-authn', options } };
      }
      case 'begin-totp':
        return proved(person, 'change-factors', action.stepUp, (proof) => ({
          ok: true,
          result: { kind: 'totp', secret: enrolment.beginTotp(person, proof) },
        }));
      case 'confirm-totp':
        return taken(
          enrolment.confirmTotp(person, action.code),
          'That code is wrong, or the key is older than ten minutes.',
        );
      case 'remove-totp':
        return proved(person, 'change-factors', action.stepUp, (proof) => {
          enrolment.removeTotp(person, proof);
          return { ok: true };
        });
      case 'begin-passkey':
        return proved(person, 'change-factors', action.stepUp, async (proof) => ({
          ok: true,
          result: {
            kind: 'web-authn',
            options: await enrolment.beginPasskey(person, action.origin, proof),
          },
        }));
      case 'add-passkey':
        return taken(
          await enrolment.addPasskey(person, action.name, action.response),
          'The passkey was not accepted.',
        );
      case 'remove-passkey':
        return proved(person, 'change-factors', action.stepUp, (proof) => {
          enrolment.removePasskey(person, action.passkeyId, proof);
          return { ok: true };
        });
    }
  };
