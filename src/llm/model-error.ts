import { type ErrorKind, StewardError } from '../core/errors.ts';

/**
 * Everything that can go wrong with a model, whoever made it. `isPaid`: whether the vendor may bill the try all the same;
 * such a try is charged in full and never repeated on the same model.
 */
const kinds = {
  'model.unreachable': { kind: 'retry', isPaid: false },
  /** No first byte in time. */
  'model.timeout': { kind: 'retry', isPaid: true },
  /** The stream began and then stood still. */
  'model.stalled': { kind: 'retry', isPaid: true },
  /** The stream broke off before its end. */
  'model.cut-off': { kind: 'retry', isPaid: true },
  'model.rate-limited': { kind: 'retry', isPaid: false },
  'model.overloaded': { kind: 'retry', isPaid: false },
  /** The vendor's own failure, 5xx. */
  'model.failed': { kind: 'retry', isPaid: false },
  /** What came back is not what the vendor's interface says, and could not be repaired. */
  'model.reply-invalid': { kind: 'retry', isPaid: true },
  'model.unauthorized': { kind: 'auth', isPaid: false },
  /** The account has no money or no quota left. */
  'model.quota': { kind: 'auth', isPaid: false },
  'model.not-found': { kind: 'terminal', isPaid: false },
  /** Does not support what was asked of it: tools, images, a schema. */
  'model.unsupported': { kind: 'terminal', isPaid: false },
  'model.context-exceeded': { kind: 'terminal', isPaid: false },
  'model.request-invalid': { kind: 'terminal', isPaid: false },
  'model.cancelled': { kind: 'terminal', isPaid: true },
} as const satisfies Record<string, { kind: ErrorKind; isPaid: boolean }>;

/** The codes of {@link ModelError}. */
export type ModelErrorCode = keyof typeof kinds;

/** What goes wrong with a model. The message never holds a prompt, an answer or a key. */
export class ModelError extends StewardError {
  override readonly name = 'ModelError';
  override readonly code: ModelErrorCode;
  /** Whether the vendor may bill the try. */
  readonly isPaid: boolean;
  /** When the vendor said that it may be tried again. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: {
      readonly code: ModelErrorCode;
      readonly mend?: string;
      readonly retryAfterMs?: number;
      /** Where the circumstances say otherwise than the code: a stream that failed after its first part is paid. */
      readonly isPaid?: boolean;
      readonly cause?: unknown;
    },
  ) {
    const { code, retryAfterMs, isPaid, ...rest } = options;
    super(message, { ...rest, code, kind: kinds[code].kind });
    this.code = code;
    this.isPaid = isPaid ?? kinds[code].isPaid;
    this.retryAfterMs = retryAfterMs;
  }
}
