import type { FieldErrors } from './verify-parameters.ts';

/** An answer other than 200, in the vendor's words. The message becomes the reason on the status line. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status, 595 and 596 included. */
  readonly status: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, message: string, errors?: FieldErrors) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** The vendor's answer to parameters that do not fit. */
export const parameterError = (errors: FieldErrors): ApiError =>
  new ApiError(400, 'Parameter verification failed.', errors);
