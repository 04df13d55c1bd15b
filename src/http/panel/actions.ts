import { z } from 'zod';
import type { EgressEntry } from '../../core/egress-ledger.ts';
import type { StepUpFactors, TotpSecret } from '../../core/step-up.ts';

/**
 * What a person does in the panel besides talking. Each is one message, answered by `done`, with a result where there is
 * one, or by `refused`. Where it takes a step-up, what proves the person comes with it in the same message.
 */

const id = z.string().min(1).max(64).describe('Chosen by the page; comes back with every answer to it.');
const approvalId = z.string().min(1).max(64);
const runId = z.string().min(1).max(64);
const planDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('Digest of the plan that the person was shown; an approval of another plan is refused.');
const code = z.string().trim().min(1).max(12);
const origin = z
  .string()
  .max(300)
  .describe('Where the page says that it is; held against Home Assistant’s own addresses.');
const signed = z.record(z.string(), z.unknown()).describe('What the browser gives, as WebAuthn has it.');

const stepUp = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('pin'), code }),
    z.strictObject({ method: z.literal('totp'), code }),
    z.strictObject({ method: z.literal('passkey'), response: signed }),
  ])
  .describe('A code, or what a passkey signed.');

/** A person’s decision. `stepUp` where the request needs one. */
export const decide = z.strictObject({
  type: z.literal('decide'),
  id,
  approvalId,
  answer: z.enum(['approve', 'deny']),
  planDigest,
  stepUp: stepUp.optional(),
});

/** Takes a request back that nobody has decided yet. */
export const cancelRequest = z.strictObject({ type: z.literal('cancel-request'), id, approvalId });

/** Asks for a run to be undone: opens a request, which waits for its approval as every other. */
export const undoRun = z.strictObject({ type: z.literal('undo-run'), id, runId });

/** Stops a run at its next safe point. */
export const cancelRun = z.strictObject({ type: z.literal('cancel-run'), id, runId });

/** What a person tells a step that waits for them. */
export const report = z.strictObject({
  type: z.literal('report'),
  id,
  runId,
  stepId: z.string().min(1).max(300),
  values: z
    .record(
      z.string().regex(/^[A-Za-z]\w{0,63}$/),
      z.union([z.string().trim().max(500), z.number(), z.boolean()]),
    )
    .refine((values) => Object.keys(values).length <= 20, 'has more than 20 fields'),
});

/** Stops everything. */
export const stop = z.strictObject({ type: z.literal('stop'), id });

/** Releases the stop. */
export const releaseStop = z.strictObject({ type: z.literal('release-stop'), id, stepUp });

/** Sets how much may run without asking. */
export const setAutonomy = z.strictObject({
  type: z.literal('set-autonomy'),
  id,
  level: z.enum(['watch', 'ask', 'assist', 'autopilot']),
  workflow: z.string().min(1).max(64).nullable(),
  scope: z.string().min(1).max(200).nullable(),
  untilMs: z.number().int().positive().optional(),
  because: z.string().trim().min(1).max(500),
  stepUp,
});

/** Asks what the person can confirm with. */
export const factors = z.strictObject({ type: z.literal('factors'), id });

/** Asks for a challenge that a passkey is to sign, for one purpose. */
export const challenge = z.strictObject({
  type: z.literal('challenge'),
  id,
  purpose: z.union([
    z.enum(['set-autonomy', 'release-stop', 'change-factors']),
    z.templateLiteral(['approve ', approvalId]),
  ]),
  origin,
});

/** Asks for the secret of a new authenticator app; it is shown once. */
export const beginTotp = z.strictObject({ type: z.literal('begin-totp'), id, stepUp });

/** The first code of the new app. */
export const confirmTotp = z.strictObject({ type: z.literal('confirm-totp'), id, code });

/** Removes the authenticator app. */
export const removeTotp = z.strictObject({ type: z.literal('remove-totp'), id, stepUp });

/** Asks what a new passkey is to be made of. */
export const beginPasskey = z.strictObject({ type: z.literal('begin-passkey'), id, origin, stepUp });

/** The new passkey. */
export const addPasskey = z.strictObject({
  type: z.literal('add-passkey'),
  id,
  name: z.string().trim().min(1).max(60),
  response: signed,
});

/** Removes a passkey. */
export const removePasskey = z.strictObject({
  type: z.literal('remove-passkey'),
  id,
  passkeyId: z.string().min(1).max(1_400),
  stepUp,
});

/** Asks what left the house for cloud models, newest first; for administrators. */
export const listEgress = z.strictObject({
  type: z.literal('list-egress'),
  id,
  before: z.number().int().positive().optional().describe('A number of the list, for what is older.'),
});

/** Asks for one body as it was sent; for administrators. */
export const showEgress = z.strictObject({
  type: z.literal('show-egress'),
  id,
  number: z.number().int().positive(),
});

/** Every action. */
export const panelActions = [
  decide,
  cancelRequest,
  undoRun,
  cancelRun,
  report,
  stop,
  releaseStop,
  setAutonomy,
  factors,
  challenge,
  beginTotp,
  confirmTotp,
  removeTotp,
  beginPasskey,
  addPasskey,
  removePasskey,
  listEgress,
  showEgress,
] as const;

/** An action of a person, checked. */
export type PanelAction = z.output<(typeof panelActions)[number]>;

/** What an action gives back. */
export type PanelResult =
  /** A request that was opened, or was waiting already. */
  | { readonly kind: 'request'; readonly approvalId: string }
  /** A request that has got this person’s yes and waits for others. */
  | { readonly kind: 'more-needed'; readonly count: number }
  | { readonly kind: 'factors'; readonly factors: StepUpFactors }
  | { readonly kind: 'totp'; readonly secret: TotpSecret }
  /** A page of what left the house. `hasMore`: older entries can be asked for. */
  | {
      readonly kind: 'egress';
      readonly entries: readonly EgressEntry[];
      readonly hasMore: boolean;
      readonly totalBytes: number;
    }
  /** One body as it was sent; absent when only its digest is kept any more. */
  | { readonly kind: 'egress-body'; readonly body?: string }
  /** WebAuthn’s options for the browser, of a challenge or of a new passkey. */
  | { readonly kind: 'web-authn'; readonly options: object };
