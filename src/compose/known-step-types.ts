import { systemClock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import { emptyInventory } from '../core/inventory.ts';
import { silentLog } from '../core/log.ts';
import type { StepHandler } from '../core/step.ts';
import { type StepTypes, stepTypesOf } from '../planner/step-types.ts';
import { createHostCommands } from '../workflow/steps/host-commands/host-commands.ts';
import { withHostCommands } from '../workflow/steps/host-commands/with-host-commands.ts';
import { createProxmoxTask } from '../workflow/steps/proxmox-task.ts';
import { createStepHandlers } from '../workflow/steps/step-handlers.ts';
import { createSystemCheck } from '../workflow/steps/system-check/system-check.ts';
import { connectHosts } from './connect-hosts.ts';

const withoutHomelab = (): never => {
  throw new StewardError('There is no homelab here.', {
    code: 'plan.no-homelab',
    kind: 'terminal',
    mend: 'Ask the running Steward.',
  });
};

/** Every step type of Steward where no homelab is connected: what a file says can be checked, and nothing observed. */
export const stepHandlersWithoutHomelab = (): ReadonlyMap<string, StepHandler> => {
  const hosts = connectHosts([], systemClock, silentLog);
  const pastDurations = (): readonly number[] => [];
  return createStepHandlers({
    inventory: { current: () => emptyInventory(0), refresh: withoutHomelab },
    observeGuest: withoutHomelab,
    ledger: () => [],
    clock: systemClock,
    systems: [
      withHostCommands(
        createProxmoxTask({ proxmoxOf: withoutHomelab, pastDurations }),
        createHostCommands({ hosts, pastDurations }),
      ),
      createSystemCheck({ hosts }),
    ],
  });
};

/** Every step type of Steward, to check files with. */
export const knownStepTypes = (): StepTypes => stepTypesOf(stepHandlersWithoutHomelab().values());
