import type { ObjectRef } from '../../core/inventory.ts';

/** Sees to it that two runs never change the same object at the same time. */
export interface ObjectLocks {
  /**
   * Runs `task` once nobody holds any of `refs`; whoever comes later waits, in order of arrival.
   * @param holder name of who holds them meanwhile
   */
  hold<Result>(refs: readonly ObjectRef[], holder: string, task: () => Promise<Result>): Promise<Result>;
  /** Who waits at present, and for whom: those who hold, or wait before it for, one of its objects. */
  waiting(): readonly { readonly holder: string; readonly behind: readonly string[] }[];
}

interface Claim {
  readonly holder: string;
  readonly refs: ReadonlySet<ObjectRef>;
  readonly over: Promise<void>;
  isHeld: boolean;
}

/** Locks within this process. All of a task's objects are taken at once, so that no two tasks wait for each other. */
export const createObjectLocks = (): ObjectLocks => {
  /** In order of arrival. */
  const claims = new Set<Claim>();
  const before = (claim: Claim): Claim[] => {
    const found: Claim[] = [];
    for (const other of claims) {
      if (other === claim) break;
      if ([...claim.refs].some((ref) => other.refs.has(ref))) found.push(other);
    }
    return found;
  };
  return {
    hold: async (refs, holder, task) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const claim: Claim = { holder, refs: new Set(refs), over: promise, isHeld: false };
      claims.add(claim);
      try {
        await Promise.all(before(claim).map((other) => other.over));
        claim.isHeld = true;
        return await task();
      } finally {
        claims.delete(claim);
        resolve();
      }
    },
    waiting: () =>
      [...claims]
        .filter((claim) => !claim.isHeld)
        .map((claim) => ({ holder: claim.holder, behind: before(claim).map((other) => other.holder) })),
  };
};
