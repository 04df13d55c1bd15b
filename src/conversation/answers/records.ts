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

/**
 * "what happened last night?" Effects are told from the ledger only; runs that ended otherwise are told with what they
 * say of themselves.
 */
export const whatHappened = (context: AnswerContext): Answer => {
  const { slots, nowMs, texts, runner, inventory, approvals } = context;
  const about = slots['guest'] ?? slots['node'] ?? slots['pool'];
  const period = periodOf(slots['period']?.value, nowMs);
  const effects = context
    .ledger({ sinceMs: period.sinceMs, limit: 50, ...(about === undefined ? {} : { ref: about.value }) })
    .filter((entry) => entry.confirmedAtMs <= period.untilMs)
    .map((entry) => ({
      atMs: entry.confirmedAtMs,
      text: texts('happened.entry', {
        age: ago(entry.confirmedAtMs, nowMs, texts),
        statement: entry.statement,
      }),
    }));
  const others = runner
    .list(50)
    .filter(
      (run) =>
        run.endedAtMs !== undefined &&
        run.state !== 'succeeded' &&
        run.endedAtMs >= period.sinceMs &&
        run.endedAtMs <= period.untilMs &&
        (about === undefined ||
          approvals.get(run.approvalId)?.plan.observed.some((state) => state.ref === about.value)),
    )
    .map((run) => ({
      atMs: run.endedAtMs ?? 0,
      text: texts('happened.failed', {
        age: ago(run.endedAtMs ?? 0, nowMs, texts),
        title: spokenTitle(run.title, texts),
        result: run.result ?? run.state,
      }),
    }));
  const all = [...effects, ...others].sort((a, b) => b.atMs - a.atMs);
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
