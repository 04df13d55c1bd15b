import { z } from 'zod';

/*
 * The one source of the options: `npm run gen` makes config.yaml's `options` and `schema`, the app's translations, the
 * JSON Schema and the reference page from it. Supervisor's grammar knows lists and one level of blocks. A block can never
 * be left out, only a field, whose schema is then `.exactOptional()`.
 */

/** How a field is shown to people and written into the app's files. */
interface FieldMeta {
  /** Label of the field. */
  readonly title: string;
  /** One or two sentences below it. */
  readonly description: string;
  /** Supervisor's own type, where the zod type does not say it. `password` is never logged, shown or sent. */
  readonly supervisor?: 'password' | 'url';
  /** Left out of the app's options: it has a meaning outside Supervisor only. */
  readonly isStandaloneOnly?: boolean;
}

const text = (meta: FieldMeta) =>
  z
    .string()
    .min(1)
    .meta({ ...meta });
const matching = (pattern: RegExp, mustBe: string, meta: FieldMeta) =>
  z
    .string()
    .regex(pattern, mustBe)
    .meta({ ...meta });
const address = (protocol: RegExp, example: string, meta: FieldMeta) =>
  z.url({ protocol, error: `must be an address like ${example}` }).meta({ ...meta, supervisor: 'url' });
const secret = (meta: FieldMeta) => text({ ...meta, supervisor: 'password' });

const proxmoxConnection = z.strictObject({
  name: matching(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes', {
    title: 'Name',
    description: 'A short name of your own for this Proxmox, for example home.',
  }),
  url: address(/^https$/, 'https://192.0.2.10:8006', {
    title: 'Address',
    description: 'Address of one node, for example https://192.0.2.10:8006.',
  }),
  token_id: matching(/^[^@\s]+@[^!\s]+![^\s=]+$/, 'must look like user@realm!name', {
    title: 'API token',
    description: 'Name of the API token, for example steward@pve!homelab. The recommended way to log in.',
  }).exactOptional(),
  token_secret: secret({
    title: 'Secret of the API token',
    description: 'Proxmox shows it once, when the token is made.',
  }).exactOptional(),
  user: matching(/^[^@\s]+@[^@!\s]+$/, 'must look like user@realm', {
    title: 'User',
    description: 'User with realm, for example steward@pve, where there is no API token.',
  }).exactOptional(),
  password: secret({ title: 'Password', description: 'Password of that user.' }).exactOptional(),
  fingerprint: matching(
    /^(?:sha-?256[:= ]*)?(?:[0-9a-f]{2}[: ]?){31}[0-9a-f]{2}$/i,
    'must be the SHA-256 fingerprint, 32 pairs of hexadecimal digits',
    {
      title: 'Certificate fingerprint',
      description:
        'SHA-256 fingerprint of the certificate, as Proxmox shows it under System, Certificates. Needed unless the certificate is one that every browser trusts.',
    },
  ).exactOptional(),
  ca_file: text({
    title: 'Certificate authority',
    description: "PEM file of the certificate's authority, instead of the fingerprint.",
    isStandaloneOnly: true,
  }).exactOptional(),
});

const approver = z.strictObject({
  user: text({
    title: 'User',
    description: 'Name or id of the Home Assistant user.',
  }),
  pin: matching(/^\d{4,12}$/, 'must be 4 to 12 digits', {
    title: 'PIN',
    description:
      'Asked in the panel for changes that destroy data. Without one, this person cannot approve those.',
    supervisor: 'password',
  }).exactOptional(),
});

const homeAssistant = z.strictObject({
  url: address(/^https?$/, 'http://192.0.2.2:8123', {
    title: 'Address',
    description: 'Address of Home Assistant, for example http://192.0.2.2:8123.',
  }).exactOptional(),
  token: secret({
    title: 'Access token',
    description: 'Long-lived access token of an administrator, from the profile page.',
  }).exactOptional(),
});

/** All options. Keys are as people write them. */
export const optionsSchema = z.strictObject({
  proxmox: z
    .array(proxmoxConnection)
    .default([])
    .meta({ title: 'Proxmox', description: 'The Proxmox VE clusters and single nodes.' }),
  approvers: z
    .array(approver)
    .default([])
    .meta({ title: 'Approvers', description: 'Who may approve changes. Nobody else can.' }),
  home_assistant: homeAssistant.default({}).meta({
    title: 'Home Assistant',
    description: 'How Home Assistant is reached. An app (add-on) knows it by itself.',
    isStandaloneOnly: true,
  }),
  approval_expiry_minutes: z.int().min(5).max(10_080).default(60).meta({
    title: 'Approval expiry',
    description: 'How many minutes a request waits for an answer before it lapses.',
  }),
  unknown_speaker_requests: z.boolean().default(true).meta({
    title: 'Requests from unknown speakers',
    description:
      'Whether somebody whom Home Assistant does not identify, such as a guest at a voice satellite, may request changes. An approver decides in any case.',
  }),
  wyoming: z.boolean().default(true).meta({
    title: 'Wyoming server',
    description:
      'Offers voice to Home Assistant without the integration, with the rights of an unknown speaker.',
  }),
  log_level: z
    .enum(['debug', 'info', 'warning', 'error'])
    .default('info')
    .meta({ title: 'Log level', description: 'How much is written to the log.' }),
});

/** Options after defaults. */
export type Options = z.infer<typeof optionsSchema>;
