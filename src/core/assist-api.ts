import type { Json } from './json.ts';

/**
 * The tools of Home Assistant's own Assist LLM API that Steward uses. All of them only read; everything else that the API
 * has, switching lights or running scripts, is reached by no way from here.
 * - `homeassistant__GetLiveContext`: states of what is exposed to Assist
 * - `calendar__get_events`: what stands in a calendar
 * - `todo__get_items`: what stands on a to-do list
 */
export const assistReadTools = [
  'homeassistant__GetLiveContext',
  'calendar__get_events',
  'todo__get_items',
] as const;

/** Name of a tool of {@link assistReadTools}. */
export type AssistToolName = (typeof assistReadTools)[number];

/** A tool as Home Assistant describes it at this moment. */
export interface AssistTool {
  readonly name: AssistToolName;
  readonly description: string;
  /** JSON Schema of an object; lists and calendars are named in it. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A call of a tool. */
export interface AssistCall {
  readonly tool: AssistToolName;
  readonly arguments: { readonly [name: string]: Json };
  /** BCP 47, at most 16 characters. */
  readonly language: string;
  /** Of the turn for which it is asked. While that is open in Home Assistant, its person and device are those that ask. */
  readonly conversationId?: string;
  readonly signal: AbortSignal;
}

/** What came of a call. */
export type AssistAnswer =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, unknown>> }
  /** Home Assistant has nothing that fits; it says so in `message`, in English. */
  | { readonly kind: 'found-nothing'; readonly message: string };

/** Home Assistant's Assist LLM API, as far as it reads. */
export interface AssistApi {
  /** What can be called now: none while no integration is connected, or where it is too old for this. */
  tools(): readonly AssistTool[];
  /**
   * @throws StewardError `home-assistant.not-connected`, `home-assistant.assist-late`, `home-assistant.assist-refused`,
   *   `home-assistant.assist-too-large`
   */
  call(call: AssistCall): Promise<AssistAnswer>;
}
