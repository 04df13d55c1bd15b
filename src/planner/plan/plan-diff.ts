import type { Json } from '../../core/json.ts';
import { isChange, type Plan, type PlanStep } from '../../core/plan.ts';

const shown = (value: Json): string =>
  value === null ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);

/** A line of text must not pass for a line of the diff. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const stepLines = (step: PlanStep): string[] => {
  if (!isChange(step)) return [`  # ${step.id}: ${oneLine(step.title)}`];
  const { effect, differences, compensation } = step;
  return [
    `@@ ${step.id}: ${oneLine(step.title)} @@`,
    ...differences.flatMap(({ field, before, after }) =>
      before === null
        ? [`+ ${field}: ${oneLine(shown(after))}`]
        : after === null
          ? [`- ${field}: ${oneLine(shown(before))}`]
          : [`- ${field}: ${oneLine(shown(before))}`, `+ ${field}: ${oneLine(shown(after))}`],
    ),
    ...(differences.length === 0 ? [`! ${effect.action}`] : []),
    `  undo: ${compensation === null ? 'not possible' : oneLine(compensation.title)}`,
    ...(step.condition === null ? [] : [`  only when: ${oneLine(step.condition)}`]),
  ];
};

/**
 * A plan as a unified diff, object by object and field by field, for the issue, the panel and the command line. Steps that
 * change nothing are comments in their place.
 */
export const planDiff = (plan: Plan): string => {
  const lines: string[] = [];
  let ref: string | undefined;
  for (const step of plan.steps) {
    if (isChange(step) && step.effect.ref !== ref) {
      ref = step.effect.ref;
      const name = plan.observed.find((state) => state.ref === ref)?.name;
      const title = name === undefined ? ref : `${ref} (${oneLine(name)})`;
      lines.push(`--- ${title}`, `+++ ${title}`);
    }
    lines.push(...stepLines(step));
  }
  return [
    ...lines,
    ...plan.skipped.map(({ id, reason }) => `  # ${id} is left out: ${oneLine(reason)}`),
  ].join('\n');
};
