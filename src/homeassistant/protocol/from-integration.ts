import { z } from 'zod';

/**
 * Messages that the integration (inside Home Assistant) sends to Steward, as JSON text frames over one WebSocket at
 * `/integration`. The first one is `hello`; anything else before `welcome` is refused.
 */

const id = z
  .string()
  .min(1)
  .max(64)
  .describe('Chosen by the sender, unique on this connection; answers carry it.');

/** Who is behind a turn, an action or a press, as Home Assistant itself says. */
export const caller = z
  .strictObject({
    userId: z.string().nullable().describe('Home Assistant user id; null when Home Assistant knows none.'),
    parentContextId: z.string().nullable().describe('Set when an automation or a script is behind it.'),
    automation: z
      .string()
      .max(255)
      .nullable()
      .describe('Name of that automation or script, if it can be told.'),
  })
  .describe('Real identity: from the call’s own context, never from its data.');

export const hello = z.strictObject({
  type: z.literal('hello'),
  protocol: z.int().describe('The protocol version that the integration speaks.'),
  token: z.string().min(1).max(256).describe('From Supervisor discovery or from pairing.'),
  integrationVersion: z.string().max(32),
  homeAssistantVersion: z.string().max(32),
  language: z.string().max(16).describe('Home Assistant’s own language, BCP 47.'),
});

/** Somebody who can log in to Home Assistant. */
export const person = z.strictObject({ userId: z.string(), name: z.string(), isAdmin: z.boolean() });

/** A registration of the companion app that can be notified. */
export const phone = z.strictObject({
  notifyService: z.string().describe('Service in the notify domain, e.g. mobile_app_pixel_8.'),
  deviceName: z.string(),
  userId: z.string(),
  operatingSystem: z.string(),
  isEncrypted: z.boolean(),
  hasPushUrl: z.boolean(),
  hasWebsocketPush: z.boolean(),
});

/** All people and phones. Sent after `welcome` and whenever any of it changed. */
export const directory = z.strictObject({
  type: z.literal('directory'),
  people: z.array(person),
  phones: z.array(phone),
});

export const turn = z.strictObject({
  type: z.literal('turn'),
  id,
  text: z.string().max(4000),
  language: z.string().max(16),
  conversationId: z.string().max(128),
  caller,
  deviceId: z.string().max(128).nullable().describe('The caller’s own claim.'),
  satelliteId: z.string().max(255).nullable().describe('The caller’s own claim.'),
  area: z.string().max(255).nullable().describe('Name of the area of that device or satellite.'),
});

export const cancelTurn = z.strictObject({ type: z.literal('cancel-turn'), id });

export const ask = z.strictObject({
  type: z.literal('ask'),
  id,
  text: z.string().min(1).max(4000),
  language: z.string().max(16),
  caller,
});

export const propose = z.strictObject({
  type: z.literal('propose'),
  id,
  workflow: z.string().min(1).max(128).describe('Name of a workflow, e.g. restart-guest.'),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  reason: z.string().max(1000).nullable(),
  caller,
});

export const report = z.strictObject({
  type: z.literal('report'),
  id,
  subject: z.enum(['overview', 'approvals', 'runs', 'problems']),
  caller,
});

export const press = z.strictObject({
  type: z.literal('press'),
  id,
  entityKey: z.string().max(255),
  caller,
});

export const overviewSubscription = z.strictObject({
  type: z.literal('overview-subscription'),
  isWanted: z.boolean().describe('Whether any card is open. Overviews are sent only while it is.'),
});

/** A tool of Home Assistant's Assist LLM API that only reads. */
export const assistTool = z.strictObject({
  name: z.string().max(64).describe('Home Assistant’s own name of it, e.g. homeassistant__GetLiveContext.'),
  description: z.string().max(4000),
  parameters: z.record(z.string(), z.unknown()).describe('JSON Schema of an object.'),
});

/** All of them. Sent after `welcome` and whenever any of it changed. A Steward that refuses it by its type uses none. */
export const assistTools = z.strictObject({
  type: z.literal('assist-tools'),
  id,
  tools: z.array(assistTool).max(8),
});

export const assistResult = z.strictObject({
  type: z.literal('assist-result'),
  id: id.describe('Of the call that it answers.'),
  data: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What the tool gave, as it is; null when there is an error.'),
  error: z
    .strictObject({
      code: z.enum(['refused', 'invalid', 'found-nothing', 'too-large', 'late', 'failed']),
      message: z.string().max(1000),
    })
    .nullable(),
});

/** Any message from the integration. */
export const fromIntegration = z.discriminatedUnion('type', [
  hello,
  directory,
  turn,
  cancelTurn,
  ask,
  propose,
  report,
  press,
  overviewSubscription,
  assistTools,
  assistResult,
]);

/** Any message from the integration, as a type. */
export type FromIntegration = z.infer<typeof fromIntegration>;
