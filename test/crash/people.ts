import { isPending } from '../../src/core/approval.ts';
import { isUnderWay, type Run } from '../../src/core/run.ts';
import type { EngineLife } from '../support/engine-life.ts';
import { proofOf } from '../support/proof.ts';

/** Who asks, approves and does what a run waits for. */
export const alice = { userId: 'alice', name: 'Alice', isAdmin: true };

/** What people do on their side of a scenario. */
export interface PeoplesPart {
  /** Somebody asks. */
  readonly ask: (life: EngineLife) => unknown;
  /** Somebody does what a run waits for, and says so. */
  readonly help?: (life: EngineLife, run: Run) => void;
}

/**
 * What people do at any moment: ask if there is no request, approve what waits, do what a run waits for.
 * @returns whether everything has come to its end
 */
export const actAsPeople = async (life: EngineLife, { ask, help }: PeoplesPart): Promise<boolean> => {
  const [approval] = life.approvals.list();
  if (approval === undefined) {
    await ask(life);
    return false;
  }
  if (isPending(approval)) {
    const { id, planDigest } = approval;
    const stepUp = proofOf(alice.userId, `approve ${id}`);
    life.approvals.approve(id, {
      userId: alice.userId,
      channel: 'panel',
      device: 'panel',
      planDigest,
      stepUp,
    });
    return false;
  }
  const [run] = life.runner.list(1);
  if (run === undefined) return false;
  if (run.state === 'waiting') help?.(life, run);
  return !isUnderWay(run.state);
};
