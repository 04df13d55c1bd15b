import { StewardError } from '../../core/errors.ts';
import type { ObjectRef } from '../../core/inventory.ts';

/** How the objects of one connection are named; `system` is `proxmox:<connection>`. */
export const nodeRef = (system: string, node: string): ObjectRef => `${system}/node/${node}`;
export const guestRef = (system: string, vmid: number): ObjectRef => `${system}/guest/${vmid}`;
export const poolRef = (system: string, node: string, pool: string): ObjectRef =>
  `${system}/pool/${node}.${pool}`;
/** `device` is a path such as `/dev/nvme0n1`; only its last part stands in the ref. */
export const diskRef = (system: string, node: string, device: string): ObjectRef =>
  `${system}/disk/${node}.${device.replace(/^\/dev\//, '').replaceAll('/', '-')}`;
/** A shared storage is one object; a local one is an object per node. */
export const storageRef = (system: string, storage: string, node: string | undefined): ObjectRef =>
  `${system}/storage/${node === undefined ? storage : `${node}.${storage}`}`;

/**
 * The vmid that a guest's ref names.
 * @throws StewardError `proxmox.unknown-object` when it is not a guest of this connection
 */
export const vmidOf = (system: string, ref: ObjectRef): number => {
  const prefix = `${system}/guest/`;
  const digits = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
  if (!/^[1-9][0-9]{2,8}$/.test(digits))
    throw new StewardError(`${ref} is not a guest of ${system}.`, {
      code: 'proxmox.unknown-object',
      kind: 'terminal',
      mend: 'Name a guest of this Proxmox.',
    });
  return Number(digits);
};
