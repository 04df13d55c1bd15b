import type { PlanStep } from '../../core/plan.ts';

/** Steps that may be under way at one system at the same time, over all runs. */
export const defaultStepsPerSystem = 3;

/** Which system a step keeps busy: `proxmox:home`, `ssh:still-fawn`; its type where it has no object. */
export const systemOf = (step: PlanStep): string => step.effect?.ref.split('/')[0] ?? step.type;

/** Keeps a system from being flooded. */
export interface SystemLimits {
  /** Runs `task` when fewer than the limit are under way at `system`; in order of arrival. */
  run<Result>(system: string, task: () => Promise<Result>): Promise<Result>;
}

/** Makes limits of `perSystem` tasks each (1 or more). */
export const createSystemLimits = (perSystem: number): SystemLimits => {
  const underWay = new Map<string, number>();
  const queues = new Map<string, (() => void)[]>();
  return {
    run: async (system, task) => {
      const busy = underWay.get(system) ?? 0;
      if (busy >= perSystem) {
        const turn = Promise.withResolvers<void>();
        queues.set(system, [...(queues.get(system) ?? []), turn.resolve]);
        // Whoever leaves hands its place on, so the count stays.
        await turn.promise;
      } else underWay.set(system, busy + 1);
      try {
        return await task();
      } finally {
        const [next, ...others] = queues.get(system) ?? [];
        if (next !== undefined) {
          if (others.length === 0) queues.delete(system);
          else queues.set(system, others);
          next();
        } else {
          const left = (underWay.get(system) ?? 1) - 1;
          if (left === 0) underWay.delete(system);
          else underWay.set(system, left);
        }
      }
    },
  };
};
