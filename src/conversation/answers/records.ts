import { effectStatement } from '../../workflow/effect-statement.ts';
import { isSameThing } from '../../workflow/measured/pool-reading.ts';
import { ago, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';

const dayMs = 86_400_000;

/** When a period began and ended, and how it is said. Days are those of the machine's own time zone. */
const periodOf = (value: string | undefined, nowMs: number) => {
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  switch (value) {
    case 'today':
      return { key: 'period.today', sinceMs: midnight, untilMs: nowMs } as const;
    case 'yesterday':
      return { key: 'period.yesterday', sinceMs: midnight - dayMs, untilMs: midnight } as const;
    case 'last_night':
      return {
        key: 'period.night',
        sinceMs: midnight - 4 * 3_600_000,
        untilMs: midnight + 8 * 3_600_000,
      } as const;
    case 'last_hour':
      return { key: 'period.hour', sinceMs: nowMs - 3_600_000, untilMs: nowMs } as const;
    case 'last_week':
      return { key: 'period.week', sinceMs: nowMs - 7 * dayMs, untilMs: nowMs } as const;
    default:
      return { key: 'period.recently', sinceMs: nowMs - dayMs, untilMs: nowMs } as const;
  }
};

/** Effects and runs that are looked through for one answer. */
const lookedThrough = 100;

/**
 * "what happened last night?" Effects are told from the ledger only, also those of runs that did not end well: of these
 * it is said what is confirmed, what is not, and why.
 */
export const whatHappened = (context: AnswerContext): Answer => {
  const { slots, nowMs, texts, runner, inventory, approvals } = context;
  const about = slots['guest'] ?? slots['node'] ?? slots['pool'];
  const period = periodOf(slots['period']?.value, nowMs);
  const isAbout = (ref: string): boolean => about === undefined || isSameThing(ref, about.value);
  const others = runner
    .list(lookedThrough)
    .filter(({ endedAtMs: atMs }) => atMs !== undefined && atMs >= period.sinceMs && atMs <= period.untilMs)
    .flatMap((run) => {
      const plan = approvals.get(run.approvalId)?.plan;
      if (plan === undefined || !plan.observed.some(({ ref }) => isAbout(ref))) return [];
      const { verdict, text } = effectStatement(run, plan, context.ledger({ runId: run.id }));
      return verdict === 'done' ? [] : [{ run, text }];
    });
  const toldOtherwise = new Set(others.map(({ run }) => run.id));
  const effects = context
    .ledger({ sinceMs: period.sinceMs, limit: lookedThrough })
    .filter((entry) => entry.confirmedAtMs <= period.untilMs && isAbout(entry.ref))
    .filter((entry) => !toldOtherwise.has(entry.runId))
    .map((entry) => ({
      atMs: entry.confirmedAtMs,
      text: texts('happened.entry', {
        age: ago(entry.confirmedAtMs, nowMs, texts),
        statement: entry.statement,
      }),
    }));
  const endings = others.map(({ run, text }) => ({
    atMs: run.endedAtMs ?? 0,
    text: texts('happened.failed', {
      age: ago(run.endedAtMs ?? 0, nowMs, texts),
      title: spokenTitle(run.title, texts),
      result: text,
    }),
  }));
  const all = [...effects, ...endings].sort((a, b) => b.atMs - a.atMs);
  const object = about === undefined ? undefined : inventory.objects.get(about.value);
  const subject =
    object === undefined ? {} : { subject: { ref: object.ref, name: object.name, kind: object.kind } };
  if (all.length === 0)
    return {
      speech: texts(object === undefined ? 'happened.nothing' : 'happened.nothingOf', {
        name: object?.name ?? '',
        period: texts(period.key),
      }),
      ...subject,
    };
  return {
    speech: all
      .slice(0, 3)
      .map((entry) => entry.text)
      .join(' '),
    ...subject,
  };
};
