import type { Json } from '../core/json.ts';
import type { Provenance } from '../core/provenance.ts';

/**
 * The one port to language models. A provider turns a {@link ModelRequest} into its vendor's call and the vendor's stream
 * into {@link StreamPart}s, and repairs what its models are known to do wrong. It decides nothing: which model, whether a
 * cloud may see it and what it may cost was settled before.
 */
export interface ModelProvider {
  /**
   * One try, never repeated by the provider. Text and thinking arrive as they come; tool calls whole. Ends with exactly
   * one `end` part, before it one `usage` part where the vendor tells usage.
   * @throws ModelError for everything that goes wrong, also when `signal` aborts (`model.cancelled`)
   */
  stream(request: ModelRequest, options: { readonly signal: AbortSignal }): AsyncIterable<StreamPart>;
  /** One vector per text, in order. Absent where the vendor has no embeddings. */
  embed?(
    texts: readonly string[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly (readonly number[])[]>;
}

/** What a model is used for. A model is admitted to each by `steward models check`, not by its name. */
export type ModelRole = 'chat' | 'tools' | 'planning' | 'code' | 'vision' | 'embedding';

/** All roles, in the order in which they are checked and shown. */
export const modelRoles: readonly ModelRole[] = ['chat', 'tools', 'planning', 'code', 'vision', 'embedding'];

/** The vendors whose interfaces Steward speaks; `scripted` answers from a script, for tests and the demo. */
export type ProviderName = 'ollama' | 'anthropic' | 'openai' | 'scripted';

/** US dollars per million tokens. All zero for a model of one's own. */
export interface ModelPrice {
  readonly inputUsd: number;
  readonly outputUsd: number;
  /** Input that is read from the vendor's cache. Default: as `inputUsd`. */
  readonly cachedInputUsd?: number;
  /** Input that is written into the vendor's cache. Default: as `inputUsd`. */
  readonly cacheWriteUsd?: number;
}

/** A model as the options have it. */
export interface ConfiguredModel {
  /** Short name of the user's own, e.g. `local`. */
  readonly name: string;
  readonly provider: ProviderName;
  /** The vendor's name of it, e.g. `qwen3:4b`. */
  readonly model: string;
  /** Base address of the interface; the vendor's own where absent. */
  readonly url?: string;
  readonly apiKey?: string;
  /** Whether what is sent to it stays in the house. Unknown counts as no. */
  readonly isLocal: boolean;
  /** How much it can take in and give out together. */
  readonly contextTokens: number;
  readonly price: ModelPrice;
}

/** Text and where it came from, which decides who may see it. */
export interface TextContent {
  readonly kind: 'text';
  readonly text: string;
  readonly provenance: Provenance;
}

/** A picture. It never leaves the house: no detector can vouch for pixels. */
export interface ImageContent {
  readonly kind: 'image';
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  readonly data: Uint8Array;
  readonly provenance: 'image';
}

/** A JSON Schema, as the vendors take it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A tool that a model may ask to have called. */
export interface ToolDefinition {
  /** Lower-case letters, digits and underscores, at most 64. */
  readonly name: string;
  readonly description: string;
  /** An object schema. */
  readonly parameters: JsonSchema;
}

/** What a model asks to have called. Nothing is called because of it alone. */
export interface ToolCall {
  /** The vendor's id, or one that the provider made where the vendor gives none. Unique within a request. */
  readonly id: string;
  readonly name: string;
  readonly arguments: { readonly [name: string]: Json };
}

/** One message of a conversation with a model. */
export type ModelMessage =
  | { readonly role: 'system'; readonly content: readonly TextContent[] }
  | { readonly role: 'user'; readonly content: readonly (TextContent | ImageContent)[] }
  | {
      readonly role: 'assistant';
      readonly content: readonly TextContent[];
      readonly toolCalls?: readonly ToolCall[];
      /** The vendor's own blocks of thinking, given back to it unchanged where it asks for that. */
      readonly thinking?: Json;
    }
  | {
      readonly role: 'tool';
      readonly callId: string;
      readonly toolName: string;
      readonly content: readonly TextContent[];
      readonly isError?: boolean;
    };

/** What a model is asked. */
export interface ModelRequest {
  /** System messages first. */
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ToolDefinition[];
  /** Default `auto`. */
  readonly toolChoice?: 'auto' | 'none' | 'required';
  /** The answer has to be JSON of this schema. Not together with tools. */
  readonly responseSchema?: JsonSchema;
  readonly maxOutputTokens: number;
  /** 0 to 2. Default 0. */
  readonly temperature?: number;
  /** Whether the model may think before it answers. Default no: a voice answer cannot wait for it. */
  readonly thinking?: boolean;
  /** How many of the first messages stay the same in the next request, for vendors that cache them. Default: the system's. */
  readonly stableMessages?: number;
}

/** What a vendor says was used. */
export interface Usage {
  /** All input, the cached parts included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
  readonly cacheWriteTokens?: number;
}

/** Why a stream ended: `length` is cut off at the limit; `refused` means that the model declines. */
export type EndReason = 'stop' | 'tool-calls' | 'length' | 'refused';

/** A part of a streamed answer. */
export type StreamPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly call: ToolCall }
  | { readonly kind: 'usage'; readonly usage: Usage }
  /** `thinking` is what the next assistant message has to carry along, where the vendor asks for that. */
  | { readonly kind: 'end'; readonly reason: EndReason; readonly thinking?: Json };
