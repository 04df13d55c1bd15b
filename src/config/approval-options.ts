import { z } from 'zod';
import { type FieldMeta, matching, text } from './option-fields.ts';

/** Somebody who may approve. */
export const approver = z.strictObject({
  user: text({
    title: 'User',
    description: 'Name or id of the Home Assistant user.',
  }),
  pin: matching(/^\d{4,12}$/, 'must be 4 to 12 digits', {
    title: 'PIN',
    description:
      'One way to confirm in the panel who you are, which changes that destroy data take. An authenticator app or a passkey is another; both are added in the panel.',
    supervisor: 'password',
  }).exactOptional(),
});

const timeOfDay = (meta: FieldMeta) =>
  matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 23:00', meta);

/** Who approves what, how many, and when. */
export const approvalRule = z.strictObject({
  name: matching(/^[^",]{1,60}$/, 'must be 1 to 60 characters without commas and quotation marks', {
    title: 'Name',
    description: 'A name of your own. Requests and messages about the rule use it.',
  }),
  risks: matching(
    /^\s*(reversible|disruptive|destructive)(\s*,\s*(reversible|disruptive|destructive))*\s*$/,
    'must be of reversible, disruptive and destructive, with commas between them',
    {
      title: 'Risks',
      description: 'The risks that it is for, for example disruptive, destructive. Left out: all.',
    },
  ).exactOptional(),
  scope: text({
    title: 'Scope',
    description:
      'What it is for: workflows (roll-back-guest), objects (proxmox:home/guest/*) and tags (tag:critical), with commas between them; one that fits is enough. Left out: everything.',
  }).exactOptional(),
  approvers: text({
    title: 'Approvers',
    description:
      'Who may approve: users as they stand in the option approvers, with commas between them. Left out: every approver.',
  }).exactOptional(),
  approvals: z
    .int()
    .min(1)
    .max(5)
    .meta({ title: 'Approvals', description: 'How many different people have to approve. Left out: one.' })
    .exactOptional(),
  not_requester: z
    .boolean()
    .meta({ title: 'Not the requester', description: 'Whether whoever asked may not approve.' })
    .exactOptional(),
  expiry_minutes: z
    .int()
    .min(5)
    .max(10_080)
    .meta({
      title: 'Expiry',
      description: 'How many minutes a request waits. Left out: as approval_expiry_minutes says.',
    })
    .exactOptional(),
  quiet_from: timeOfDay({
    title: 'Quiet from',
    description:
      'From this time of day on phones are left alone, for example 23:00. A request waits in the panel meanwhile.',
  }).exactOptional(),
  quiet_to: timeOfDay({
    title: 'Quiet until',
    description: 'At this time of day what waits is brought to the phones, for example 07:00.',
  }).exactOptional(),
  escalate_after_minutes: z
    .int()
    .min(1)
    .max(10_000)
    .meta({
      title: 'Escalate after',
      description: 'After how many minutes without an answer others are asked, too.',
    })
    .exactOptional(),
  escalate_to: text({
    title: 'Escalate to',
    description:
      'Who may approve from then on, too: users as they stand in the option approvers, with commas between them.',
  }).exactOptional(),
  escalate_notify: matching(
    /^(notify\.)?[a-z0-9_]+$/,
    'must be a notification service like notify.family, or persistent_notification',
    {
      title: 'Escalate by',
      description:
        'A notification service that is told then, for example notify.family, or persistent_notification. It can tell, not approve.',
    },
  ).exactOptional(),
});
