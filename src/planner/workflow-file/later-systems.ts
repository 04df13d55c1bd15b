import { z } from 'zod';

/** A step type of the format that this Steward knows and cannot carry out. */
export interface LaterStepType {
  readonly type: string;
  readonly fields: z.ZodType;
  /** The system that it works on; null when it is Steward itself that is missing something. */
  readonly system: string | null;
  readonly isChanging: boolean;
}

const name = z.string().min(1).max(253);
const text = z.string().min(1).max(4_000);
const names = z.array(text).min(1).max(50);

/** A free map of plain values, for what each system understands in its own way. */
const details = z.record(z.string(), z.union([text, z.number(), z.boolean(), z.array(text)]));

const steps = {
  'kubernetes-task': {
    system: 'kubernetes',
    fields: z.strictObject({
      actions: names.describe('What is to be done, e.g. `update-storageclass-capacity`.'),
      namespace: name.optional(),
      resource: name.optional().describe('Kind and name, e.g. `deployment/paperless`.'),
    }),
  },
  'kubernetes-deployment': {
    system: 'kubernetes',
    fields: z.strictObject({
      namespace: name.optional(),
      image: text.optional(),
      replicas: z.int().min(0).max(100).optional(),
      port: z.int().min(1).max(65_535).optional(),
      storage: text.optional().describe('Size of the volume, e.g. `10Gi`.'),
      environment: details.optional(),
    }),
  },
  'ingress-route': {
    system: 'kubernetes',
    fields: z.strictObject({
      host: text.optional().describe('Name under which the service is reached.'),
      service: name.optional(),
      port: z.int().min(1).max(65_535).optional(),
      namespace: name.optional(),
      tls: z.boolean().optional(),
    }),
  },
  'flux-task': {
    system: 'flux',
    fields: z.strictObject({
      actions: names.describe('What is to be done, e.g. `reconcile`.'),
      namespace: name.optional(),
      resource: name.optional(),
    }),
  },
  'maas-task': {
    system: 'maas',
    fields: z.strictObject({ actions: names, machine: name.optional(), parameters: details.optional() }),
  },
  'opnsense-dns': {
    system: 'opnsense',
    fields: z.strictObject({
      pattern: text
        .optional()
        .describe('Name and target in one line, e.g. `paperless.homelab → LoadBalancer IP`.'),
      hostname: name.optional(),
      domain: name.optional(),
      address: text.optional(),
    }),
  },
  'monitoring-config': {
    system: 'grafana',
    fields: z.strictObject({
      alerts: names.optional().describe('Alert rules by name.'),
      dashboard: text.optional(),
      targets: names.optional(),
    }),
  },
  'backup-monitoring': {
    system: 'uptime-kuma',
    fields: z.strictObject({
      checks: names.optional().describe('Addresses that are checked.'),
      intervalSeconds: z.int().min(20).max(86_400).optional(),
    }),
  },
  'ai-configuration': {
    system: null,
    fields: z.strictObject({
      prompt: text.describe('What is to be configured, in plain words.'),
      examples: z.record(z.string(), text).optional().describe('An example for each service.'),
      service: name.optional(),
    }),
  },
} as const;

/** Step types whose systems this Steward cannot change, each with its fields, so that files that use them are checked. */
export const laterStepTypes: readonly LaterStepType[] = Object.entries(steps).map(
  ([type, { system, fields }]) => ({
    type,
    fields,
    system,
    isChanging: true,
  }),
);

/** Step types of the format that handlers bring; where one is not there, a file that uses it still loads. */
export const handledStepTypes: readonly string[] = [
  'proxmox-task',
  'system-check',
  'external-task',
  'ai-task',
  'ai-analysis',
  'ai-validation',
  'github-integration',
  'git-commit',
  'auto-documentation',
];
