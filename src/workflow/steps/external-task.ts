import { z } from 'zod';
import { type Clock, isoTime } from '../../core/clock.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { Performed, StepContext, StepHandler, StepReport } from '../../core/step.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

const detail = z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(500)).max(20)]);

/** What is to be bought. Further lines may stand beside those that are known; they are shown as they are. */
const procurementDetails = z
  .object({
    recommended_part: z.string().max(200).optional(),
    estimated_cost: z
      .union([z.string().max(40), z.number().min(0)])
      .optional()
      .describe('e.g. "$150" or "120-180 EUR"'),
    estimated_power: z.string().max(40).optional().describe('What it draws all day, e.g. "5 W"'),
    vendor_links: z.array(z.string().max(500)).max(20).optional(),
    installation_guide: z.string().max(500).optional(),
  })
  .catchall(detail);

/** The fields of an `external-task` step. */
export const externalTaskFields = z.strictObject({
  waitForHuman: z
    .literal(true)
    .optional()
    .describe('Such a step always waits for a person; the field may say so.'),
  instructions: z
    .union([z.string().min(1).max(2000), z.array(z.string().min(1).max(500)).min(1).max(30)])
    .optional()
    .describe('What the person has to do, as one text or as a checklist.'),
  procurement_details: procurementDetails.optional(),
  report: z
    .array(z.string().regex(/^[a-z][A-Za-z0-9_]*$/, 'is a name such as serial'))
    .max(10)
    .optional()
    .describe(
      'What the person has to tell when it is done, e.g. [serial]. Later steps find it in the outputs.',
    ),
  minutes: z.number().min(1).max(10_080).optional().describe("The person's own work, for the estimate."),
  remind_after_days: z
    .number()
    .min(0.1)
    .max(90)
    .optional()
    .describe('When to remind first; each further time after twice as long. Default 3.'),
});

/** Fields of one step. */
export type ExternalTaskFields = z.infer<typeof externalTaskFields>;

/** One thing that a person has to do. */
export interface PersonTask {
  readonly task: string;
  /** Where and how, as the workflow says. */
  readonly notes: readonly string[];
}

/** What a person has to do, in order: for the issue, the panel and the phone. */
export const personTasks = (fields: ExternalTaskFields, name: string): readonly PersonTask[] => {
  const { instructions, procurement_details: procurement, report = [] } = fields;
  const cost = procurement?.estimated_cost;
  const part = procurement?.recommended_part;
  const guide = procurement?.installation_guide;
  const told = [instructions ?? []].flat();
  return [
    ...(part === undefined
      ? []
      : [
          {
            task: `Buy: ${part}${cost === undefined ? '' : ` (about ${cost})`}`,
            notes: procurement?.vendor_links ?? [],
          },
        ]),
    ...(guide === undefined ? [] : [{ task: 'Install it', notes: [guide] }]),
    ...told.map((task) => ({ task, notes: [] })),
    ...(procurement === undefined && told.length === 0
      ? [{ task: `Do: ${name.replaceAll('-', ' ')}`, notes: [] }]
      : []),
    { task: `Say that it is done${report.length === 0 ? '' : `, with: ${report.join(', ')}`}`, notes: [] },
  ];
};

const titleOf = (fields: ExternalTaskFields, name: string): string => {
  const part = fields.procurement_details?.recommended_part;
  const [first] = [fields.instructions ?? []].flat();
  return part === undefined
    ? `Have a person do: ${first ?? name.replaceAll('-', ' ')}`
    : `Have a person buy and install ${part}`;
};

const dayMs = 24 * 60 * 60 * 1000;
const defaultRemindAfterDays = 3;

/** How many reminders are due after a time, and when the next one is. The first wait doubles before each further one. */
export const remindersDue = (
  waitedMs: number,
  firstAfterMs: number,
): { readonly count: number; readonly nextInMs: number } => {
  let count = 0;
  let dueMs = firstAfterMs;
  while (dueMs <= waitedMs) {
    count += 1;
    dueMs += firstAfterMs * 2 ** count;
  }
  return { count, nextInMs: dueMs - waitedMs };
};

/** What {@link createExternalTask} is given. */
export interface ExternalTaskDeps {
  /**
   * Looks itself whether it is done, for a step after this one that can see it (a disk that has to be there). Undefined
   * when nothing that follows can tell.
   */
  readonly evidenceFor: (step: PlanStep, context: StepContext) => Promise<Performed | undefined>;
}

