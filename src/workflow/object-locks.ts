import type { ObjectRef } from '../core/inventory.ts';

/** Sees to it that two runs never change the same object at the same time. */
export interface ObjectLocks {
  /** Runs `task` once nobody holds any of `refs`; whoever comes later waits, in order of arrival. */
  hold<Result>(refs: readonly ObjectRef[], task: () => Promise<Result>): Promise<Result>;
}

/** Locks within this process. All of a task's objects are taken at once, so that no two tasks wait for each other. */
export const createObjectLocks = (): ObjectLocks => {
  const tails = new Map<ObjectRef, Promise<unknown>>();
  return {
    hold: (refs, task) => {
      const before = Promise.allSettled(refs.map((ref) => tails.get(ref)));
      const result = before.then(task);
      const settled = result.then(
        () => {},
        () => {},
      );
      for (const ref of refs) tails.set(ref, settled);
      void settled.then(() => {
        for (const ref of refs) if (tails.get(ref) === settled) tails.delete(ref);
      });
      return result;
    },
  };
};
