/** Why a command on a host came to no exit status. */
export type SessionFailureReason =
  /** The connection ended in the middle. */
  | 'lost'
  /** No exit status within the time that a command may take. */
  | 'timeout'
  /** The host would not open a session, or not run a command in it. */
  | 'refused'
  /** A signal ended the program. */
  | 'killed'
  /** More output than any command of the catalogue has. */
  | 'too-large'
  /** The caller gave up. */
  | 'aborted';

/** A command that came to no exit status. Stays inside this folder: callers see `StewardError`. */
export class SessionFailure extends Error {
  override readonly name = 'SessionFailure';
  readonly reason: SessionFailureReason;
  /** Whether the host may have received the command. False: it cannot have acted on it. */
  readonly mayBeSent: boolean;

  constructor(reason: SessionFailureReason, mayBeSent: boolean, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.mayBeSent = mayBeSent;
  }
}
