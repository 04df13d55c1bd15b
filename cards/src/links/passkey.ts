import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { StepUpEvidence, StepUpFactors, StepUpPurpose } from '../../../src/core/step-up.ts';
import { text } from '../texts/texts.ts';
import type { ActionOutcome, PanelLink } from './panel-link.ts';

/** What came of asking the browser; `message` is for the person. */
export type Signed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** Whether this browser can make and use passkeys at this address. */
export const canUsePasskeys = (): boolean => window.isSecureContext && browserSupportsWebAuthn();

/** Whether one of the person’s passkeys is good at this address. */
export const hasPasskeyHere = (factors: StepUpFactors): boolean =>
  canUsePasskeys() && factors.passkeys.some(({ site }) => site === location.hostname);

const optionsOf = (outcome: ActionOutcome): Signed<object> => {
  if (!outcome.ok) return outcome;
  return outcome.result?.kind === 'web-authn'
    ? { ok: true, value: outcome.result.options }
    : { ok: false, message: text('stepUp.passkeyFailed') };
};

const asked = async <Value>(ask: () => Promise<Value>): Promise<Signed<Value>> => {
  try {
    return { ok: true, value: await ask() };
  } catch {
    return { ok: false, message: text('stepUp.passkeyFailed') };
  }
};

/** Has a passkey sign that this person wants just this. */
export const signWithPasskey = async (
  act: PanelLink['act'],
  purpose: StepUpPurpose,
): Promise<Signed<StepUpEvidence>> => {
  const options = optionsOf(await act({ type: 'challenge', purpose, origin: location.origin }));
  if (!options.ok) return options;
  const signed = await asked(() =>
    startAuthentication({ optionsJSON: options.value as PublicKeyCredentialRequestOptionsJSON }),
  );
  return signed.ok ? { ok: true, value: { method: 'passkey', response: { ...signed.value } } } : signed;
};

/** Makes a new passkey, after the person has confirmed with another factor, and has Steward keep it. */
export const addPasskey = async (
  act: PanelLink['act'],
  stepUp: StepUpEvidence,
  name: string,
): Promise<ActionOutcome> => {
  const options = optionsOf(
    await act({ type: 'begin-passkey', origin: location.origin, stepUp: evidenceInput(stepUp) }),
  );
  if (!options.ok) return options;
  const made = await asked(() =>
    startRegistration({ optionsJSON: options.value as PublicKeyCredentialCreationOptionsJSON }),
  );
  return made.ok ? act({ type: 'add-passkey', name, response: { ...made.value } }) : made;
};

/** Evidence as a message carries it. */
export const evidenceInput = (evidence: StepUpEvidence) =>
  evidence.method === 'passkey'
    ? { method: evidence.method, response: { ...evidence.response } }
    : evidence.method === 'pin'
      ? { method: 'pin' as const, code: evidence.code }
      : { method: 'totp' as const, code: evidence.code };
