import { type AutonomyLevel, type AutonomySetting, autonomyLevels } from '../../core/autonomy.ts';
import type { Plan, Risk } from '../../core/plan.ts';
import { fitsPattern, refsOf } from '../policy/scope.ts';

/** The level that holds for a plan, and the setting that it comes from; none where nobody set anything. */
export interface LevelForPlan {
  readonly level: AutonomyLevel;
  readonly setting?: AutonomySetting;
}

/** How narrowly a pattern is written: an exact one most, then the one with more characters, `null` least. */
const narrowness = (pattern: string | null): number =>
  pattern === null
    ? -1
    : pattern.includes('*')
      ? pattern.replaceAll('*', '').length
      : Number.POSITIVE_INFINITY;

/** Whether `a` is written at least as narrowly as `b` in workflow and scope, and more so in one of them. */
const isNarrower = (a: AutonomySetting, b: AutonomySetting): boolean => {
  const workflow = narrowness(a.workflow) - narrowness(b.workflow);
  const scope = narrowness(a.scope) - narrowness(b.scope);
  // Two exact patterns: Infinity - Infinity is not a number.
  const [first, second] = [Number.isNaN(workflow) ? 0 : workflow, Number.isNaN(scope) ? 0 : scope];
  return first >= 0 && second >= 0 && (first > 0 || second > 0);
};

const rank = ({ level }: LevelForPlan): number => autonomyLevels.indexOf(level);

const lower = (a: LevelForPlan, b: LevelForPlan): LevelForPlan => (rank(b) < rank(a) ? b : a);

const levelForObject = (
  workflow: string,
  ref: string | undefined,
  settings: readonly AutonomySetting[],
): LevelForPlan => {
  const fitting = settings.filter(
    (setting) =>
      (setting.workflow === null || setting.workflow === workflow) &&
      (setting.scope === null || (ref !== undefined && fitsPattern(setting.scope, ref))),
  );
  const [first, ...rest] = fitting
    .filter((setting) => !fitting.some((other) => isNarrower(other, setting)))
    .map((setting): LevelForPlan => ({ level: setting.level, setting }));
  return first === undefined ? { level: 'ask' } : rest.reduce(lower, first);
};

/**
 * The level of autonomy for a plan. For each object that it touches the most narrowly written setting counts, and of two
 * that are equally narrow the more careful one; for the whole plan the most careful of its objects. Pure.
 * @param settings those in force
 */
export const levelForPlan = (plan: Plan, settings: readonly AutonomySetting[]): LevelForPlan => {
  const refs = refsOf(plan);
  const [first, ...rest] = (refs.length === 0 ? [undefined] : refs).map((ref) =>
    levelForObject(plan.workflow, ref, settings),
  );
  return first === undefined ? { level: 'ask' } : rest.reduce(lower, first);
};

/** Whether a level lets a plan of this risk run without asking. What destroys data never does. */
export const letsRun = (level: AutonomyLevel, risk: Risk): boolean => {
  if (risk === 'destructive') return false;
  return level === 'autopilot' || (level === 'assist' && risk !== 'disruptive');
};
