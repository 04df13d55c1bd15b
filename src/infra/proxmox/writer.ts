import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import { Grant } from '../../core/grant.ts';
import type { Effect } from '../../core/plan.ts';
import type { ProxmoxWriter } from '../../core/proxmox.ts';
import type { ProxmoxClient } from './client.ts';
import { type GuestPlace, locateGuest } from './locate-guest.ts';
import { unknownOutcome } from './reply-error.ts';
import { createWriteApi, segment } from './typed-api.ts';
import { parseUpid } from './upid.ts';

const snapshotName = z
  .string()
  .max(40)
  .regex(/^[A-Za-z][A-Za-z0-9_-]+$/);
const seconds = z.int().min(0).max(86_400);

/** The writes that there are, each with its parameters; anything else in `parameters` is refused. */
const action = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('guest.start') }),
  z.strictObject({ action: z.literal('guest.shutdown'), timeoutSeconds: seconds, force: z.boolean() }),
  z.strictObject({ action: z.literal('guest.restart'), timeoutSeconds: seconds }),
  z.strictObject({
    action: z.literal('guest.snapshot'),
    name: snapshotName,
    description: z.string().max(8192),
  }),
  z.strictObject({ action: z.literal('guest.rollback'), snapshot: snapshotName, start: z.boolean() }),
  z.strictObject({ action: z.literal('guest.snapshot-delete'), name: snapshotName }),
]);

type Action = z.infer<typeof action>;

const toAction = (effect: Effect): Action => {
  const parsed = action.safeParse({ ...effect.parameters, action: effect.action });
  if (parsed.success) return parsed.data;
  throw new StewardError(
    `${effect.action} on ${effect.ref} cannot be sent to Proxmox: ${z.prettifyError(parsed.error)}`,
    {
      code: 'proxmox.effect',
      kind: 'terminal',
      fields: Object.fromEntries(
        parsed.error.issues.map((issue) => [issue.path.join('.') || 'action', issue.message]),
      ),
    },
  );
};

const send = (client: ProxmoxClient, place: GuestPlace, wanted: Action): Promise<unknown> => {
  const node = createWriteApi(client).nodes.$(segment(place.node));
  const guest = place.type === 'lxc' ? node.lxc.$(place.vmid) : node.qemu.$(place.vmid);
  switch (wanted.action) {
    case 'guest.start':
      return guest.status.start.$post();
    case 'guest.shutdown':
      return guest.status.shutdown.$post({ timeout: wanted.timeoutSeconds, forceStop: wanted.force });
    case 'guest.restart':
      return guest.status.reboot.$post({ timeout: wanted.timeoutSeconds });
    case 'guest.snapshot':
      return guest.snapshot.$post({ snapname: wanted.name, description: wanted.description });
    case 'guest.rollback':
      // Proxmox leaves a guest stopped after a rollback; the plan says whether it is to run again.
      return guest.snapshot.$(segment(wanted.snapshot)).rollback.$post({ start: wanted.start });
    case 'guest.snapshot-delete':
      return guest.snapshot.$(segment(wanted.name)).$delete();
  }
};

/**
 * The writing half, for the holder of a Grant.
 * @throws StewardError `grant.forged` when it is none
 */
export const openProxmoxWriter = (
  client: ProxmoxClient,
  connection: { readonly name: string; readonly system: string },
  grant: Grant,
): ProxmoxWriter => {
  Grant.assertGenuine(grant);
  return {
    startTask: async (effect) => {
      Grant.assertCovers(grant, effect);
      const wanted = toAction(effect);
      const place = await locateGuest(client, connection, effect.ref);
      // Once more, because the run may have ended while the guest was looked for.
      Grant.assertCovers(grant, effect);
      const answer = await send(client, place, wanted);
      if (typeof answer !== 'string' || parseUpid(answer) === undefined)
        throw unknownOutcome(connection.name, 'it named no task in its answer', undefined);
      return answer;
    },
  };
};
