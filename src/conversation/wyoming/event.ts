import type { Json } from '../../core/json.ts';

/** One event of the Wyoming protocol. Payloads (audio) mean nothing to a conversation and are dropped on reading. */
export interface WyomingEvent {
  /** e.g. `describe`, `transcript`, `handled`. */
  readonly type: string;
  /** The header's data and the data that follows it, merged; the latter wins. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event to be sent. */
export interface OutgoingEvent {
  readonly type: string;
  readonly data?: { readonly [key: string]: Json };
}

/**
 * The bytes of an event: a line of JSON that announces how many bytes of JSON follow it, and those.
 * Source: https://github.com/OHF-Voice/wyoming
 */
export const encodeEvent = ({ type, data = {} }: OutgoingEvent): Buffer => {
  const body = Buffer.from(JSON.stringify(data));
  const header = `${JSON.stringify({ type, data_length: body.length })}\n`;
  return Buffer.concat([Buffer.from(header), body]);
};
