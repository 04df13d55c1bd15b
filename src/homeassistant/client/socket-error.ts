import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';

/** Why Home Assistant refused a command. */
interface Refusal {
  readonly code?: number | string;
  readonly message?: string;
}

/** The library throws a bare number, a refusal, or (when the connection is lost) a reply around one: never an Error. */
const refusalIn = (thrown: unknown): Refusal => {
  if (typeof thrown !== 'object' || thrown === null) return {};
  return 'error' in thrown ? ((thrown.error ?? {}) as Refusal) : (thrown as Refusal);
};

/** The library's numbers (errors.d.ts of home-assistant-js-websocket). */
export const cannotConnect = 1;
export const invalidAuth = 2;
export const connectionLost = 3;

/**
 * Home Assistant names a phone that is away by its webhook id, which is all that a forged answer of an unencrypted phone
 * needs: it must not reach a log.
 */
const withoutSecrets = (message: string): string =>
  message.replace(/[0-9a-f]{32,}/gi, '…').replace(/\.$/, '');

/** Turns what the library threw for a call into an error that says whether the call may have been carried out. */
export const asCallError = (thrown: unknown, what: string): StewardError => {
  // A bare number comes when nothing was sent, because the connection was down already.
  if (typeof thrown === 'number')
    return new StewardError(`Home Assistant is not connected, so ${what} was not sent.`, {
      code: 'home-assistant.not-connected',
      kind: 'retry',
    });
  const { code, message = 'no reason given' } = refusalIn(thrown);
  if (code === connectionLost)
    return new UnknownOutcomeError(
      `The connection to Home Assistant was lost during ${what}: it may have run.`,
      { code: 'home-assistant.lost-reply', kind: 'retry' },
    );
  return new StewardError(`Home Assistant refused ${what}: ${withoutSecrets(message)}.`, {
    code: 'home-assistant.refused',
    kind: code === 'unauthorized' ? 'auth' : 'terminal',
  });
};
