import { StewardError } from '../core/errors.ts';

/** Something has to wait until a certain time, and is no failure: a limit was reached, or a write has to settle. */
export class RetryLaterError extends StewardError {
  override readonly name = 'RetryLaterError';
  readonly retryAtMs: number;

  constructor(message: string, { code, retryAtMs }: { readonly code: string; readonly retryAtMs: number }) {
    super(message, { code, kind: 'retry' });
    this.retryAtMs = retryAtMs;
  }
}
