import type { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { ObjectRef, Snapshot } from '../../core/inventory.ts';
import type { GuestObservation } from '../../core/proxmox.ts';
import type { ProxmoxClient } from './client.ts';
import { type GuestPlace, locateGuest } from './locate-guest.ts';
import { guestConfig, guestStatus, parseReply, snapshotList } from './replies.ts';
import { createReadApi, segment } from './typed-api.ts';

type Context = { readonly name: string; readonly system: string };

/** A guest's state in our words. QEMU's own word knows of pauses, which the process's state does not. */
export const guestState = (
  status: string | undefined,
  qmpStatus?: string | undefined,
): GuestObservation['status'] => {
  if (status === 'running') return qmpStatus === 'paused' || qmpStatus === 'suspended' ? 'paused' : 'running';
  if (status === 'paused' || status === 'suspended') return 'paused';
  return status === 'stopped' ? 'stopped' : 'unknown';
};

/** Snapshots in our words, oldest first as far as their times are known. */
export const toSnapshots = (list: z.infer<typeof snapshotList>): readonly Snapshot[] =>
  list
    .filter((entry) => entry.name !== 'current')
    .map((entry) => ({
      name: entry.name,
      ...(entry.snaptime === undefined ? {} : { takenAtMs: entry.snaptime * 1000 }),
      ...(entry.description === undefined || entry.description.trim() === ''
        ? {}
        : { description: entry.description.trim() }),
      ...(entry.parent === undefined ? {} : { parent: entry.parent }),
    }))
    .sort((a, b) => (a.takenAtMs ?? 0) - (b.takenAtMs ?? 0) || a.name.localeCompare(b.name));

/** Calls about one guest; containers and VMs have the same ones at different places. */
export const guestApi = (client: ProxmoxClient, place: GuestPlace, signal?: AbortSignal) => {
  const node = createReadApi(client, signal).nodes.$(segment(place.node));
  return place.type === 'lxc' ? node.lxc.$(place.vmid) : node.qemu.$(place.vmid);
};

const readAt = async (
  client: ProxmoxClient,
  context: Context,
  ref: ObjectRef,
  place: GuestPlace,
  signal?: AbortSignal,
) => {
  const api = guestApi(client, place, signal);
  const call = { name: context.name, path: `/nodes/${place.node}/${place.type}/${place.vmid}` };
  const [statusData, configData, snapshotData] = await Promise.all([
    api.status.current.$get(),
    api.config.$get(),
    api.snapshot.$get(),
  ]);
  const status = parseReply(guestStatus, statusData, call);
  const config = parseReply(guestConfig, configData, call);
  const lock = status.lock ?? config.lock;
  return {
    ref,
    name: status.name ?? place.resource.name ?? `guest ${place.vmid}`,
    vmid: place.vmid,
    guestType: place.type === 'lxc' ? 'container' : 'vm',
    node: place.node,
    status: guestState(status.status, status.qmpstatus),
    ...(lock === undefined || lock === '' ? {} : { lock }),
    uptimeSeconds: status.uptime ?? 0,
    isTemplate: status.template ?? config.template ?? false,
    configDigest: config.digest,
    snapshots: toSnapshots(parseReply(snapshotList, snapshotData, call)),
    isManagedByHa: status.ha?.managed ?? false,
  } satisfies GuestObservation;
};

/**
 * Reads one guest afresh from the node that it lives on. A guest that moves meanwhile is looked for once more.
 * @throws StewardError `proxmox.guest-gone` and the client's
 */
export const observeGuest = async (
  client: ProxmoxClient,
  context: Context,
  ref: ObjectRef,
  signal?: AbortSignal,
): Promise<GuestObservation> => {
  const place = await locateGuest(client, context, ref, signal);
  try {
    return await readAt(client, context, ref, place, signal);
  } catch (thrown) {
    if (!(thrown instanceof StewardError) || thrown.code !== 'proxmox.guest-gone') throw thrown;
    return await readAt(client, context, ref, await locateGuest(client, context, ref, signal), signal);
  }
};
