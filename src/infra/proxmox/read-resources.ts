import { z } from 'zod';
import type { ProxmoxClient } from './client.ts';
import {
  type GuestResource,
  type NodeResource,
  parseReply,
  type Resource,
  resource,
  type StorageResource,
} from './replies.ts';
import { createReadApi } from './typed-api.ts';

/** What `/cluster/resources` lists, sorted by kind. */
export interface Resources {
  readonly nodes: readonly NodeResource[];
  readonly guests: readonly GuestResource[];
  readonly storages: readonly StorageResource[];
}

const resourceList = z.array(resource);
const known = new Set(['node', 'qemu', 'lxc', 'storage']);

const typeOf = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null && 'type' in entry ? String(entry.type) : '';

/** Reads the whole cluster in one call. @param only restricts it to guests, which is what finding one needs. */
export const readResources = async (
  client: ProxmoxClient,
  name: string,
  { only, signal }: { only?: 'vm'; signal?: AbortSignal | undefined } = {},
): Promise<Resources> => {
  const data: unknown = await createReadApi(client, signal).cluster.resources.$get(
    only === undefined ? {} : { type: only },
  );
  const entries: readonly Resource[] = parseReply(
    resourceList,
    Array.isArray(data) ? data.filter((entry) => known.has(typeOf(entry))) : data,
    { name, path: '/cluster/resources' },
  );
  return {
    nodes: entries.filter((entry) => entry.type === 'node'),
    guests: entries.filter((entry) => 'vmid' in entry),
    storages: entries.filter((entry) => entry.type === 'storage'),
  };
};
