import type { Approvals } from '../../approvals/approvals.ts';
import { type Approval, isPending } from '../../core/approval.ts';
import { type Clock, delay, isoTime } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Difference } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { Tracker } from '../../core/tracker.ts';
import { commitMessage, type DocumentedChange, documentationFiles } from './documentation.ts';
import { analysisText, decisionText, issueBody, issueTitle, plainText, rollbackText } from './issue-text.ts';

/** Writes what happened to a request onto its issue. Every method may be called again and writes nothing twice. */
export interface Recorder {
  /** Issue and analysis. @returns the issue's number */
  open(approval: Approval): Promise<number>;
  /** The approval with who and when, or why nothing was done; the latter closes the issue as not planned. */
  decision(approval: Approval): Promise<void>;
  /** What the run did, step by step, from its journal. */
  progress(approval: Approval, entries: readonly JournalEntry[]): Promise<void>;
  /** What was undone after a failure, by title, and what is not as it was before. */
  rollback(
    approval: Approval,
    rollback: { readonly undone: readonly string[]; readonly remaining: readonly Difference[] },
  ): Promise<void>;
  /** What the independent read showed, or why the run failed. */
  validation(approval: Approval, outcome: { heading: string; text: string }): Promise<void>;
  /** @returns hash of the documentation commit, which closes the issue */
  document(change: DocumentedChange): Promise<string>;
  /** Reads the issue back. Throws `record.not-closed` when it is still open. */
  confirmClosed(issue: number): Promise<void>;
  /** Marks an issue that a person has to look at, and leaves it open. */
  leaveOpen(issue: number, label: 'failed' | 'outcome-unknown'): Promise<void>;
  /** Brings the issues of requests up to date that changed while Steward was stopped, and keeps doing so. */
  start(): void;
  stop(): Promise<void>;
}

const longestRetryMs = 300_000;

/** Steps of a run as a list for people, from its journal. */
export const progressText = (entries: readonly JournalEntry[]): string => {
  const lines = entries
    .filter((entry) => entry.type.startsWith('step-') || entry.type === 'state-confirmed')
    .map((entry) => {
      const text =
        typeof entry.data === 'object' && entry.data !== null && 'text' in entry.data
          ? `: ${plainText(String(entry.data['text']))}`
          : '';
      const step = entry.step === undefined ? '' : ` (${entry.step})`;
      return `- ${isoTime(entry.atMs)} ${entry.type.replaceAll('-', ' ')}${step}${text}`;
    });
  return ['## Progress', ...lines].join('\n');
};

/** Makes the recorder over a tracker. What it writes about one approval, it writes one thing after the other. */
export const createRecorder = (deps: {
  readonly tracker: Tracker;
  readonly approvals: Approvals;
  readonly keyValue: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
}): Recorder => {
  const { tracker, approvals, keyValue, clock, log } = deps;
  const stopping = new AbortController();
  const queues = new Map<string, Promise<unknown>>();
  let unsubscribe: () => void = () => {};

  const inOrder = <Result>(approvalId: string, work: () => Promise<Result>): Promise<Result> => {
    const queued = (queues.get(approvalId) ?? Promise.resolve()).then(work, work);
    queues.set(approvalId, queued);
    const forget = () => {
      if (queues.get(approvalId) === queued) queues.delete(approvalId);
    };
    queued.then(forget, forget);
    return queued;
  };

  const openIssue = async (approval: Approval): Promise<number> => {
    const known = approvals.get(approval.id)?.issue;
    if (known !== undefined) return known;
    const issue = await tracker.openIssue({
      key: approval.id,
      title: issueTitle(approval.plan),
      body: issueBody(approval),
      labels: ['homelab', `risk:${approval.plan.risk}`, approval.plan.workflow],
    });
    approvals.setIssue(approval.id, issue.number);
    return issue.number;
  };

  const writeAnalysis = async (approval: Approval): Promise<number> => {
    const issue = await openIssue(approval);
    await tracker.comment(issue, { key: `${approval.id}/analysis`, body: analysisText(approval) });
    return issue;
  };

  const writeDecision = async (approval: Approval): Promise<void> => {
    const issue = await writeAnalysis(approval);
    await tracker.comment(issue, { key: `${approval.id}/decision`, body: decisionText(approval) });
    if (approval.state === 'consumed' || approval.state === 'approved') return;
    await tracker.addLabels(issue, [approval.state]);
    await tracker.closeIssue(issue, 'not-planned');
  };

  /** How far the record of an approval is, so that a start does not write hundreds of old ones again. */
  const recordedKey = (approval: Approval) => `recorded/${approval.id}`;
  const phaseOf = (approval: Approval) => (isPending(approval) ? 'pending' : approval.state);

  const follow = (approval: Approval): void => {
    const phase = phaseOf(approval);
    // The runner records what was approved, in the order that the run needs.
    if (phase === 'approved' || phase === 'consumed' || keyValue.get(recordedKey(approval)) === phase) return;
    void inOrder(approval.id, async () => {
      for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
        try {
          if (keyValue.get(recordedKey(approval)) === phase) return;
          await (phase === 'pending' ? writeAnalysis(approval) : writeDecision(approval));
          keyValue.set(recordedKey(approval), phase);
          return;
        } catch (thrown) {
          log.warn('The issue of a request could not be written; it is tried again.', {
            approval: approval.id,
            error: asStewardError(thrown).message,
          });
          await delay(clock, Math.min(1000 * 2 ** attempt, longestRetryMs), stopping.signal);
        }
      }
    });
  };

  return {
    open: (approval) => inOrder(approval.id, () => writeAnalysis(approval)),
    decision: (approval) => inOrder(approval.id, () => writeDecision(approval)),
    progress: (approval, entries) =>
      inOrder(approval.id, async () =>
        tracker.comment(await openIssue(approval), {
          key: `${approval.id}/progress`,
          body: progressText(entries),
        }),
      ),
    rollback: (approval, rollback) =>
      inOrder(approval.id, async () =>
        tracker.comment(await openIssue(approval), {
          key: `${approval.id}/rollback`,
          body: rollbackText(rollback),
        }),
      ),
    validation: (approval, { heading, text }) =>
      inOrder(approval.id, async () =>
        tracker.comment(await openIssue(approval), {
          key: `${approval.id}/validation`,
          body: `## ${heading}\n${text}`,
        }),
      ),
    document: (change) =>
      tracker.commit({
        key: `${change.runId}/documentation`,
        message: commitMessage(change),
        files: documentationFiles(change),
      }),
    confirmClosed: async (issue) => {
      const found = await tracker.readIssue(issue);
      if (found.state !== 'closed')
        throw new StewardError(`Issue #${issue} is still open after the commit that should have closed it.`, {
          code: 'record.not-closed',
          kind: 'retry',
        });
    },
    leaveOpen: (issue, label) => tracker.addLabels(issue, [label]),
    start: () => {
      for (const approval of approvals.list({ limit: 1000 })) follow(approval);
      unsubscribe = approvals.onChange(follow);
    },
    stop: async () => {
      unsubscribe();
      stopping.abort();
      await Promise.allSettled(queues.values());
    },
  };
};
