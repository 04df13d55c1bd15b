import { StewardError } from '../../core/errors.ts';
import type { ObjectRef } from '../../core/inventory.ts';
import type { ProxmoxClient } from './client.ts';
import { type Resources, readResources } from './read-resources.ts';
import { vmidOf } from './refs.ts';
import type { GuestResource } from './replies.ts';

/** Where a guest lives now. */
export interface GuestPlace {
  readonly vmid: number;
  readonly node: string;
  /** The vendor's word, as it stands in paths. */
  readonly type: 'qemu' | 'lxc';
  readonly resource: GuestResource;
}

type Connection = { readonly name: string; readonly system: string };

/**
 * Finds a guest in a reading of the cluster.
 * @throws StewardError `proxmox.guest-gone` when the cluster has no such guest, `proxmox.unknown-object`
 */
export const findGuest = (
  { guests }: Resources,
  { name, system }: Connection,
  ref: ObjectRef,
): GuestPlace => {
  const vmid = vmidOf(system, ref);
  const resource = guests.find((guest) => guest.vmid === vmid);
  if (resource === undefined)
    throw new StewardError(`Proxmox ${name} has no guest ${vmid} any more.`, {
      code: 'proxmox.guest-gone',
      kind: 'terminal',
      mend: 'It was deleted, or the account may not see it.',
    });
  return { vmid, node: resource.node, type: resource.type, resource };
};

/** Finds a guest on whichever node it lives now. Throws as {@link findGuest} and the client do. */
export const locateGuest = async (
  client: ProxmoxClient,
  connection: Connection,
  ref: ObjectRef,
  signal?: AbortSignal,
): Promise<GuestPlace> =>
  findGuest(await readResources(client, connection.name, { only: 'vm', signal }), connection, ref);
