import { StewardError } from '../../core/errors.ts';
import type { ObjectRef } from '../../core/inventory.ts';
import type { ProxmoxTask } from '../../core/proxmox.ts';
import type { ProxmoxClient } from './client.ts';
import { findGuest } from './locate-guest.ts';
import { readResources } from './read-resources.ts';
import { parseReply, taskList, taskLog } from './replies.ts';
import { createReadApi, segment } from './typed-api.ts';
import { parseUpid } from './upid.ts';

const mostTasks = 50;

/** Proxmox's task types by our action. Guests under high availability are started and stopped through its manager. */
const taskTypes: Readonly<Record<string, readonly string[]>> = {
  'guest.start': ['qmstart', 'vzstart', 'hastart'],
  'guest.shutdown': ['qmshutdown', 'vzshutdown', 'hashutdown'],
  'guest.restart': ['qmreboot', 'vzreboot'],
  'guest.snapshot': ['qmsnapshot', 'vzsnapshot'],
  'guest.rollback': ['qmrollback', 'vzrollback'],
  'guest.snapshot-delete': ['qmdelsnapshot', 'vzdelsnapshot'],
};

/** The task types that an action shows up as; none for an unknown action. */
export const taskTypesOf = (action: string): readonly string[] => taskTypes[action] ?? [];

/** A task in our words; undefined when its UPID cannot be read. */
export const toTask = (entry: {
  upid: string;
  status?: string | undefined;
  endtime?: number | undefined;
}): ProxmoxTask | undefined => {
  const upid = parseUpid(entry.upid);
  if (upid === undefined) return undefined;
  const isRunning = entry.endtime === undefined && (entry.status === undefined || entry.status === 'RUNNING');
  return {
    upid: entry.upid,
    node: upid.node,
    type: upid.type,
    ...(/^\d+$/.test(upid.id) ? { vmid: Number(upid.id) } : {}),
    // The list splits the token from its user; the UPID has both.
    user: upid.user,
    startedAtMs: upid.startedAtMs,
    isRunning,
    ...(isRunning || entry.status === undefined ? {} : { exitStatus: entry.status }),
  };
};

/**
 * Tasks of a guest, newest first, at most 50. Every node keeps the tasks that ran on it, so all are asked; one that
 * cannot be reached matters only when the guest lives there, because then the newest tasks are missing.
 */
export const readGuestTasks = async (
  client: ProxmoxClient,
  context: { readonly name: string; readonly system: string },
  ref: ObjectRef,
  signal?: AbortSignal,
): Promise<readonly ProxmoxTask[]> => {
  const resources = await readResources(client, context.name, { signal });
  const place = findGuest(resources, context, ref);
  const asked = new Set([
    place.node,
    ...resources.nodes.filter((node) => node.status === 'online').map((node) => node.node),
  ]);
  const lists = await Promise.all(
    [...asked].map(async (node) => {
      try {
        const data: unknown = await createReadApi(client, signal)
          .nodes.$(segment(node))
          .tasks.$get({ vmid: place.vmid, source: 'all', limit: mostTasks });
        return parseReply(taskList, data, { name: context.name, path: `/nodes/${node}/tasks` });
      } catch (thrown) {
        if (
          node !== place.node &&
          thrown instanceof StewardError &&
          thrown.code === 'proxmox.node-unreachable'
        )
          return [];
        throw thrown;
      }
    }),
  );
  return lists
    .flat()
    .map(toTask)
    .filter((task) => task !== undefined)
    .sort((a, b) => b.startedAtMs - a.startedAtMs)
    .slice(0, mostTasks);
};

/** So many lines of a log are read to find its end. */
const longestLog = 5_000;

/**
 * The last lines of a task's log, oldest first.
 * @throws StewardError `proxmox.*`
 */
export const readTaskLog = async (
  client: ProxmoxClient,
  name: string,
  upid: string,
  { lines, signal }: { readonly lines: number; readonly signal?: AbortSignal },
): Promise<readonly string[]> => {
  const node = parseUpid(upid)?.node;
  if (node === undefined) return [];
  const data: unknown = await createReadApi(client, signal)
    .nodes.$(segment(node))
    .tasks.$(segment(upid))
    .log.$get({ start: 0, limit: longestLog });
  return (
    parseReply(taskLog, data, { name, path: `/nodes/${node}/tasks/${upid}/log` })
      .map(({ t }) => t.trimEnd())
      // An empty log is answered by this line.
      .filter((line) => line !== '' && line !== 'no content')
      .slice(-lines)
  );
};
