import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Proxmox } from '../core/proxmox.ts';
import type { JournalStore } from '../core/stores.ts';
import { createInventory } from '../infra/inventory/inventory.ts';
import { createHostCommands } from '../workflow/steps/host-commands/host-commands.ts';
import { withHostCommands } from '../workflow/steps/host-commands/with-host-commands.ts';
import { createProxmoxTask } from '../workflow/steps/proxmox-task.ts';
import { resolveGuest } from '../workflow/steps/resolve-guest.ts';
import { createStepHandlers, type StepHandlersDeps } from '../workflow/steps/step-handlers.ts';
import { createSystemCheck } from '../workflow/steps/system-check/system-check.ts';
import { connectHosts } from './connect-hosts.ts';
import { connectProxmox } from './connect-proxmox.ts';

/** What {@link connectHomelab} is given. */
export interface HomelabParts {
  readonly options: Pick<Options, 'proxmox' | 'hosts'>;
  readonly clock: Clock;
  readonly log: Log;
  /** What was done in the past. */
  readonly records: Pick<JournalStore, 'pastDurations' | 'ledger'>;
  readonly usage?: StepHandlersDeps['usage'];
  /** Says in words what an analysis means. Absent: the facts stand alone. */
  readonly interpreter?: StepHandlersDeps['interpreter'];
}

/** The systems of a homelab, what is known of them, and every step type over them. Nothing is sent yet. */
export const connectHomelab = ({ options, clock, log, records, usage, interpreter }: HomelabParts) => {
  const systems = options.proxmox.map((connection) => connectProxmox(connection, clock, log));
  const inventory = createInventory({ sources: systems, clock, log });
  const hosts = connectHosts(options.hosts, clock, log);

  const proxmoxOf = (ref: string): Proxmox => {
    const found = systems.find(({ reader }) => ref.startsWith(`${reader.system}/`));
    if (found === undefined)
      throw new StewardError(`No connected system has ${ref}.`, {
        code: 'proxmox.unknown-system',
        kind: 'terminal',
        mend: 'Add the system to the option proxmox.',
      });
    return found;
  };

  const guestRef = (given: string): string => resolveGuest(given, inventory.current().objects.values());

  const { pastDurations, ledger } = records;
  const handlers = createStepHandlers({
    inventory,
    hosts: hosts.all.map(({ reader }) => reader),
    observeGuest: (given, signal) => {
      const ref = guestRef(given);
      return proxmoxOf(ref).reader.observeGuest(ref, signal);
    },
    ledger,
    ...(usage === undefined ? {} : { usage }),
    ...(interpreter === undefined ? {} : { interpreter }),
    clock,
    systems: [
      withHostCommands(
        createProxmoxTask({ proxmoxOf, guestRef, pastDurations }),
        createHostCommands({ hosts, pastDurations }),
      ),
      createSystemCheck({ hosts }),
    ],
  });
  const close = (): void => {
    inventory.stop();
    for (const system of systems) system.close();
    hosts.close();
  };
  return { systems, hosts, inventory, handlers, close };
};
