import type { Approver } from '../approvals/approvers.ts';
import type { Clock } from '../core/clock.ts';
import type { Overview } from '../core/overview.ts';
import { createTexts } from '../core/texts/texts.ts';
import { makeOverview } from '../http/overview.ts';
import type { OpenedStore } from '../store/open-store.ts';
import { createRoiMemory } from '../workflow/record/roi-memory.ts';
import type { ConnectedTracker } from './connect-tracker.ts';
import type { Engine } from './engine.ts';

/** The overview, and word of its changes. */
export interface OverviewSource {
  readonly overview: () => Overview;
  /** @returns unsubscribe */
  readonly onOverviewChange: (listener: () => void) => () => void;
}

/** Runs and requests that it shows. */
const mostShown = 30;

/** What the panel, the card and the entities show, from everything that has a part in it. */
export const createOverviewSource = (
  { inventory, approvals, runner, autonomy, killSwitch }: Engine,
  {
    tracker,
    store,
    approvers,
    isDemo,
    clock,
  }: {
    readonly tracker: Pick<ConnectedTracker, 'problems' | 'onChange'>;
    readonly store: Pick<OpenedStore, 'keyValue'>;
    readonly approvers: () => readonly Approver[];
    readonly isDemo: boolean;
    readonly clock: Clock;
  },
): OverviewSource => {
  const texts = createTexts('en');
  const roiMemory = createRoiMemory(store.keyValue);
  return {
    overview: () =>
      makeOverview({
        inventory: inventory.current(),
        approvals: approvals.list({ limit: mostShown }),
        runs: runner.list(mostShown),
        approvalOf: approvals.get,
        roiOf: roiMemory.get,
        isDemo,
        nowMs: clock.now(),
        moreProblems: tracker.problems(),
        texts,
        approvers: approvers(),
        autonomy: autonomy.current(),
        stopped: killSwitch.isOn(),
      }),
    onOverviewChange: (listener) => {
      const ends = [inventory, approvals, runner, autonomy, killSwitch, tracker].map((part) =>
        part.onChange(listener),
      );
      return () => {
        for (const end of ends) end();
      };
    },
  };
};
