import type { Clock } from '../../../src/core/clock.ts';
import type { AccessState } from './access.ts';
import { ApiError } from './api-error.ts';
import type { Tickets } from './authentication.ts';
import { holds, requirePrivileges } from './permissions.ts';
import type { GuestState, HomelabState, NodeState, StorageState } from './state.ts';
import type { TaskOutcome, Tasks } from './tasks.ts';

/** A verified call as a route sees it. */
export interface Call {
  /** Converted to numbers, booleans and texts; path placeholders included. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `user@realm` or `user@realm!token`; empty for a call without credentials. */
  readonly who: string;
  /** What the call sees, which a fault may hold back; {@link liveState} is what it changes. */
  readonly state: HomelabState;
  readonly liveState: HomelabState;
  readonly access: AccessState;
  readonly tasks: Tasks;
  readonly tickets: Tickets;
  readonly clock: Clock;
  /** How the task that this call starts is made to go. */
  readonly outcome: TaskOutcome | undefined;
  /** The `total` beside `data`, where the vendor sends one. */
  total?: number;
}

/** Answers a call with what stands under `data`. @throws ApiError */
export type Route = (call: Call) => unknown;

/** Routes by method and path template, e.g. `GET /nodes/{node}/qemu`. */
export type Routes = Readonly<Record<string, Route>>;

export const text = (call: Call, name: string): string => String(call.parameters[name]);

export const optionalText = (call: Call, name: string): string | undefined =>
  call.parameters[name] === undefined ? undefined : String(call.parameters[name]);

export const optionalNumber = (call: Call, name: string): number | undefined =>
  call.parameters[name] === undefined ? undefined : Number(call.parameters[name]);

export const may = (
  call: Call,
  path: string,
  privileges: readonly string[],
  mode: 'all' | 'any' = 'all',
): boolean => holds(call.access, call.who, path, privileges, mode);

export const require = (
  call: Call,
  path: string,
  privileges: readonly string[],
  mode: 'all' | 'any' = 'all',
): void => requirePrivileges(call.access, call.who, path, privileges, mode);

export const nodeOf = (call: Call): NodeState => {
  const name = text(call, 'node');
  const node = call.state.nodes.find((one) => one.name === name) ?? call.state.nodes[0];
  if (node === undefined) throw new ApiError(596, '');
  return node;
};

/**
 * The guest that the path names, for reading.
 * @throws ApiError 500 when it does not exist, lives on another node, or is of the other kind
 */
export const guestOf = (call: Call, type: GuestState['type'], state = call.state): GuestState => {
  const node = nodeOf(call).name;
  const vmid = Number(call.parameters['vmid']);
  const guest = state.guests.find((one) => one.vmid === vmid && one.type === type && one.node === node);
  if (guest !== undefined) return guest;
  const folder = type === 'qemu' ? 'qemu-server' : 'lxc';
  throw new ApiError(500, `Configuration file 'nodes/${node}/${folder}/${vmid}.conf' does not exist`);
};

/** The storage that the path names. @throws ApiError 500 when the node does not have it */
export const storageOf = (call: Call): StorageState => {
  const name = text(call, 'storage');
  const storage = call.state.storages.find((one) => one.name === name);
  if (storage === undefined) throw new ApiError(500, `storage '${name}' does not exist`);
  const node = nodeOf(call).name;
  if (storage.onNodes[node] === undefined)
    throw new ApiError(500, `storage '${name}' is not available on node '${node}'`);
  return storage;
};
