import { z } from 'zod';

/**
 * The options of Steward, the one source from which config.yaml's `options` and `schema`, the translations' keys, the
 * JSON Schema and the reference page are generated. Supervisor's grammar knows lists and one level of blocks; a block
 * can never be left out, only a field whose schema is `.exactOptional()`.
 */

/** Text that must never be logged, shown or sent. */
const secret = () => z.string().min(1).meta({ supervisor: 'password' });

const proxmoxConnection = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes')
    .describe('A short name of your own for this Proxmox, for example home.'),
  url: z
    .url({ protocol: /^https$/ })
    .meta({ supervisor: 'url' })
    .describe('Address of one node, for example https://192.0.2.10:8006.'),
  token_id: z
    .string()
    .regex(/^[^@\s]+@[^!\s]+![^\s=]+$/, 'must look like user@realm!name')
    .exactOptional()
    .describe('API token, for example steward@pve!steward.'),
  token_secret: secret().exactOptional().describe('Secret of the API token.'),
  user: z
    .string()
    .exactOptional()
    .describe('User with realm, for example root@pam, where there is no token.'),
  password: secret().exactOptional().describe('Password of that user.'),
  fingerprint: z
    .string()
    .regex(/^([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}$/, 'must be 32 pairs of hexadecimal digits with colons')
    .exactOptional()
    .describe('SHA-256 fingerprint of the certificate, as Proxmox shows it.'),
  ca_file: z
    .string()
    .exactOptional()
    .describe('File with the certificate authority, instead of the fingerprint.'),
});

const approver = z.strictObject({
  user: z.string().min(1).describe('Name or id of a Home Assistant user who may approve changes.'),
  pin: z
    .string()
    .regex(/^\d{4,12}$/, 'must be 4 to 12 digits')
    .meta({ supervisor: 'password' })
    .exactOptional()
    .describe('Asked in the panel for changes that destroy data.'),
});

const homeAssistant = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .meta({ supervisor: 'url' })
    .exactOptional()
    .describe('Address of Home Assistant. Not needed when Steward runs as an app (add-on).'),
  token: secret()
    .exactOptional()
    .describe('Long-lived access token of an administrator. Not needed in an app (add-on).'),
});

/** All options. Keys are as people write them. */
export const optionsSchema = z.strictObject({
  proxmox: z.array(proxmoxConnection).default([]).describe('The Proxmox clusters and single nodes.'),
  approvers: z.array(approver).default([]).describe('Who may approve changes. Nobody else can.'),
  home_assistant: homeAssistant.default({}).describe('How Home Assistant is reached.'),
  approval_expiry_minutes: z
    .int()
    .min(5)
    .max(10_080)
    .default(60)
    .describe('How long a request waits for an answer, in minutes.'),
  unknown_speaker_requests: z
    .boolean()
    .default(true)
    .describe('Whether somebody whom Home Assistant does not identify may request changes.'),
  wyoming: z
    .boolean()
    .default(true)
    .describe('Whether the Wyoming server runs, for voice without the integration.'),
  log_level: z
    .enum(['debug', 'info', 'warning', 'error'])
    .default('info')
    .describe('How much is written to the log.'),
});

/** Options after defaults. */
export type Options = z.infer<typeof optionsSchema>;
