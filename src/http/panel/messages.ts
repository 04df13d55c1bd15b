import { z } from 'zod';
import type { Overview } from '../../core/overview.ts';
import type { FinalReply } from '../../core/reply.ts';
import { type PanelResult, panelActions } from './actions.ts';

/** The messages between the panel page and Steward over the WebSocket `panel/live`: one JSON object each. */

/** Largest message that the page may send, in bytes: a question with three pictures. */
export const maximumMessageBytes = 10 * 1024 * 1024;

const id = z.string().min(1).max(64).describe('Chosen by the page; comes back with every answer to it.');

/** As many characters of base64 as a picture may have; the page scales it down to a fraction of that. */
const longestPicture = 3_000_000;

/** A picture that goes with a turn. */
const picture = z.strictObject({
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']),
  data: z.base64().min(1).max(longestPicture).describe('Base64.'),
});

/** A turn of the chat. Answered by `reply-delta`s and one `reply-final`, or by `refused`. */
export const ask = z.strictObject({
  type: z.literal('ask'),
  id,
  text: z.string().trim().min(1).max(2_000),
  conversationId: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .describe('Kept per person: nobody can enter another one’s conversation by its id.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(35)
    .default('en'),
  pictures: z.array(picture).min(1).max(3).exactOptional(),
});

/** Stops the turn with this id. Answered by the turn’s `reply-final` or by `reply-cancelled`. */
export const cancel = z.strictObject({ type: z.literal('cancel'), id });

/** Everything that the page may send. */
export const fromPanel = z.discriminatedUnion('type', [ask, cancel, ...panelActions]);

/** A message of the page, checked. */
export type FromPanel = z.output<typeof fromPanel>;

/** A message as the page writes it. */
export type PanelInput = z.input<typeof fromPanel>;

/** Why something that the page sent was not done. */
export interface PanelRefusal {
  readonly type: 'refused';
  /** Absent when the message was too broken to have one. */
  readonly id?: string;
  /** Stable, e.g. `panel.message-invalid`, or the code of whoever refused: `other-plan`, `pin-wrong`. */
  readonly code: string;
  readonly message: string;
  /** What the person does next. */
  readonly mend?: string;
}

/** A workflow as people choose it. */
export interface WorkflowChoice {
  readonly name: string;
  readonly title: string;
}

/** A workflow file that a model has drafted. Nothing runs from it. */
export interface WorkflowDraft {
  readonly name: string;
  /** The file, as YAML. */
  readonly workflow: string;
}

/** Something that an answer rests on. */
export interface PanelEvidence {
  /** Ref of an object, or words such as `run 12`. */
  readonly source: string;
  /** When it was read. Epoch milliseconds. */
  readonly atMs: number;
}

/** Everything that Steward sends to the page. */
export type ToPanel =
  | {
      readonly type: 'welcome';
      readonly person: { readonly userId: string; readonly name: string; readonly isAdmin: boolean };
      readonly isDemo: boolean;
      /** Whether there is anybody who can look at a picture. */
      readonly takesPictures: boolean;
      /** What autonomy can be set for. */
      readonly workflows: readonly WorkflowChoice[];
    }
  | { readonly type: 'overview'; readonly overview: Overview }
  | { readonly type: 'reply-delta'; readonly id: string; readonly text: string }
  /** What is being done meanwhile; no part of the answer. */
  | { readonly type: 'reply-progress'; readonly id: string; readonly text: string }
  | ({
      readonly type: 'reply-final';
      readonly id: string;
      readonly draft?: WorkflowDraft;
      /** What the answer rests on. */
      readonly evidence?: readonly PanelEvidence[];
    } & Omit<FinalReply, 'kind' | 'data' | 'task'>)
  | { readonly type: 'reply-cancelled'; readonly id: string }
  | { readonly type: 'done'; readonly id: string; readonly result?: PanelResult }
  /** Sent every {@link heartbeatMs}, so that the page notices a connection that died without a word. */
  | { readonly type: 'heartbeat' }
  | PanelRefusal;

/** Milliseconds between two heartbeats. */
export const heartbeatMs = 20_000;

/** What reading a message of the page came to. */
export type Reading =
  | { readonly kind: 'message'; readonly message: FromPanel }
  | { readonly kind: 'refusal'; readonly refusal: PanelRefusal };

const types = fromPanel.options.map((option) => option.shape.type.value);

const refusal = (id: unknown, code: string, message: string): Reading => ({
  kind: 'refusal',
  refusal: {
    type: 'refused',
    ...(typeof id === 'string' && id.length <= 64 ? { id } : {}),
    code,
    message,
    mend: 'Reload the panel: the page and Steward may be of different versions.',
  },
});

/** Reads one message of the page. Never throws; values of the message are not repeated in a refusal. */
export const readMessage = (text: string): Reading => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refusal(undefined, 'panel.message-unreadable', 'The panel sent something that is not JSON.');
  }
  const { id: given, type } = (typeof json === 'object' && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (!types.some((known) => known === type))
    return refusal(
      given,
      'panel.message-unknown',
      `The panel sent a message of a type other than ${types.join(', ')}.`,
    );
  const parsed = fromPanel.safeParse(json);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || issue.code}: ${issue.message}`,
  );
  return refusal(
    given,
    'panel.message-invalid',
    `The panel sent an invalid "${String(type)}" message (${faults.join('; ')}).`,
  );
};
