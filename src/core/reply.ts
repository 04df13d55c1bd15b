import type { Requester } from './people.ts';

/** A picture that somebody sent along, e.g. of a rack label. It never leaves the house. */
export interface Picture {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  readonly data: Uint8Array;
}

/** One turn of a conversation: what somebody said, and where. */
export interface Turn {
  readonly text: string;
  /** BCP 47, e.g. `en`. */
  readonly language: string;
  readonly conversationId: string;
  readonly requester: Requester;
  readonly pictures?: readonly Picture[];
  /** False: whoever asks may only look, and nothing is requested, taken back, reported or stopped for them. @default true */
  readonly mayPropose?: boolean;
}

/** What a request in free words became. */
export type TaskKind = 'answered' | 'proposed' | 'drafted' | 'impossible' | 'asked' | 'no-model' | 'failed';

/** The end of a reply. */
export interface FinalReply {
  readonly kind: 'final';
  /** The whole text that was streamed. Empty when the turn is delegated. */
  readonly speech: string;
  /** Whether Steward asked something back and waits for the answer. */
  readonly continueConversation: boolean;
  /** `query`: answered; `action`: a change was requested or cancelled; `error`: refused or failed. */
  readonly outcome: 'query' | 'action' | 'error' | 'delegate';
  /** Set when the turn opened or concerned a request. */
  readonly approvalId?: string;
  /** What became of it, where it was answered in free words. */
  readonly task?: TaskKind;
  /** Structured data behind the speech, for automations. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A part of a reply before its end. */
export type ReplyPiece =
  | { readonly kind: 'delta'; readonly text: string }
  /** What is being done meanwhile, e.g. "reading the log of paperless-ngx". No part of the answer. */
  | { readonly kind: 'progress'; readonly text: string };

/** A part of a streamed reply; the last one is `final`. */
export type ReplyPart = ReplyPiece | FinalReply;

/** The conversation as everything that takes requests sees it. */
export interface Conversation {
  /**
   * Handles one turn. Turns of the same conversation run one after the other. Never throws: what goes wrong is said.
   */
  handle(turn: Turn, signal?: AbortSignal): AsyncIterable<ReplyPart>;
}
