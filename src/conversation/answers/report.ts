import type { Json } from '../../core/json.ts';
import { describeRequester } from '../../core/people.ts';
import type { PlanStep } from '../../core/plan.ts';
import { enumerate, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { mayActOn } from './cancel.ts';
import { type ApprovedRun, isMeant, runsUnderWay, stepsThatWait } from './find-runs.ts';
import { serialFrom } from './serial.ts';

/**
 * The step that a report is for: what a person does; where it is a check that waits, what a person did before it, because
 * they may have told the wrong serial number; else the check itself, which looks again.
 */
const stepToTell = (found: ApprovedRun): PlanStep | undefined => {
  const { steps } = found.approval.plan;
  const waiting = stepsThatWait(found).flatMap(({ id }) => steps.filter((step) => step.id === id));
  const [first] = waiting;
  return (
    waiting.find(({ kind }) => kind === 'person') ??
    steps.find(({ id, kind }) => kind === 'person' && first?.dependsOn.includes(id)) ??
    first
  );
};

/** What the person is asked to tell with it, e.g. `serial`. */
const wantedBy = (step: PlanStep): readonly string[] => {
  const { report } = step.fields;
  return Array.isArray(report) ? (report as readonly string[]) : [];
};

/** Whether it is the person's own step that waits, and not a check after it. */
const isPersonsTurn = (found: ApprovedRun, { id, kind }: PlanStep): boolean =>
  kind === 'person' && stepsThatWait(found).some((step) => step.id === id);

/** What comes after a step that is done, in the plan's own words. */
const nextText = (found: ApprovedRun, step: PlanStep, { texts }: AnswerContext): string => {
  if (!isPersonsTurn(found, step)) return texts('report.look');
  const { approval } = found;
  const following = approval.plan.steps.filter(
    ({ kind, dependsOn }) => kind !== 'record' && dependsOn.includes(step.id),
  );
  return following.length === 0
    ? texts('report.last')
    : texts('report.next', {
        title: enumerate(
          following.map(({ title }) => title),
          texts,
          2,
        ),
      });
};

const tell = (
  found: ApprovedRun,
  step: PlanStep,
  serial: string | undefined,
  context: AnswerContext,
): Answer => {
  const { texts, runner, turn } = context;
  const { run, approval } = found;
  if (!mayActOn(context, approval))
    return { speech: texts('report.notYours'), outcome: 'error', data: { code: 'not-yours' } };
  const values: Record<string, Json> = serial === undefined ? {} : { serial };
  const next = nextText(found, step, context);
  runner.report(run.id, step.id, { by: describeRequester(turn.requester), values });
  const data = { runId: run.id, step: step.id, values };
  const missing = isPersonsTurn(found, step) ? wantedBy(step).filter((field) => !(field in values)) : [];
  if (missing.includes('serial'))
    return { speech: texts('report.askSerial'), outcome: 'action', askedSerialFor: run.id, data };
  if (missing.length > 0)
    return {
      speech: texts('report.missing', { fields: enumerate(missing, texts) }),
      outcome: 'action',
      data,
    };
  const title = spokenTitle(run.title, texts);
  const heard = serial === undefined ? [] : [texts('report.serial', { serial: [...serial].join(' ') })];
  return {
    speech: [...heard, texts('report.taken', { title, next })].join(' '),
    outcome: 'action',
    approvalId: approval.id,
    data,
  };
};

/** "the disk is in", "the serial is S6XNNG0R123456": tells the run that waits for it. */
export const reportDone = (context: AnswerContext): Answer => {
  const { slots, texts } = context;
  const said = slots['serial']?.value;
  const serial = said === undefined ? undefined : serialFrom(said);
  const answered = slots['target']?.value;
  const waiting = runsUnderWay(context).flatMap((found) => {
    const step = stepToTell(found);
    const isCandidate =
      answered === undefined ? isMeant(found.approval.plan, context) : found.run.id === answered;
    return step === undefined || !isCandidate ? [] : [{ found, step }];
  });
  const forPeople = waiting.filter(({ found, step }) => isPersonsTurn(found, step));
  const candidates = forPeople.length > 0 ? forPeople : waiting;
  const [only] = candidates;
  if (only === undefined) return { speech: texts('report.nobody') };
  if (said !== undefined && serial === undefined)
    return {
      speech: texts('report.badSerial'),
      outcome: 'error',
      ...(candidates.length === 1 ? { askedSerialFor: only.found.run.id } : {}),
    };
  if (candidates.length === 1) return tell(only.found, only.step, serial, context);
  const choices = candidates.map(({ found: { run } }) => ({ value: run.id, text: run.title }));
  return {
    speech: texts('cancel.which', {
      titles: enumerate(
        choices.map(({ text }) => spokenTitle(text, texts)),
        texts,
      ),
    }),
    choosing: { intent: 'ReportDone', slot: 'target', slots, candidates: choices },
  };
};