/** How often evidence is looked for where whoever looks does not say. Milliseconds. */
const defaultLookAgainMs = 60_000;

const judgeReport = (report: StepReport, wanted: readonly string[]): Performed => {
  const { failed, reason } = report.values;
  // At a command line every value is text.
  if (failed === true || failed === 'true')
    return {
      kind: 'failed',
      reason: `${report.by} says that it cannot be done${typeof reason === 'string' && reason !== '' ? `: ${reason}` : ''}.`,
    };
  const missing = wanted.filter((field) => (report.values[field] ?? '') === '');
  if (missing.length > 0)
    return {
      kind: 'waiting',
      reason: `${report.by} has reported, but not: ${missing.join(', ')}.`,
      attention: `Thank you. What is still needed: ${missing.join(', ')}.`,
    };
  const told = wanted.map((field) => `${field} ${String(report.values[field])}`).join(', ');
  return {
    kind: 'done',
    statement: `${report.by} reported at ${isoTime(report.atMs)} that it is done${told === '' ? '' : `: ${told}`}.`,
    output: { ...report.values, reportedBy: report.by, reportedAtMs: report.atMs },
  };
};

/** Everything that was reported counts, so that what was forgotten can be told afterwards. */
const mergedReport = (reports: readonly StepReport[]): StepReport | undefined => {
  const last = reports.at(-1);
  return last === undefined
    ? undefined
    : { ...last, values: Object.assign({}, ...reports.map(({ values }) => values)) as StepReport['values'] };
};

const waitForPerson = (step: PlanStep, fields: ExternalTaskFields, startedAtMs: number, clock: Clock) => {
  const waitedMs = Math.max(0, clock.now() - startedAtMs);
  const firstAfterMs = (fields.remind_after_days ?? defaultRemindAfterDays) * dayMs;
  const { count, nextInMs } = remindersDue(waitedMs, firstAfterMs);
  const tasks = personTasks(fields, step.id)
    .map(({ task }) => task)
    .join('. ');
  return {
    kind: 'waiting' as const,
    reason: `Waits for a person. ${tasks}.`,
    // The same text for as long as the same reminder counts, so that nobody is told twice.
    attention:
      count === 0
        ? `${tasks}.`
        : `Still waiting since ${isoTime(startedAtMs).slice(0, 10)} (reminder ${count}). ${tasks}.`,
    lookAgainMs: nextInMs,
  };
};

/**
 * The step type `external-task`: something that a person does, for weeks if need be. It ends with a report, or when a
 * step that follows sees for itself that it is done. Nothing is taken for done because time has passed.
 */
export const createExternalTask = ({ evidenceFor }: ExternalTaskDeps): StepHandler => ({
  type: 'external-task',
  fields: externalTaskFields,
  outputs: ({ report }) => [
    ...(Array.isArray(report) ? report.map(String) : []),
    'reportedBy',
    'reportedAtMs',
    'evidence',
    'seenAtMs',
  ],

  plan: async (template) => [
    {
      step: stepWithoutEffect(template, {
        kind: 'person',
        title: titleOf(template.fields as ExternalTaskFields, template.name),
      }),
      observed: [],
      affected: [],
    },
  ],

  perform: async (step, context) => {
    const fields = externalTaskFields.parse(step.fields);
    const report = mergedReport(context.reports[step.id] ?? []);
    const answer = report === undefined ? undefined : judgeReport(report, fields.report ?? []);
    if (answer !== undefined && answer.kind !== 'waiting') return answer;
    const evidence = await evidenceFor(step, context);
    if (evidence?.kind === 'done')
      return {
        kind: 'done',
        statement: `"${step.title}" is done, as the step after it has seen without a report.`,
        output: { evidence: evidence.output, seenAtMs: context.clock.now() },
      };
    const waiting = { ...waitForPerson(step, fields, context.startedAtMs, context.clock), ...answer };
    if (evidence === undefined) return waiting;
    const seen = evidence.kind === 'waiting' ? evidence : undefined;
    return {
      ...waiting,
      ...(seen?.attention === undefined ? {} : { attention: seen.attention }),
      lookAgainMs: Math.min(waiting.lookAgainMs, seen?.lookAgainMs ?? defaultLookAgainMs),
    };
  },
});
