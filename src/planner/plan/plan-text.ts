import { isChange, type Plan } from '../../core/plan.ts';
import { spokenDuration } from '../workflow-file/duration-text.ts';

const listed = (items: readonly string[]): string =>
  items.length <= 1 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Steps that are read out one by one; beyond that their number is said. */
const spokenSteps = 4;

/**
 * A plan in a few sentences, for a voice: what would be done, for whom it stops, what cannot be undone, how long it takes.
 * Ids, digests and refs are left out.
 */
export const planText = (plan: Plan): string => {
  const changes = plan.steps.filter(isChange);
  const people = plan.steps.filter(({ kind }) => kind === 'person');
  const told = changes.length > 0 || people.length > 0 ? changes : plan.steps;
  const titles = told.slice(0, spokenSteps).map(({ title }) => lowerFirst(title));
  const more = told.length - titles.length;
  const final = changes.filter(({ compensation, undo }) => compensation === null && undo === null);
  const machineMs = plan.steps.reduce(
    (sum, step) => sum + (step.kind === 'person' ? 0 : step.expectedDurationMs),
    0,
  );
  const isMeasured = changes.length > 0 && changes.every(({ pastRuns }) => pastRuns > 0);
  return [
    titles.length === 0 ? '' : `I would ${listed(more > 0 ? [...titles, `do ${more} more steps`] : titles)}.`,
    people.length === 0
      ? ''
      : `It waits for a person in between: ${listed(people.map(({ title }) => lowerFirst(title)))}.`,
    plan.affected.length === 0 ? '' : `It affects ${listed(plan.affected)}.`,
    final.length === 0 ? '' : `It cannot be undone: ${listed(final.map(({ title }) => lowerFirst(title)))}.`,
    machineMs === 0 ? '' : `It takes ${isMeasured ? '' : 'an estimated '}${spokenDuration(machineMs)}.`,
    plan.skipped.length === 0
      ? ''
      : `${plan.skipped.length} of its steps ${plan.skipped.length === 1 ? 'is' : 'are'} left out.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
};
