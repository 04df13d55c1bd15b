import { z } from 'zod';
import { approvalRule, approver } from './approval-options.ts';
import { cloud, mcpClient, model } from './model-options.ts';
import { address, matching, secret, text } from './option-fields.ts';

/*
 * The one source of the options: `npm run gen` makes config.yaml's `options` and `schema`, the app's translations, the
 * JSON Schema and the reference page from it. Supervisor's grammar knows lists and one level of blocks. A block can never
 * be left out, only a field, whose schema is then `.exactOptional()`.
 */

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

const host = z.strictObject({
  name: matching(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'must be letters, digits, dots, dashes and underscores',
    {
      title: 'Name',
      description: 'What the host is called, for example still-fawn; for a Proxmox node its node name.',
    },
  ),
  address: matching(/^[A-Za-z0-9._:%-]+$/, 'must be a name or an IP address', {
    title: 'Address',
    description: 'Name or IP address, for example 192.0.2.10.',
  }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .meta({ title: 'Port', description: 'Port of the SSH server. Left out: 22.' })
    .exactOptional(),
  user: matching(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/, 'must be the name of a user', {
    title: 'User',
    description: 'User on the host. Left out: root.',
  }).exactOptional(),
  private_key: secret({
    title: 'Private key',
    description:
      'Private key with which Steward logs in, in full. The recommended way; make one for Steward alone with ssh-keygen -t ed25519.',
  }).exactOptional(),
  private_key_file: text({
    title: 'Private key file',
    description: 'File with the private key, instead of the key itself.',
    isStandaloneOnly: true,
  }).exactOptional(),
  passphrase: secret({
    title: 'Passphrase',
    description: 'Opens the private key, if it has one.',
  }).exactOptional(),
  password: secret({
    title: 'Password',
    description: 'Password of the user, instead of a key.',
  }).exactOptional(),
  host_key: matching(
    /^SHA256:[A-Za-z0-9+/]{43}=?$/,
    'must be a fingerprint like SHA256:… with 43 characters',
    {
      title: 'Host key',
      description:
        "Fingerprint of the host's key, as ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it on the host. Without it Steward does not connect; steward doctor says what the host offers.",
    },
  ).exactOptional(),
  sudo: z
    .boolean()
    .meta({
      title: 'Use sudo',
      description: 'Whether commands run through sudo, where the user is not root. Left out: no.',
    })
    .exactOptional(),
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

const github = z.strictObject({
  repository: matching(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/,
    'must look like owner/name',
    {
      title: 'Repository',
      description: 'Repository for issues and documentation, for example alice/homelab. Make it private.',
    },
  ).exactOptional(),
  token: secret({
    title: 'Token',
    description:
      'Fine-grained access token for this repository alone, with Issues and Contents (read and write). docs/guides/github.md shows how to make one.',
  }).exactOptional(),
  documentation: z
    .enum(['commit', 'pull-request'])
    .meta({
      title: 'Documentation',
      description:
        'Whether documentation is committed to the default branch, or proposed as a pull request that a person merges. Left out: commit.',
    })
    .exactOptional(),
  api_url: address(/^https$/, 'https://github.example.org/api/v3', {
    title: 'API address',
    description: 'Address of the API of a GitHub Enterprise Server. Left out: that of github.com.',
  }).exactOptional(),
});

/** All options. Keys are as people write them. */
export const optionsSchema = z.strictObject({
  proxmox: z
    .array(proxmoxConnection)
    .default([])
    .meta({ title: 'Proxmox', description: 'The Proxmox VE clusters and single nodes.' }),
  hosts: z
    .array(host)
    .default([])
    .meta({ title: 'Hosts', description: 'The hosts that Steward may look into and change over SSH.' }),
  approvers: z
    .array(approver)
    .default([])
    .meta({ title: 'Approvers', description: 'Who may approve changes. Nobody else can.' }),
  home_assistant: homeAssistant.default({}).meta({
    title: 'Home Assistant',
    description: 'How Home Assistant is reached. An app (add-on) knows it by itself.',
    isStandaloneOnly: true,
  }),
  github: github.default({}).meta({
    title: 'GitHub',
    description:
      'Where issues and documentation are mirrored to. Left out: they are kept on this machine alone.',
  }),
  models: z.array(model).default([]).meta({
    title: 'Language models',
    description:
      'The models that may be asked, the preferred first. Without one, everything works but free-word thinking.',
  }),
  cloud: cloud.default({}).meta({
    title: 'Cloud models',
    description: 'Whether models outside the house may be asked, and what they may cost.',
  }),
  mcp_clients: z.array(mcpClient).default([]).meta({
    title: 'MCP clients',
    description: 'Programs that may use Steward over the Model Context Protocol at /mcp.',
  }),
  mcp_home_assistant: z.boolean().default(false).meta({
    title: 'MCP for Home Assistant',
    description:
      "Lets Home Assistant's own MCP client in, which has no token: to look only, and only from the address of the Home Assistant that is paired.",
  }),
  approval_expiry_minutes: z.int().min(5).max(10_080).default(60).meta({
    title: 'Approval expiry',
    description: 'How many minutes a request waits for an answer before it lapses.',
  }),
  approval_rules: z.array(approvalRule).default([]).meta({
    title: 'Approval rules',
    description:
      'Who approves what, how many, and when. The first rule that fits a request decides; without one, one approver does.',
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
