import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Proxmox } from '../../core/proxmox.ts';
import type { InventoryReader } from '../inventory/inventory-reader.ts';
import { createProxmoxClient } from './client.ts';
import { diagnose, type ProxmoxCheck } from './doctor.ts';
import { readGuestTasks, readTaskLog, taskTypesOf } from './guest-tasks.ts';
import { createProxmoxInventoryReader } from './inventory-reader.ts';
import { observeGuest } from './observe-guest.ts';
import { accountOf, checkProxmoxOptions, type ProxmoxOptions } from './options.ts';
import { waitForTask } from './wait-for-task.ts';
import { openProxmoxWriter } from './writer.ts';

/** What the adapter needs from outside. */
export interface ProxmoxDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** 0 (inclusive) to 1; spreads retries. Default `Math.random`. */
  readonly random?: () => number;
}

/** One connected Proxmox VE node or cluster: for the engine, for the inventory and for `steward doctor`. */
export interface ProxmoxAdapter extends Proxmox, InventoryReader {
  /** Plain checks of the connection and of what its account may do. Never throws. */
  doctor(signal?: AbortSignal): Promise<readonly ProxmoxCheck[]>;
  /** Closes connections. Calls under way fail. */
  close(): void;
}

/**
 * Connects to one Proxmox VE. Nothing is sent before the first call.
 * @throws StewardError `proxmox.options` when an option is wrong
 */
export const createProxmox = (options: ProxmoxOptions, deps: ProxmoxDeps): ProxmoxAdapter => {
  const connection = checkProxmoxOptions(options);
  const { clock, random = Math.random } = deps;
  const log = deps.log.child(connection.system);
  const client = createProxmoxClient(connection, { clock, log, random });
  const inventoryReader = createProxmoxInventoryReader(client, connection, clock);
  return {
    ...inventoryReader,
    reader: {
      system: connection.system,
      actsAs: accountOf(connection.credentials),
      observeGuest: (ref, signal) => observeGuest(client, connection, ref, signal),
      guestTasks: (ref, signal) => readGuestTasks(client, connection, ref, signal),
      taskLog: (upid, logOptions) => readTaskLog(client, connection.name, upid, logOptions),
      taskTypesOf,
      waitForTask: (upid, waitOptions = {}) =>
        waitForTask(client, connection.name, upid, waitOptions, { clock, random }),
    },
    openWriter: (grant) => openProxmoxWriter(client, connection, grant),
    doctor: (signal) => diagnose(client, connection, signal),
    close: () => client.close(),
  };
};
