import { type Clock, delay } from '../../core/clock.ts';
import { asStewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import type { ProblemView } from '../../core/overview.ts';
import type { Plan, PlanStep } from '../../core/plan.ts';
import type { EndState, JournalType, LedgerEntry } from '../../core/run.ts';
import type { JournalStore } from '../../core/stores.ts';
import { measureOutcome } from '../record/measure-outcome.ts';
import type { Recorder } from '../record/recorder.ts';
import { type Ending, endingHeading } from './ending.ts';
import type { RunSession } from './run-session.ts';
import { interrupted } from './step-life.ts';
import { dataField } from './step-status.ts';
import { undoIdOf, undoneBy } from './undo-step.ts';

const longestRetryMs = 60_000;

/** Writes the record of runs, each part once, in the order that cannot be skipped. */
export interface RunRecord {
  /** Issue, analysis and approval: before the first step. */
  open(session: RunSession): Promise<void>;
  /** Progress, rollback, validation, outcome, and, when the run succeeded, documentation, commit and closure. */
  close(session: RunSession, ending: Ending): Promise<void>;
}

const isOpening = (plan: Plan, step: PlanStep): boolean =>
  step.type === 'github-integration' &&
  step.dependsOn.every((id) => {
    const before = plan.steps.find((candidate) => candidate.id === id);
    return before === undefined || (before.kind === 'record' && isOpening(plan, before));
  });

/** What the issue is marked with that a person has to look at. */
const openLabel = { failed: 'failed', 'rolled-back': 'rolled-back', unknown: 'outcome-unknown' } as const;

/** Makes the record over a recorder. Once an effect is there, its record is never skipped: it is tried until it succeeds. */
export const createRunRecord = (deps: {
  readonly recorder: Recorder;
  readonly journal: Pick<JournalStore, 'ledger'>;
  /** What is wrong in the homelab now; null when it cannot be told. */
  readonly problems: () => Promise<readonly ProblemView[] | null>;
  readonly clock: Clock;
  readonly log: Log;
}): RunRecord => {
  const { recorder, clock, log } = deps;

  const persistently = async <Result>(
    session: RunSession,
    what: string,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (thrown) {
        log.warn('A record could not be written; it is tried again.', {
          what,
          error: asStewardError(thrown).message,
        });
        if (!(await delay(clock, Math.min(1000 * 2 ** attempt, longestRetryMs), session.signal)))
          throw interrupted();
      }
    }
  };

  /** Does `work` unless the journal says that it was done before. */
  const once = async (session: RunSession, type: JournalType, work: () => Promise<Json>): Promise<void> => {
    if (session.entries.some((entry) => entry.type === type)) return;
    session.append(type, await persistently(session, type, work));
  };

  const issueOf = (session: RunSession): number =>
    Number(
      dataField(
        session.entries.find((entry) => entry.type === 'issue-opened'),
        'issue',
      ),
    );

  const markDone = (session: RunSession, isMeant: (step: PlanStep) => boolean, text: string): void => {
    for (const step of session.approval.plan.steps) {
      const isDone = session.entries.some(
        (entry) => entry.step === step.id && entry.type === 'step-verified',
      );
      if (step.kind === 'record' && isMeant(step) && !isDone)
        session.append('step-verified', { text, output: { issue: issueOf(session) } }, step.id);
    }
  };

  const undone = (session: RunSession): string[] =>
    session.entries.flatMap((entry) => {
      const id = entry.step === undefined ? undefined : undoneBy(entry.step);
      return id === undefined || entry.type !== 'step-verified'
        ? []
        : [session.approval.plan.steps.find((step) => step.id === id)?.title ?? id];
    });

  const finishedAtMs = (session: RunSession): number =>
    session.entries.findLast((entry) => entry.type === 'step-verified')?.atMs ??
    session.entries.at(-1)?.atMs ??
    0;

  /** What is there now by this run, as the ledger has it: not what was undone again. */
  const standing = (session: RunSession): LedgerEntry[] => {
    const ledger = deps.journal.ledger({ runId: session.runId });
    const has = (id: string) => ledger.some(({ step }) => step === id);
    return ledger.filter(({ step }) => undoneBy(step) === undefined && !has(undoIdOf(step)));
  };

  /** One commit of everything that is different now; `fixes #n` in it closes the issue. */
  const document = async (session: RunSession, isOver: boolean): Promise<void> => {
    const { approval, runId } = session;
    const issue = issueOf(session);
    await once(session, 'documentation-committed', async () => ({
      commit: await recorder.document({
        approval,
        issue,
        isOver,
        runId,
        ledger: standing(session),
        finishedAtMs: finishedAtMs(session),
      }),
    }));
    markDone(session, (step) => step.type !== 'github-integration', 'The documentation was committed.');
  };

  const confirmClosed = async (session: RunSession): Promise<void> => {
    const issue = issueOf(session);
    await once(session, 'issue-closed', async () => {
      await recorder.confirmClosed(issue);
      return { issue };
    });
    markDone(session, () => true, `Issue #${issue} is closed.`);
  };

  /** A run that did not come to its end as planned: what it changed is documented all the same. */
  const endOtherwise = async (session: RunSession, state: Exclude<EndState, 'succeeded'>): Promise<void> => {
    const hasChanged = standing(session).length > 0;
    const isOver = state === 'cancelled' || state === 'invalidated';
    if (hasChanged) await document(session, isOver);
    const issue = issueOf(session);
    await persistently(session, 'label', () =>
      isOver ? recorder.closeAsNotDone(issue, state) : recorder.leaveOpen(issue, openLabel[state]),
    );
    if (isOver) await confirmClosed(session);
  };

  return {
    open: async (session) => {
      const { approval } = session;
      await once(session, 'issue-opened', async () => ({ issue: await recorder.open(approval) }));
      await once(session, 'analysis-recorded', async () => ({ issue: await recorder.open(approval) }));
      await once(session, 'approval-recorded', async () => {
        await recorder.decision(approval);
        return {};
      });
      markDone(session, (step) => isOpening(approval.plan, step), `Issue #${issueOf(session)} is open.`);
    },

    close: async (session, ending) => {
      const { approval } = session;
      await once(session, 'progress-recorded', async () => {
        await recorder.progress(approval, session.entries);
        return {};
      });
      if (session.entries.some((entry) => entry.type === 'rollback-started'))
        await once(session, 'rollback-recorded', async () => {
          await recorder.rollback(approval, { undone: undone(session), remaining: ending.remaining });
          return {};
        });
      await once(session, 'validation-recorded', async () => {
        await recorder.validation(approval, {
          heading: endingHeading[ending.state],
          text: ending.result,
          entries: session.entries,
          ledger: deps.journal.ledger({ runId: session.runId }),
        });
        return {};
      });
      await once(session, 'outcome-recorded', async () => {
        const isAtStake = (approval.plan.roi.forecast?.problems.length ?? 0) > 0;
        const problemsNow = isAtStake ? await deps.problems() : [];
        const end = { state: ending.state, problemsNow, nowMs: finishedAtMs(session) };
        await recorder.outcome(approval, measureOutcome(approval, session.entries, end));
        return {};
      });
      if (ending.state !== 'succeeded') return endOtherwise(session, ending.state);
      await document(session, true);
      await confirmClosed(session);
    },
  };
};
