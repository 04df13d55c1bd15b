import type { ResolvedApprovers } from '../approvals/approvers.ts';
import type { Clock } from '../core/clock.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { RepairIssue } from '../http/integration/integration-deps.ts';
import type { ConnectedTracker } from './connect-tracker.ts';
import type { DirectoryHolder } from './directory.ts';

/** The list of what a person has to mend, as Home Assistant's Repairs shows it. */
export interface Repairs {
  current(): RepairIssue[];
  /** Calls the listener when the list is another one than before. */
  onChange(listener: () => void): () => void;
}

/** Gathers it from approvers, phones, systems and the tracker. */
export const createRepairs = (deps: {
  readonly directory: DirectoryHolder;
  readonly resolved: () => ResolvedApprovers;
  readonly phones: { problems(): readonly RepairIssue[] } | undefined;
  readonly inventory: InventorySource;
  readonly tracker: Pick<ConnectedTracker, 'repairs' | 'onChange'>;
  readonly clock: Clock;
}): Repairs => {
  const current = (): RepairIssue[] => [
    ...deps.resolved().unresolved.map(
      (approver): RepairIssue => ({
        issueId: `approver_unknown_${approver}`,
        translationKey: 'approver_unknown',
        severity: 'error',
        placeholders: { approver },
      }),
    ),
    ...(deps.phones?.problems() ?? []),
    ...deps.inventory.current().systems.flatMap(({ system, isReachable, parts }): RepairIssue[] =>
      isReachable || parts.resources?.error === undefined
        ? []
        : [
            {
              issueId: `system_unreachable_${system}`,
              translationKey: 'system_unreachable',
              severity: 'error',
              placeholders: { system, error: parts.resources.error.message, mend: '' },
            },
          ],
    ),
    ...deps.tracker.repairs(),
  ];
  return {
    current,
    onChange: (listener) => {
      let known = JSON.stringify(current());
      const look = () => {
        const now = JSON.stringify(current());
        if (now === known) return;
        known = now;
        listener();
      };
      const ends = [
        deps.directory.onChange(look),
        deps.inventory.onChange(look),
        deps.tracker.onChange(look),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
};
