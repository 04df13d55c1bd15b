/** A comment on an issue. `key` makes writing it again harmless. */
export interface IssueComment {
  readonly key: string;
  readonly body: string;
  readonly atMs: number;
  readonly author: string;
}

/** Where an issue stands in another tracker that mirrors this one. */
export interface IssueMirror {
  /** The other tracker's own number. */
  readonly number: number;
  readonly url: string;
  /** As it was last read there. `gone`: a person deleted or moved it. */
  readonly state: 'open' | 'closed' | 'gone';
}

/** An issue, in the tracker's own numbering. */
export interface Issue {
  readonly number: number;
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly state: 'open' | 'closed';
  /** `completed` when the work was done, `not-planned` when it was denied, expired or cancelled. */
  readonly closedAs?: 'completed' | 'not-planned';
  readonly openedAtMs: number;
  readonly closedAtMs?: number;
  /** Hash of the commit that closed it. */
  readonly closedByCommit?: string;
  readonly comments: readonly IssueComment[];
  /** Where a person can read it; absent for a tracker without pages. */
  readonly url?: string;
  /** Its counterpart in the tracker that mirrors this one; absent until it is there. */
  readonly mirror?: IssueMirror;
}

/** One file of a documentation commit. `update` gets the present text (undefined: no such file) and returns the new. */
export interface DocumentationFile {
  /** Relative, with forward slashes, e.g. `docs/infrastructure/guests/paperless-ngx.md`. */
  readonly path: string;
  readonly update: (current: string | undefined) => string;
}

/**
 * Where issues and documentation live. Every writing method takes a `key` and is safe to repeat with the same key: what
 * is there already is found and returned, never doubled. Throws `StewardError` (`tracker.*`).
 */
export interface Tracker {
  /** `github`: kept here and mirrored to GitHub. */
  readonly kind: 'local' | 'github';
  openIssue(issue: { key: string; title: string; body: string; labels: readonly string[] }): Promise<Issue>;
  comment(issueNumber: number, comment: { key: string; body: string }): Promise<void>;
  addLabels(issueNumber: number, labels: readonly string[]): Promise<void>;
  /**
   * Commits all files at once to the default branch. `fixes #n` in the message closes that issue.
   * @returns the full commit hash
   */
  commit(commit: { key: string; message: string; files: readonly DocumentationFile[] }): Promise<string>;
  /** Closes an issue that no commit closes. */
  closeIssue(issueNumber: number, as: 'completed' | 'not-planned'): Promise<void>;
  /** Throws `tracker.no-such-issue`. */
  readIssue(issueNumber: number): Promise<Issue>;
  /** Newest first. */
  listIssues(options?: { state?: 'open' | 'closed' | 'all'; limit?: number }): Promise<readonly Issue[]>;
  /** The present text of a documentation file, undefined when there is none. */
  readFile(path: string): Promise<string | undefined>;
}

/** A commit as it was recorded, for another tracker to repeat. */
export interface RecordedCommit {
  readonly message: string;
  readonly atMs: number;
  readonly files: readonly {
    readonly path: string;
    /** Text in the commit before; undefined when the file was not there. */
    readonly before: string | undefined;
    readonly after: string;
  }[];
}

/** A tracker on this machine, whose commits can be read back whole. */
export interface RecordTracker extends Tracker {
  /** Message without Steward's trailer, and the files with their texts before and after. */
  readCommit(hash: string): Promise<RecordedCommit>;
}

/** How the tracker that mirrors this one is. */
export interface MirrorHealth {
  /** `trouble`: it cannot be written to now; what waits is kept. */
  readonly state: 'ok' | 'trouble';
  /** Writes that are not there yet. */
  readonly waiting: number;
  /** What is wrong, gravest first; empty when nothing is. Each is there from when a person should know until it is over. */
  readonly problems: readonly MirrorProblem[];
}

/** One thing that a person should know about the mirror, told once. */
export interface MirrorProblem {
  /** Stable while the problem lasts, e.g. `github.unreachable` or `github.not-closed/12`. */
  readonly id: string;
  /** Code of the error behind it. */
  readonly code: string;
  readonly message: string;
  readonly mend: string;
  readonly sinceMs: number;
}
