import { isChange, type PlanStep, type Risk } from '../../core/plan.ts';
import type { Level, Rating, RoiRecord } from '../../core/roi.ts';

const levels: readonly Level[] = ['low', 'medium', 'high'];

const raised = (level: Level): Level =>
  levels[Math.min(levels.length - 1, levels.indexOf(level) + 1)] ?? level;

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** How much people learn by it: as the workflow says, else by how new it is here. */
export const rateLearning = (stated: string | undefined, past: readonly RoiRecord[]): Rating => {
  const level = levels.find((one) => one === stated);
  if (level !== undefined) return { level, reasons: ['The workflow says so.'] };
  return past.length === 0
    ? { level: 'medium', reasons: ['It is done here for the first time.'] }
    : {
        level: 'low',
        reasons: [`It was done here ${past.length === 1 ? 'once' : `${past.length} times`} before.`],
      };
};

/** How much there is to it: steps, systems, people, and what cannot be undone. */
export const rateComplexity = (steps: readonly PlanStep[]): Rating => {
  const own = steps.filter((step) => step.kind !== 'record');
  const people = own.filter((step) => step.kind === 'person').length;
  const systems = new Set(steps.filter(isChange).map(({ effect }) => effect.ref.split('/')[0])).size;
  const final = own.filter(
    (step) => isChange(step) && step.compensation === null && step.undo === null,
  ).length;
  const base: Level = own.length <= 2 ? 'low' : own.length <= 6 ? 'medium' : 'high';
  return {
    level: systems > 1 || people > 1 ? raised(base) : base,
    reasons: [
      `${count(own.length, 'step')} on ${count(systems, 'system')}.`,
      ...(people === 0 ? [] : [`${count(people, 'step')} ${people === 1 ? 'waits' : 'wait'} for a person.`]),
      ...(final === 0 ? [] : [`${count(final, 'step')} cannot be undone.`]),
    ],
  };
};

const levelOf: Readonly<Record<Risk, Level>> = {
  read: 'low',
  reversible: 'low',
  disruptive: 'medium',
  destructive: 'high',
};

/** How much can go wrong: the plan's own risk, raised where past runs did not succeed. */
export const rateRisk = (risk: Risk, reasons: readonly string[], past: readonly RoiRecord[]): Rating => {
  const bad = past.filter(({ outcome }) => outcome.state !== 'succeeded').length;
  const level = levelOf[risk];
  return {
    level: bad * 2 >= past.length && bad > 0 ? raised(level) : level,
    reasons: [
      `The plan is ${risk === 'read' ? 'one that only reads' : risk}.`,
      ...reasons,
      ...(bad === 0 ? [] : [`${bad} of the last ${count(past.length, 'run')} did not succeed.`]),
    ],
  };
};
