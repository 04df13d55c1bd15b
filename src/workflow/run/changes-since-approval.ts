import type { Approval } from '../../core/approval.ts';
import { type Clock, delay } from '../../core/clock.ts';
import type { Difference } from '../../core/difference.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import { isChange, mergeObserved, type ObservedState, observedDifferences } from '../../core/plan.ts';
import type { StepHandler } from '../../core/step.ts';

/** How long the state may stay unreadable between approval and run. Milliseconds. */
const observeLimitMs = 120_000;
const longestRetryMs = 15_000;

/** "paperless-ngx: status was "running" and is "stopped"". */
export const describeDifferences = (differences: readonly Difference[]): string =>
  differences
    .map(
      ({ name, field, before, after }) =>
        `${name}: ${field} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`,
    )
    .join('; ');

/**
 * What is different now from what was approved, by observing every object of the plan afresh. A system that cannot be
 * read for a while is waited for.
 * @throws StewardError what the observation threw; `run.interrupted` when `signal` aborts meanwhile
 */
export const changesSinceApproval = async (
  { plan }: Approval,
  handlers: ReadonlyMap<string, StepHandler>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Difference[]> => {
  const deadlineMs = clock.now() + observeLimitMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const observed: ObservedState[] = [];
      for (const step of plan.steps.filter(isChange)) {
        const observation = await handlers.get(step.type)?.change?.observe(step, {
          runId: '',
          plan,
          clock,
          signal,
          startedAtMs: clock.now(),
          outputs: {},
          reports: {},
          progress: () => {},
        });
        observed.push(...(observation?.observed ?? []));
      }
      const now = mergeObserved(observed);
      return observedDifferences(
        plan.observed.filter((state) => now.some((current) => current.ref === state.ref)),
        now,
      );
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (error.kind !== 'retry' || clock.now() >= deadlineMs) throw error;
      if (!(await delay(clock, Math.min(1000 * 2 ** attempt, longestRetryMs), signal)))
        throw new StewardError('Steward is stopping.', { code: 'run.interrupted', kind: 'retry' });
    }
  }
};
