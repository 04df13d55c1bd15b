import type { Run } from '../../core/run.ts';
import { effectStatement } from '../../workflow/effect-statement.ts';
import { ago, enumerate, speakable, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import {
  type ApprovedRun,
  isChangeNamed,
  isMeant,
  pendingNamed,
  runNamed,
  runsUnderWay,
  stepsBeingDone,
  stepsThatWait,
} from './find-runs.ts';
import { stopNote } from './stop.ts';

const joined = (...sentences: readonly string[]): string =>
  sentences.filter((sentence) => sentence !== '').join(' ');

/** What a run waits for, in its step's own words. */
const waitedFor = (found: ApprovedRun): string =>
  speakable(
    stepsThatWait(found)
      .map(({ attention, detail, title }) => attention ?? detail ?? `${title}.`)
      .join(' '),
  );

/** Requests that wait for an approval. */
const waitingRequests = (context: AnswerContext): { speech: string; approvalId?: string } => {
  const { nowMs, texts } = context;
  const waiting = pendingNamed(context);
  const [first] = waiting;
  if (first === undefined) return { speech: '' };
  return {
    speech: texts(waiting.length === 1 ? 'waits.one' : 'waits.many', {
      count: waiting.length,
      titles: enumerate(
        waiting.map(({ plan }) => spokenTitle(plan.title, texts)),
        texts,
        3,
      ),
      age: ago(first.requestedAtMs, nowMs, texts),
    }),
    ...(waiting.length === 1 ? { approvalId: first.id } : {}),
  };
};

/** Runs that wait for a person or a thing. */
const heldRuns = (runs: readonly ApprovedRun[], { texts }: AnswerContext): string => {
  const [first] = runs;
  if (first === undefined) return '';
  const what = waitedFor(first);
  return runs.length === 1
    ? texts('waits.person', { title: spokenTitle(first.run.title, texts), what })
    : texts('waits.persons', {
        count: runs.length,
        titles: enumerate(
          runs.map(({ run }) => spokenTitle(run.title, texts)),
          texts,
          3,
        ),
        what,
      });
};

/** Who waits until another run is done with the same things. */
const queuedText = (context: AnswerContext): string => {
  const { runner, approvals, texts } = context;
  const planOf = (id: string) => (approvals.get(id) ?? approvals.get(runner.get(id)?.approvalId ?? ''))?.plan;
  const titleOf = (id: string): string => spokenTitle(planOf(id)?.title ?? id, texts);
  return runner
    .queued()
    .filter(({ holder }) => {
      const plan = planOf(holder);
      return plan !== undefined && isMeant(plan, context);
    })
    .slice(0, 2)
    .map(({ holder, behind }) =>
      texts('waits.behind', { title: titleOf(holder), others: enumerate(behind.map(titleOf), texts, 2) }),
    )
    .join(' ');
};

/** "what are you waiting for?": for approval, for a person, for another run, for the release of the stop. */
export const whatWaits = (context: AnswerContext): Answer => {
  const { approvals, texts } = context;
  const requests = waitingRequests(context);
  const held = runsUnderWay(context).filter(
    (found) => isMeant(found.approval.plan, context) && stepsThatWait(found).length > 0,
  );
  const speech = joined(requests.speech, heldRuns(held, context), queuedText(context), stopNote(context));
  const data = {
    approvals: approvals
      .list({ states: ['requested', 'presented'] })
      .map(({ id, plan }) => ({ id, title: plan.title })),
    runs: held.map(({ run }) => ({ id: run.id, title: run.title })),
  };
  if (speech === '') return { speech: texts('waits.nothing'), data };
  return {
    speech,
    data,
    ...(requests.approvalId === undefined ? {} : { approvalId: requests.approvalId }),
  };
};

/** Where a run of several steps is: "Step 2 of 5: ..."; empty text when it has one step, or nothing is being done. */
const stepText = (run: Run, { texts }: AnswerContext): string => {
  const [current] = stepsBeingDone(run);
  const own = run.steps.filter((step) => step.undoes === undefined);
  if (current === undefined || own.length < 2) return '';
  return current.undoes === undefined
    ? texts('runs.stepOf', {
        position: own.indexOf(current) + 1,
        count: own.length,
        title: current.title,
      })
    : texts('runs.step', { title: current.title });
};

const progressText = (found: ApprovedRun, context: AnswerContext): string => {
  const { texts } = context;
  const { run } = found;
  const title = spokenTitle(run.title, texts);
  const percent = `${run.progressPercent}%`;
  if (run.state === 'rolling-back')
    return texts('runs.rollingBack', { title, step: stepText(run, context) }).trim();
  const what = waitedFor(found);
  if (run.state === 'waiting' && what !== '') return texts('runs.waiting', { title, percent, what });
  return texts('runs.one', { title, percent, step: stepText(run, context) }).trim();
};

/** One run: how far it is, or how it ended. */
const oneRun = (found: ApprovedRun, context: AnswerContext): Answer => {
  const { nowMs, texts } = context;
  const { run } = found;
  const data = {
    runs: [{ id: run.id, title: run.title, state: run.state, progressPercent: run.progressPercent }],
  };
  if (run.endedAtMs === undefined)
    return {
      speech: joined(progressText(found, context), stopNote(context)),
      approvalId: run.approvalId,
      data,
    };
  const { verdict, text } = effectStatement(run, found.approval.plan, context.ledger({ runId: run.id }));
  return {
    speech: texts('runs.ended', {
      title: spokenTitle(run.title, texts),
      result: text,
      age: ago(run.endedAtMs, nowMs, texts),
    }),
    approvalId: run.approvalId,
    data: { ...data, verdict },
  };
};

/** "what is running?", "how far is the expansion?" */
export const whatIsRunning = (context: AnswerContext): Answer => {
  const { nowMs, texts } = context;
  if (isChangeNamed(context)) {
    const [pending] = pendingNamed(context);
    const found = runNamed(context);
    // A request that waits now is newer news than a run that is over.
    if (found !== undefined && (found.run.endedAtMs === undefined || pending === undefined))
      return oneRun(found, context);
    if (pending === undefined) return { speech: texts('runs.unknown') };
    return {
      speech: texts('runs.notYet', {
        title: spokenTitle(pending.plan.title, texts),
        age: ago(pending.requestedAtMs, nowMs, texts),
      }),
      approvalId: pending.id,
    };
  }
  const underWay = runsUnderWay(context);
  const [first] = underWay;
  if (first === undefined) return { speech: joined(texts('runs.nothing'), stopNote(context)) };
  if (underWay.length === 1) return oneRun(first, context);
  const speech = texts('runs.many', {
    count: underWay.length,
    titles: enumerate(
      underWay.map(({ run }) => spokenTitle(run.title, texts)),
      texts,
      3,
    ),
  });
  return {
    speech: joined(speech, stopNote(context)),
    data: {
      runs: underWay.map(({ run: { id, title, state, progressPercent } }) => ({
        id,
        title,
        state,
        progressPercent,
      })),
    },
  };
};

/** What to add to the state of the homelab: that everything is stopped, what waits for a person, what is being undone. */
export const changesNote = (context: AnswerContext): string[] => {
  const { texts } = context;
  const underWay = runsUnderWay(context);
  const held = underWay.filter((found) => stepsThatWait(found).length > 0);
  const undoing = underWay.filter(({ run }) => run.state === 'rolling-back');
  return [
    ...(held.length === 0
      ? []
      : [texts(held.length === 1 ? 'homelab.heldOne' : 'homelab.held', { count: held.length })]),
    ...undoing.map(({ run }) =>
      texts('runs.rollingBack', { title: spokenTitle(run.title, texts), step: '' }).trim(),
    ),
    stopNote(context),
  ].filter((sentence) => sentence !== '');
};
