import { asStewardError, type StewardError } from '../../core/errors.ts';
import type { ObjectRef, Snapshot } from '../../core/inventory.ts';
import type { ProxmoxClient } from './client.ts';
import { guestApi, toSnapshots } from './observe-guest.ts';
import { forEachLimited } from './part-memory.ts';
import type { Resources } from './read-resources.ts';
import { guestRef, nodeRef } from './refs.ts';
import { guestConfig, parseReply, snapshotList, taskList } from './replies.ts';
import { createReadApi, segment } from './typed-api.ts';
import { parseUpid } from './upid.ts';

/** What a guest's configuration and snapshots add to it. */
interface GuestDetails {
  readonly digest: string;
  readonly node: string;
  readonly startsOnBoot: boolean;
  readonly snapshots: readonly Snapshot[];
  readonly readAtMs: number;
}

/** Reads configuration and snapshots of all guests, with memory. */
export interface GuestDetailsReader {
  /** @returns what is known, by ref, fresh as far as needed; and guests that could not be read */
  read(
    resources: Resources,
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{
    readonly details: ReadonlyMap<ObjectRef, GuestDetails>;
    readonly unreadable: ReadonlyMap<ObjectRef, StewardError>;
  }>;
}

const concurrency = 4;
/** How many guests that seem unchanged are looked at per round; with 1,000 guests each has its turn in 17 rounds. */
const guestsPerRound = 60;
/** Tasks of other kinds leave configuration and snapshots alone. */
const harmlessTasks =
  /^(?:vncproxy|vncshell|spiceproxy|vzdump|(?:qm|vz)(?:start|stop|shutdown|reboot|reset))$/;
/** Clocks of nodes differ a little. */
const clockToleranceSeconds = 120;

/**
 * Two calls for each of 1,000 guests every few minutes would be most of Steward's work, for things that hardly ever
 * change. So each round reads the guests that are new, moved, or had a task that can change them; of the others those
 * that were not read for longest, up to a bound. Snapshots are read only when the configuration's digest, which covers
 * them, is another.
 */
export const createGuestDetailsReader = (
  client: ProxmoxClient,
  { name, system }: { readonly name: string; readonly system: string },
): GuestDetailsReader => {
  let remembered = new Map<number, GuestDetails>();
  let lastRoundMs: number | undefined;
  /** Guests that were due and could not be read. */
  let overdue = new Set<number>();

  const touchedSince = async (
    nodes: readonly string[],
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<Set<number>> => {
    const touched = new Set<number>();
    await forEachLimited(nodes, concurrency, async (node) => {
      try {
        const since = Math.floor(sinceMs / 1000) - clockToleranceSeconds;
        const data: unknown = await createReadApi(client, signal)
          .nodes.$(segment(node))
          .tasks.$get({ source: 'all', since, limit: 500 });
        for (const { upid } of parseReply(taskList, data, { name, path: `/nodes/${node}/tasks` })) {
          const task = parseUpid(upid);
          if (task !== undefined && !harmlessTasks.test(task.type)) touched.add(Number(task.id));
        }
      } catch (thrown) {
        if (asStewardError(thrown).kind === 'auth') throw thrown;
        // Its guests have their turn without the hint.
      }
    });
    return touched;
  };

  return {
    read: async ({ nodes, guests }, nowMs, signal) => {
      const online = new Set(nodes.filter((node) => node.status === 'online').map((node) => node.node));
      const readable = guests.filter((guest) => online.has(guest.node));
      const touched =
        lastRoundMs === undefined ? new Set<number>() : await touchedSince([...online], lastRoundMs, signal);
      const known = new Map(
        guests.flatMap(({ vmid }) => {
          const details = remembered.get(vmid);
          return details === undefined ? [] : [[vmid, details] as const];
        }),
      );
      const isDue = (vmid: number, node: string) =>
        touched.has(vmid) || overdue.has(vmid) || known.get(vmid)?.node !== node;
      const due = readable.filter(({ vmid, node }) => isDue(vmid, node));
      const inTurn = readable
        .filter(({ vmid, node }) => !isDue(vmid, node))
        .sort((a, b) => (known.get(a.vmid)?.readAtMs ?? 0) - (known.get(b.vmid)?.readAtMs ?? 0))
        .slice(0, guestsPerRound);
      const unreadable = new Map<ObjectRef, StewardError>();
      const missed = new Set<number>();

      await forEachLimited([...due, ...inTurn], concurrency, async (guest) => {
        const place = { vmid: guest.vmid, node: guest.node, type: guest.type, resource: guest };
        const path = `/nodes/${guest.node}/${guest.type}/${guest.vmid}`;
        try {
          const api = guestApi(client, place, signal);
          const config = parseReply(guestConfig, await api.config.$get(), { name, path });
          const before = known.get(guest.vmid);
          const snapshots =
            before?.digest === config.digest
              ? before.snapshots
              : toSnapshots(parseReply(snapshotList, await api.snapshot.$get(), { name, path }));
          known.set(guest.vmid, {
            digest: config.digest,
            node: guest.node,
            startsOnBoot: config.onboot ?? false,
            snapshots,
            readAtMs: nowMs,
          });
        } catch (thrown) {
          const error = asStewardError(thrown);
          if (error.kind === 'auth' || error.code === 'proxmox.aborted') throw error;
          missed.add(guest.vmid);
          // Gone or moved since the cluster was read: the next reading knows.
          if (error.code === 'proxmox.guest-gone') return;
          unreadable.set(
            error.code === 'proxmox.node-unreachable'
              ? nodeRef(system, guest.node)
              : guestRef(system, guest.vmid),
            error,
          );
        }
      });
      remembered = known;
      overdue = missed;
      lastRoundMs = nowMs;
      return {
        details: new Map([...known].map(([vmid, details]) => [guestRef(system, vmid), details])),
        unreadable,
      };
    },
  };
};
