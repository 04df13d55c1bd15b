import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { WyomingEvent } from './event.ts';

/** Most bytes that one event may have. */
export const eventLimits = { headerBytes: 64 * 1024, dataBytes: 1_000_000, payloadBytes: 1_000_000 } as const;

const length = z.int().min(0).nullish();
const headerSchema = z.object({
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()).nullish(),
  data_length: length,
  payload_length: length,
});
const dataSchema = z.record(z.string(), z.unknown());

const malformed = (what: string, cause?: unknown) =>
  new StewardError(`That is not the Wyoming protocol: ${what}.`, {
    code: 'wyoming.malformed',
    kind: 'terminal',
    mend: 'Check that the address is meant for Wyoming.',
    cause,
  });

const tooLarge = (what: string, limitBytes: number) =>
  new StewardError(`The ${what} of an event is larger than ${limitBytes} bytes.`, {
    code: 'wyoming.too-large',
    kind: 'terminal',
  });

const parse = <T>(schema: z.ZodType<T>, bytes: Buffer, what: string): T => {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw malformed(`the ${what} of an event cannot be read`, cause);
  }
};

/** Turns the bytes of one connection into events, however they are cut into pieces. */
export interface EventDecoder {
  /**
   * Yields the events that this piece completes. Lazy: events before a fault come out before it is thrown. After a
   * fault the decoder is of no more use, since nobody knows where the next event begins.
   * @throws StewardError `wyoming.malformed`, `wyoming.too-large`
   */
  push(chunk: Buffer): Generator<WyomingEvent>;
}

/** What is being read, and the event as far as it is known. */
type Phase =
  | { readonly part: 'header' }
  | {
      readonly part: 'data';
      readonly event: WyomingEvent;
      readonly bytes: number;
      readonly payloadBytes: number;
    }
  | { readonly part: 'payload'; readonly event: WyomingEvent; readonly bytes: number };

const afterHeader = (bytes: Buffer): Phase => {
  const { type, data, data_length, payload_length } = parse(headerSchema, bytes, 'header');
  const dataBytes = data_length ?? 0;
  const payloadBytes = payload_length ?? 0;
  if (dataBytes > eventLimits.dataBytes) throw tooLarge('data', eventLimits.dataBytes);
  if (payloadBytes > eventLimits.payloadBytes) throw tooLarge('payload', eventLimits.payloadBytes);
  return { part: 'data', event: { type, data: data ?? {} }, bytes: dataBytes, payloadBytes };
};

/** Makes a decoder for one connection. */
export const createEventDecoder = (): EventDecoder => {
  let phase: Phase = { part: 'header' };
  /** Pieces of the present part. The payload's are only counted. */
  let pieces: Buffer[] = [];
  let held = 0;

  const take = (piece: Buffer, isKept = true): void => {
    if (isKept) pieces.push(piece);
    held += piece.length;
  };
  const finishPart = (): Buffer => {
    const whole = Buffer.concat(pieces);
    pieces = [];
    held = 0;
    return whole;
  };

  return {
    push: function* (chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        if (phase.part === 'header') {
          const end = rest.indexOf('\n');
          const piece = end === -1 ? rest : rest.subarray(0, end);
          if (held + piece.length > eventLimits.headerBytes)
            throw tooLarge('header', eventLimits.headerBytes);
          take(piece);
          rest = end === -1 ? rest.subarray(rest.length) : rest.subarray(end + 1);
          if (end === -1) return;
          phase = afterHeader(finishPart());
        } else {
          const piece = rest.subarray(0, phase.bytes - held);
          take(piece, phase.part === 'data');
          rest = rest.subarray(piece.length);
        }
        // Parts without any bytes are complete at once, though nothing more may come.
        if (phase.part === 'data' && held === phase.bytes) {
          const bytes = finishPart();
          const more = bytes.length === 0 ? {} : parse(dataSchema, bytes, 'data');
          const event = { ...phase.event, data: { ...phase.event.data, ...more } };
          phase = { part: 'payload', event, bytes: phase.payloadBytes };
        }
        if (phase.part === 'payload' && held === phase.bytes) {
          const { event } = phase;
          finishPart();
          phase = { part: 'header' };
          yield event;
        }
      }
    },
  };
};
