/**
 * What to do about an error, decided where it happens (the three answers Home Assistant and Restate also use):
 * - `auth`: credentials were refused; a person has to mend them.
 * - `retry`: it may work later without anybody doing anything (time-out, 429, 5xx, connection lost).
 * - `terminal`: it fails again until the request or the configuration changes.
 */
export type ErrorKind = 'auth' | 'retry' | 'terminal';

/** Details of a {@link StewardError}. */
export interface StewardErrorOptions {
  /** Stable, dotted, lower-case, documented in docs/reference/errors.md, e.g. `proxmox.unreachable`. */
  readonly code: string;
  readonly kind: ErrorKind;
  /** What a person does next, one sentence. Shown after the message. */
  readonly mend?: string;
  /** Messages by field name, when the fault lies in named fields. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * The one error class of Steward. The message says what happened and where; `mend` says what to do next.
 * Secrets never enter either.
 */
export class StewardError extends Error {
  override readonly name: string = 'StewardError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly mend: string | undefined;
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(message: string, options: StewardErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.kind = options.kind;
    this.mend = options.mend;
    this.fields = options.fields;
  }
}

/**
 * A write was sent and its reply was lost: the effect may or may not be there. Thrown by writers only; the runner
 * settles it by observing and never by sending the write again blindly.
 */
export class UnknownOutcomeError extends StewardError {
  override readonly name = 'UnknownOutcomeError';
}

/** Turns whatever was thrown into a {@link StewardError}; a foreign error becomes terminal with code `internal`. */
export const asStewardError = (thrown: unknown): StewardError =>
  thrown instanceof StewardError
    ? thrown
    : new StewardError(thrown instanceof Error ? thrown.message : String(thrown), {
        code: 'internal',
        kind: 'terminal',
        cause: thrown,
      });

/** The full text for a person: message, then the mend if there is one. */
export const explain = (error: StewardError): string =>
  error.mend === undefined ? error.message : `${error.message} ${error.mend}`;
