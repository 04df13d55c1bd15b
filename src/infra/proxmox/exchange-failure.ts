/** Why an HTTP exchange came to no complete answer. */
export type ExchangeFailureReason =
  /** Nothing listens, no route, host down. */
  | 'unreachable'
  /** The host's name has no address. */
  | 'name-unknown'
  /** The certificate is not the pinned one, not signed by the given authority, expired, or for another name. */
  | 'certificate'
  /** What listens does not speak TLS. */
  | 'not-tls'
  /** Connecting, the head of the answer or its body took too long. */
  | 'timeout'
  /** The connection ended in the middle. */
  | 'lost'
  /** The answer is larger than any that Proxmox gives. */
  | 'too-large'
  /** The caller gave up. */
  | 'aborted';

/** An HTTP exchange that came to no complete answer. Stays inside this folder: callers see `StewardError`. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly reason: ExchangeFailureReason;
  /** Whether any byte of the request may have left this machine. False: the server cannot have acted on it. */
  readonly mayBeSent: boolean;

  constructor(reason: ExchangeFailureReason, mayBeSent: boolean, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.mayBeSent = mayBeSent;
  }
}

const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Sorts an error of connecting by Node's and OpenSSL's codes. Pure. */
export const connectFailureReason = (code: string): ExchangeFailureReason => {
  if (certificateCodes.has(code)) return 'certificate';
  // EAI_AGAIN says that the DNS server did not answer, which passes; ENOTFOUND that there is no such name.
  if (code === 'ENOTFOUND') return 'name-unknown';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'not-tls';
  return 'unreachable';
};

/** The code of a Node system or TLS error; an empty text when it has none. */
export const errorCodeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
