import type { Approvals } from '../../approvals/approvals.ts';
import { type Approval, isPending } from '../../core/approval.ts';
import { type Clock, delay } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/interpreter.ts';
import type { Log } from '../../core/log.ts';
import type { RoiOutcome } from '../../core/roi.ts';
import type { JournalEntry } from '../../core/run.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { Tracker } from '../../core/tracker.ts';
import { analysisText, interpretationText } from './analysis-text.ts';
import { commitMessage } from './commit-message.ts';
import { decisionText } from './decision-text.ts';
import { documentationFiles } from './documentation.ts';
import type { DocumentedChange } from './documented-change.ts';
import { createDueRecords, type RecordPhase } from './due-records.ts';
import { issueBody, issueLabels, issueTitle } from './issue-text.ts';
import { outcomeText } from './outcome-text.ts';
import { progressText } from './progress-text.ts';
import { createRoiMemory } from './roi-memory.ts';
import {
  type RollbackRecord,
  rollbackText,
  type ValidationRecord,
  validationText,
} from './validation-text.ts';

/** Writes what happened to a request onto its issue. Every method may be called again and writes nothing twice. */
export interface Recorder {
  /** Issue and analysis. @returns the issue's number */
  open(approval: Approval): Promise<number>;
  /** The approval with who and when, or why nothing was done; the latter closes the issue as not planned. */
  decision(approval: Approval): Promise<void>;
  /** What the run did, step by step, from its journal. */
  progress(approval: Approval, entries: readonly JournalEntry[]): Promise<void>;
  /** What was undone after a failure, by title, and what is not as it was before. */
  rollback(approval: Approval, rollback: RollbackRecord): Promise<void>;
  /** What the independent reads showed, or why the run failed. */
  validation(approval: Approval, validation: ValidationRecord): Promise<void>;
  /** What was expected of it and what came of it; kept to learn from. */
  outcome(approval: Approval, outcome: RoiOutcome): Promise<void>;
  /** @returns hash of the documentation commit, which closes the issue of a change that is over */
  document(change: DocumentedChange): Promise<string>;
  /** Reads the issue back. Throws `record.not-closed` when it is still open. */
  confirmClosed(issue: number): Promise<void>;
  /** Marks an issue that a person has to look at, and leaves it open. */
  leaveOpen(issue: number, label: 'failed' | 'rolled-back' | 'outcome-unknown'): Promise<void>;
  /** Marks an issue about which nobody has to do anything further, and closes it unless a commit has. */
  closeAsNotDone(issue: number, label: 'cancelled' | 'invalidated'): Promise<void>;
  /** Brings the issues of requests up to date that changed while Steward was stopped, and keeps doing so. */
  start(): void;
  stop(): Promise<void>;
}

const longestRetryMs = 300_000;

/** GitHub refuses longer texts. Characters; the real limit is 65536. */
const longestText = 60_000;

/** Cuts a text that nobody could post; the records on this machine have the rest. */
const fitting = (text: string): string =>
  text.length <= longestText
    ? text
    : `${text.slice(0, longestText)}\n\n…\n\nThis is cut here; the records on the machine have all of it.`;

