/** A comment on an issue. `key` makes writing it again harmless. */
export interface IssueComment {
  readonly key: string;
  readonly body: string;
  readonly atMs: number;
  readonly author: string;
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
