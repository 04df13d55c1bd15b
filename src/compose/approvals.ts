import type { Approver } from '../approvals/approvers.ts';
import { createAutonomy } from '../approvals/autonomy/autonomy.ts';
import { createApprovals } from '../approvals/create-approvals.ts';
import { createKillSwitch } from '../approvals/kill-switch.ts';
import { rulesFromOptions } from '../approvals/policy/approval-rule.ts';
import { defaultRequestPolicy } from '../approvals/policy/request-policy.ts';
import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import { randomIds } from '../core/ids.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import { localTimeZone } from '../core/quiet-hours.ts';
import type { Store } from '../core/stores.ts';

/** Everything that says whether something may run: the kill switch, standing approvals, and people's answers. */
export const composeApprovals = ({
  options,
  stopFile,
  store,
  inventory,
  approvers,
  clock,
  log,
}: {
  readonly options: Options;
  /** The file whose being there stops everything. */
  readonly stopFile: string;
  readonly store: Store;
  readonly inventory: Pick<InventorySource, 'current'>;
  readonly approvers: () => readonly Approver[];
  readonly clock: Clock;
  readonly log: Log;
}) => {
  const killSwitch = createKillSwitch({
    file: stopFile,
    keyValue: store.keyValue,
    clock,
    log: log.child('stop'),
  });
  const autonomy = createAutonomy({ store: store.autonomy, clock, log: log.child('autonomy'), approvers });
  const approvals = createApprovals(
    {
      expiryMs: options.approval_expiry_minutes * 60_000,
      policy: { ...defaultRequestPolicy, allowsUnknownSpeakers: options.unknown_speaker_requests },
      rules: rulesFromOptions(options.approval_rules, localTimeZone()),
    },
    {
      store,
      clock,
      ids: randomIds,
      log: log.child('approvals'),
      approvers,
      tagsOf: (ref) => {
        const object = inventory.current().objects.get(ref);
        return object?.kind === 'guest' ? object.tags : [];
      },
      autonomy,
      killSwitch,
    },
  );
  return { killSwitch, autonomy, approvals };
};