/** Makes the recorder over a tracker. What it writes about one approval, it writes one thing after the other. */
export const createRecorder = (deps: {
  readonly tracker: Tracker;
  readonly approvals: Approvals;
  readonly keyValue: KeyValueStore;
  /** Absent: the facts stand alone. */
  readonly interpreter?: Interpreter;
  readonly clock: Clock;
  readonly log: Log;
}): Recorder => {
  const { tracker, approvals, keyValue, interpreter, clock, log } = deps;
  const due = createDueRecords(keyValue);
  const roi = createRoiMemory(keyValue);
  const stopping = new AbortController();
  const queues = new Map<string, Promise<unknown>>();
  const interpretations = new Set<Promise<unknown>>();
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
      body: fitting(issueBody(approval)),
      labels: issueLabels(approval.plan),
    });
    approvals.setIssue(approval.id, issue.number);
    return issue.number;
  };

  /** Adds a comment, once for each `part` of an approval's record. */
  const comment = async (approval: Approval, part: string, body: string): Promise<number> => {
    const issue = await openIssue(approval);
    await tracker.comment(issue, { key: `${approval.id}/${part}`, body: fitting(body) });
    return issue;
  };

  const writeAnalysis = (approval: Approval): Promise<number> =>
    comment(approval, 'analysis', analysisText(approval));

  const writeDecision = async (approval: Approval): Promise<void> => {
    await writeAnalysis(approval);
    const issue = await comment(approval, 'decision', decisionText(approval));
    if (approval.state === 'consumed' || approval.state === 'approved') return;
    await tracker.addLabels(issue, [approval.state]);
    await tracker.closeIssue(issue, 'not-planned');
  };

  /**
   * Beside the record, so that neither the run nor the next comment waits for a model. What is lost when Steward stops
   * meanwhile is not made up for: the facts are there.
   */
  const writeInterpretation = async (approval: Approval): Promise<void> => {
    const interpretation = await interpreter?.interpret(analysisText(approval), {
      purpose: 'issue analysis',
      signal: stopping.signal,
    });
    if (interpretation !== undefined)
      await inOrder(approval.id, () =>
        comment(approval, 'interpretation', interpretationText(interpretation)),
      );
  };

  const phaseOf = (approval: Approval): RecordPhase => {
    if (isPending(approval)) return 'pending';
    // The runner records what was approved, in the order that the run needs.
    if (approval.state === 'consumed') return 'with-its-run';
    return approval.state === 'approved' ? 'approved' : 'over';
  };

  const write = async (approval: Approval, phase: RecordPhase): Promise<void> => {
    if (due.phaseOf(approval.id) === phase) return;
    await (phase === 'pending' ? writeAnalysis(approval) : writeDecision(approval));
    if (phase === 'over') due.settle(approval.id);
    else due.reached(approval.id, phase);
  };

  const interpret = (approval: Approval): void => {
    const writing = writeInterpretation(approval).catch((thrown: unknown) =>
      log.warn('What a model wrote about a request could not be put onto its issue.', {
        approval: approval.id,
        error: asStewardError(thrown).message,
      }),
    );
    interpretations.add(writing);
    void writing.then(() => interpretations.delete(writing));
  };

  const follow = (approval: Approval): void => {
    const phase = phaseOf(approval);
    if (phase === 'with-its-run') {
      due.settle(approval.id);
      return;
    }
    due.add(approval.id);
    if (phase === 'approved' || due.phaseOf(approval.id) === phase) return;
    void inOrder(approval.id, async () => {
      for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
        try {
          await write(approval, phase);
          if (phase === 'pending') interpret(approval);
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
      inOrder(approval.id, async () => {
        await comment(approval, 'progress', progressText(approval.plan, entries));
      }),
    rollback: (approval, rollback) =>
      inOrder(approval.id, async () => {
        await comment(approval, 'rollback', rollbackText(rollback));
      }),
    validation: (approval, validation) =>
      inOrder(approval.id, async () => {
        await comment(approval, 'validation', validationText(validation));
      }),
    outcome: (approval, outcome) =>
      inOrder(approval.id, async () => {
        await comment(approval, 'outcome', outcomeText(approval.plan, outcome));
        roi.keep({ forecast: approval.plan.roi.forecast ?? null, outcome });
      }),
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
    closeAsNotDone: async (issue, label) => {
      await tracker.addLabels(issue, [label]);
      const { state } = await tracker.readIssue(issue);
      if (state === 'open') await tracker.closeIssue(issue, 'not-planned');
    },
    start: () => {
      const unfinished = [
        ...due.all().map((id) => approvals.get(id)),
        ...approvals.list({ states: ['requested', 'presented'], limit: Number.MAX_SAFE_INTEGER }),
      ];
      for (const approval of unfinished) if (approval !== undefined) follow(approval);
      unsubscribe = approvals.onChange(follow);
    },
    stop: async () => {
      unsubscribe();
      stopping.abort();
      await Promise.allSettled(interpretations);
      await Promise.allSettled(queues.values());
    },
  };
};
