import { z } from 'zod';

/** Messages that Steward sends to the integration. */

const id = z.string().min(1).max(64);

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A device as Home Assistant groups entities: the hub, a node, a guest, a pool. */
export const device = z.strictObject({
  key: z.string().max(255).describe('Stable, e.g. proxmox:home/guest/101. The hub is `steward`.'),
  name: z.string(),
  model: z.string(),
  manufacturer: z.string(),
  swVersion: z.string().nullable(),
  viaDevice: z.string().nullable().describe('Key of the device that it hangs on; null for the hub.'),
  configurationUrl: z.string().nullable(),
});

/** An entity as Steward describes it. The integration creates just this and adds nothing. */
export const entity = z.strictObject({
  key: z.string().max(255).describe('Stable and unique: the unique_id is built from it.'),
  deviceKey: z.string(),
  platform: z.enum(['sensor', 'binary_sensor', 'event', 'button']),
  translationKey: z.string().describe('Name and icon come from the integration’s translations.'),
  translationPlaceholders: z
    .record(z.string(), z.string())
    .optional()
    .describe('What stands for the placeholders in the name; absent: it has none.'),
  deviceClass: z.string().nullable(),
  stateClass: z.enum(['measurement', 'total', 'total_increasing']).nullable(),
  unit: z.string().nullable(),
  options: z.array(z.string()).nullable().describe('For device class enum.'),
  eventTypes: z.array(z.string()).nullable().describe('For platform event.'),
  category: z.enum(['diagnostic', 'config']).nullable(),
  isEnabledByDefault: z.boolean(),
  precision: z.int().min(0).max(6).nullable().describe('Suggested display precision.'),
});

/** State of an entity. `value` null: unknown. `isAvailable` false: cannot be known now (stale, unreachable). */
export const entityState = z.strictObject({
  value: scalar.describe('For timestamps ISO 8601; for binary sensors a boolean; null: unknown.'),
  isAvailable: z.boolean(),
  attributes: z.record(z.string(), z.union([scalar, z.array(scalar)])),
});

export const welcome = z.strictObject({
  type: z.literal('welcome'),
  protocol: z.int(),
  stewardVersion: z.string(),
  stewardId: z.string().describe('Stable id of this installation: the config entry’s unique id.'),
  isDemo: z.boolean(),
});

export const refused = z.strictObject({
  type: z.literal('refused'),
  code: z.enum(['protocol-unsupported', 'auth-failed', 'hello-expected', 'replaced']),
  message: z.string(),
  mend: z.string(),
  supportedProtocols: z.array(z.int()),
});

export const entities = z.strictObject({
  type: z.literal('entities'),
  isFull: z.boolean().describe('True: this is everything, whatever is not in it is gone. False: a change.'),
  devices: z.array(device),
  entities: z.array(entity),
  states: z.record(z.string(), entityState),
  removedDevices: z.array(z.string()),
  removedEntities: z.array(z.string()),
});

export const event = z.strictObject({
  type: z.literal('event'),
  entityKey: z.string(),
  eventType: z.string(),
  attributes: z.record(z.string(), scalar),
});

export const replyDelta = z.strictObject({ type: z.literal('reply-delta'), id, text: z.string() });

export const replyFinal = z.strictObject({
  type: z.literal('reply-final'),
  id,
  speech: z.string().describe('The whole text; the deltas before it add up to it.'),
  continueConversation: z.boolean(),
  outcome: z.enum(['query', 'action', 'error', 'delegate']),
  approvalId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

export const actionResult = z.strictObject({
  type: z.literal('action-result'),
  id,
  isOk: z.boolean(),
  response: z.record(z.string(), z.unknown()),
  error: z.strictObject({ code: z.string(), message: z.string(), mend: z.string() }).nullable(),
});

export const overview = z.strictObject({
  type: z.literal('overview'),
  overview: z.record(z.string(), z.unknown()).describe('core/overview.ts, passed on to the card as it is.'),
});

/** A Repairs issue: raised while it is in the newest list, gone when it is not. */
export const issue = z.strictObject({
  issueId: z.string().max(128),
  translationKey: z.string(),
  severity: z.enum(['warning', 'error', 'critical']),
  placeholders: z.record(z.string(), z.string()),
});

export const repairs = z.strictObject({ type: z.literal('repairs'), issues: z.array(issue) });

export const messageRefused = z.strictObject({
  type: z.literal('message-refused'),
  id: z.string().nullable().describe('Id of the message that was refused, if it had one.'),
  code: z.enum(['unknown-type', 'invalid', 'too-large']),
  message: z.string(),
});

/**
 * Asks for a tool of Home Assistant's Assist LLM API. Only sent for one of the newest `assist-tools`; the integration
 * refuses whatever does more than read.
 */
export const callAssistTool = z.strictObject({
  type: z.literal('call-assist-tool'),
  id,
  tool: z.string().max(64),
  arguments: z.record(z.string(), z.unknown()),
  language: z.string().max(16).describe('Of the answer, BCP 47.'),
  conversationId: z
    .string()
    .max(128)
    .nullable()
    .describe('Of the turn that asks: while that is open, its person and device are those that ask.'),
  timeoutMs: z.int().min(1).max(30_000).describe('How long Steward waits for the answer.'),
});

/** Any message to the integration. */
export const toIntegration = z.discriminatedUnion('type', [
  welcome,
  refused,
  entities,
  event,
  replyDelta,
  replyFinal,
  actionResult,
  overview,
  repairs,
  messageRefused,
  callAssistTool,
]);

/** Any message to the integration, as a type. */
export type ToIntegration = z.infer<typeof toIntegration>;
/** A device description, as a type. */
export type DeviceDescription = z.infer<typeof device>;
/** An entity description, as a type. */
export type EntityDescription = z.infer<typeof entity>;
/** An entity's state, as a type. */
export type EntityState = z.infer<typeof entityState>;
