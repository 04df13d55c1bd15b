/** One body that left the house, or was about to when Steward was killed. */
export interface EgressEntry {
  /** Ever higher. */
  readonly number: number;
  /** The request, the same for all its tries. */
  readonly requestId: string;
  /** From 1; counts every hop and retry. */
  readonly attempt: number;
  /** Name of the model in the options. */
  readonly model: string;
  /** What it was for, e.g. `conversation`. */
  readonly purpose: string;
  /** Epoch milliseconds, before the first byte left. */
  readonly atMs: number;
  /** Length of the body in UTF-8. */
  readonly bytes: number;
  /** SHA-256 of the body in UTF-8, 64 hexadecimal digits. */
  readonly digest: string;
  /** The HTTP status, or why none came. Undefined while it is not known, also after a kill in between. */
  readonly outcome?: string;
  /** Whether the body is still kept. */
  readonly isKept: boolean;
}

/** A body as it was sent. */
export interface SentBody extends EgressEntry {
  /** Undefined when only its digest is kept any more. */
  readonly body?: string;
}

/** What {@link EgressLedger.add} is told. */
export type NewEgress = Pick<EgressEntry, 'requestId' | 'attempt' | 'model' | 'purpose' | 'atMs'> & {
  readonly body: string;
};

/** How long the ledger keeps what. */
export interface EgressRetention {
  /** Bodies of before this time go. Epoch milliseconds. */
  readonly bodiesBeforeMs: number;
  /** Whole entries of before this time go. */
  readonly entriesBeforeMs: number;
  /** The oldest bodies beyond this many bytes go. */
  readonly mostBodyBytes: number;
}

/** What left the house for language models, as it was sent. */
export interface EgressLedger {
  /** Durable when it resolves: what is not written here is not sent. @returns the entry's number */
  add(sent: NewEgress): Promise<number>;
  /** Notes how it ended. After a kill in the same instant that may be unknown. */
  finish(entryNumber: number, outcome: string): Promise<void>;
  /** Newest first. `before`: a number, for the next page. */
  list(options: { readonly limit: number; readonly before?: number }): readonly EgressEntry[];
  get(entryNumber: number): SentBody | undefined;
  /** Bytes that ever left. Never goes down: entries that were dropped stay counted. */
  totalBytes(): number;
  /** Bytes that left at or after a time. */
  bytesSince(sinceMs: number): number;
  prune(retention: EgressRetention): void;
}
