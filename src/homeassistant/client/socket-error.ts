import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';

/** What the library throws: a bare number, or a reply of Home Assistant, never an Error. */
interface RefusedReply {
  readonly error?: { readonly code?: number | string; readonly message?: string };
}

/** The library's numbers (errors.d.ts of home-assistant-js-websocket). */
export const cannotConnect = 1;
export const invalidAuth = 2;
export const connectionLost = 3;

/** Turns what the library threw for a call into an error that says whether the call may have been carried out. */
export const asCallError = (thrown: unknown, what: string): StewardError => {
  // A bare number comes when nothing was sent, because the connection was down already.
  if (typeof thrown === 'number')
    return new StewardError(`Home Assistant is not connected, so ${what} was not sent.`, {
      code: 'home-assistant.not-connected',
      kind: 'retry',
    });
  const error = (thrown as RefusedReply | null)?.error;
  if (error?.code === connectionLost)
    return new UnknownOutcomeError(
      `The connection to Home Assistant was lost during ${what}: it may have run.`,
      {
        code: 'home-assistant.lost-reply',
        kind: 'retry',
      },
    );
  return new StewardError(
    `Home Assistant refused ${what}: ${error?.message ?? (thrown instanceof Error ? thrown.message : 'no reason given')}.`,
    { code: 'home-assistant.refused', kind: error?.code === 'unauthorized' ? 'auth' : 'terminal' },
  );
};
