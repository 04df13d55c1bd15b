import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';

/**
 * The fields that Steward uses of Proxmox's replies, and no others: an added or changed field elsewhere breaks nothing.
 * Proxmox writes numbers as texts here and there, and booleans as 1 and 0.
 */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/)
    .transform(Number),
]);
const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => value === true || Number(value) === 1);
const text = z.union([z.string(), z.number()]).transform(String);

export const ticketReply = z.object({
  ticket: z.string().optional(),
  CSRFPreventionToken: z.string().optional(),
});

export const versionReply = z.object({ version: z.string() });

/** One entry of `/cluster/resources`; kinds other than these three are dropped before. */
export const resource = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('node'),
    node: z.string(),
    status: z.string().optional(),
    cpu: number.optional(),
    maxcpu: number.optional(),
    mem: number.optional(),
    maxmem: number.optional(),
    disk: number.optional(),
    maxdisk: number.optional(),
    uptime: number.optional(),
  }),
  z.object({
    type: z.enum(['qemu', 'lxc']),
    vmid: number,
    node: z.string(),
    name: text.optional(),
    status: z.string().optional(),
    lock: z.string().optional(),
    template: flag.optional(),
    tags: z.string().optional(),
    cpu: number.optional(),
    maxcpu: number.optional(),
    mem: number.optional(),
    maxmem: number.optional(),
    disk: number.optional(),
    maxdisk: number.optional(),
    uptime: number.optional(),
  }),
  z.object({
    type: z.literal('storage'),
    storage: z.string(),
    node: z.string(),
    status: z.string().optional(),
    plugintype: z.string().optional(),
    content: z.string().optional(),
    shared: flag.optional(),
    disk: number.optional(),
    maxdisk: number.optional(),
  }),
]);

export type Resource = z.infer<typeof resource>;
export type NodeResource = Extract<Resource, { type: 'node' }>;
export type GuestResource = Extract<Resource, { type: 'qemu' | 'lxc' }>;
export type StorageResource = Extract<Resource, { type: 'storage' }>;

/** `/nodes/{node}/{type}/{vmid}/status/current` */
export const guestStatus = z.object({
  status: z.string(),
  qmpstatus: z.string().optional(),
  name: text.optional(),
  uptime: number.optional(),
  lock: z.string().optional(),
  template: flag.optional(),
  ha: z.object({ managed: flag.optional() }).optional(),
});

/** `/nodes/{node}/{type}/{vmid}/config` */
export const guestConfig = z.object({
  digest: z.string(),
  onboot: flag.optional(),
  lock: z.string().optional(),
  template: flag.optional(),
});

/** `/nodes/{node}/{type}/{vmid}/snapshot`; the entry `current` stands for the guest as it is now. */
export const snapshotList = z.array(
  z.object({
    name: z.string(),
    description: z.string().optional(),
    snaptime: number.optional(),
    parent: z.string().optional(),
  }),
);

/** `/nodes/{node}/tasks` */
export const taskList = z.array(
  z.object({
    upid: z.string(),
    status: z.string().optional(),
    endtime: number.optional(),
  }),
);

/** `/nodes/{node}/tasks/{upid}/status` */
export const taskStatus = z.object({ status: z.string(), exitstatus: z.string().optional() });

/** `/nodes/{node}/tasks/{upid}/log` */
export const taskLog = z.array(z.object({ n: number, t: z.string() }));

/** `/nodes/{node}/disks/zfs` */
export const zfsList = z.array(
  z.object({ name: z.string(), health: z.string(), alloc: number, size: number, frag: number.nullish() }),
);

/**
 * `/nodes/{node}/disks/list`. `wearout` is what is left of the disk's life in percent (100 = new), or `N/A`; it is in
 * every reply although the published schema does not name it.
 */
export const diskList = z.array(
  z.object({
    devpath: z.string(),
    model: z.string().nullish(),
    serial: z.string().nullish(),
    size: number.nullish(),
    health: z.string().nullish(),
    wearout: z.union([z.number(), z.string()]).nullish(),
    used: z.string().nullish(),
  }),
);

/** `/nodes/{node}/storage/{storage}/content?content=backup` */
export const backupList = z.array(
  z.object({ volid: z.string(), vmid: number.optional(), ctime: number.optional(), size: number.optional() }),
);

/** `/access/permissions`: privilege by path, 1 or 0 (whether it is passed on to paths below). */
export const permissionTree = z.record(z.string(), z.record(z.string(), flag));

/**
 * Checks a reply.
 * @throws StewardError `proxmox.unexpected-reply` (terminal), naming the call and the field
 */
export const parseReply = <Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  call: { readonly name: string; readonly path: string },
): z.infer<Schema> => {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the reply' : issue.path.join('.');
  throw new StewardError(
    `Proxmox ${call.name} answered ${call.path} in a form that is not known: ${field}: ${issue?.message}.`,
    {
      code: 'proxmox.unexpected-reply',
      kind: 'terminal',
      mend: 'Proxmox VE 8 and 9 are known; report this with the version of yours.',
      cause: parsed.error,
    },
  );
};
