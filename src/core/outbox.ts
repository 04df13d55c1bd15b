/**
 * One write that another tracker is to repeat. It names what the local tracker holds and carries no text of its own, so
 * that the two cannot say different things. Issue numbers are the local tracker's.
 */
export type TrackerOperation =
  | { readonly kind: 'issue'; readonly issue: number }
  | { readonly kind: 'comment'; readonly issue: number; readonly key: string }
  | { readonly kind: 'labels'; readonly issue: number; readonly labels: readonly string[] }
  | { readonly kind: 'close'; readonly issue: number; readonly as: 'completed' | 'not-planned' }
  | {
      readonly kind: 'commit';
      readonly key: string;
      /** Hash in the local repository. */
      readonly commit: string;
      /** The issues that it closes. */
      readonly issues: readonly number[];
    };

/** An operation in its place in the order. */
export interface OutboxEntry {
  /** Its place: lower ones come first. */
  readonly number: number;
  readonly operation: TrackerOperation;
  readonly addedAtMs: number;
  /**
   * When it was last sent with an outcome that is not known. Absent: nothing of it can be there, or it was looked for
   * and is not.
   */
  readonly attemptedAtMs?: number;
}

/** A local issue and its counterpart. */
export interface TrackerLink {
  /** The local tracker's number. */
  readonly issue: number;
  /** The other tracker's number. */
  readonly remote: number;
  readonly url: string;
  readonly linkedAtMs: number;
  /** As it was last read there. `gone`: a person deleted or moved it; nothing more is written about it. */
  readonly state: 'open' | 'closed' | 'gone';
  /** Set while it should be closed there and is not, or has not been read back. */
  readonly closing?: {
    /** When the commit was made or the pull request opened. */
    readonly sinceMs: number;
    /** The pull request whose merge closes it. */
    readonly pullRequest?: number;
    /** Whether a person was told that it is still open. */
    readonly isTold?: boolean;
  };
}

/**
 * What is still to be repeated in another tracker, in order, and what has a counterpart there. Everything is durable when
 * a method returns. `target` names the other tracker, e.g. `github:alice/homelab`.
 */
export interface TrackerOutbox {
  /** Adds at the end, all or nothing. An operation that was ever added with its id is not added again. */
  add(
    target: string,
    operations: readonly { readonly id: string; readonly operation: TrackerOperation }[],
    nowMs: number,
  ): void;
  has(target: string, id: string): boolean;
  /** Whether an operation with this id was added and is done. */
  isDone(target: string, id: string): boolean;
  /** What is not done yet, in order. Default limit: all. */
  pending(target: string, limit?: number): OutboxEntry[];
  countPending(target: string): number;
  /** Notes that an entry is about to be sent (a time), or that nothing of it is there (undefined). */
  noteAttempt(entryNumber: number, atMs: number | undefined): void;
  /** Marks an entry as done and keeps links that come with it, all or nothing. */
  finish(target: string, entryNumber: number, nowMs: number, links?: readonly TrackerLink[]): void;
  link(target: string, issue: number): TrackerLink | undefined;
  setLink(target: string, link: TrackerLink): void;
  /** The highest number there of any linked issue; 0 for none. */
  highestRemote(target: string): number;
  /** Links with `closing`. */
  closingLinks(target: string): TrackerLink[];
}
