import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvent, type WyomingEvent } from '../../../src/conversation/wyoming/event.ts';
import { createEventDecoder, eventLimits } from '../../../src/conversation/wyoming/event-decoder.ts';
import { StewardError } from '../../../src/core/errors.ts';
import { eventBytes } from './wyoming-client.ts';

/** Feeds pieces until a fault; what came out before it stays. */
const decode = (pieces: readonly Uint8Array[]): { events: WyomingEvent[]; fault?: unknown } => {
  const decoder = createEventDecoder();
  const events: WyomingEvent[] = [];
  try {
    for (const piece of pieces) for (const event of decoder.push(Buffer.from(piece))) events.push(event);
  } catch (fault) {
    return { events, fault };
  }
  return { events };
};
const code = (bytes: string | Uint8Array): unknown => {
  const { fault } = decode([Buffer.from(bytes)]);
  return fault instanceof StewardError ? fault.code : fault;
};

const stream = Buffer.concat([
  eventBytes('describe'),
  eventBytes('transcript', { text: 'wie heiß ist größe 🔥?', language: 'de' }),
  eventBytes('audio-chunk', { rate: 16_000 }, 'not\na header'),
  Buffer.from('{"type":"ping","data":{"text":"in the header"}}\n'),
]);
const events = [
  { type: 'describe', data: {} },
  { type: 'transcript', data: { text: 'wie heiß ist größe 🔥?', language: 'de' } },
  { type: 'audio-chunk', data: { rate: 16_000 } },
  { type: 'ping', data: { text: 'in the header' } },
];

describe('events however they are cut', () => {
  it('reads several from one piece', () => {
    expect(decode([stream])).toEqual({ events });
  });

  it('reads them byte by byte, through the middle of characters', () => {
    expect(decode([...stream].map((byte) => Uint8Array.of(byte)))).toEqual({ events });
  });

  it('reads them cut at any two places', () => {
    fc.assert(
      fc.property(fc.nat(stream.length), fc.nat(stream.length), (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const pieces = [stream.subarray(0, first), stream.subarray(first, second), stream.subarray(second)];
        expect(decode(pieces)).toEqual({ events });
      }),
    );
  });

  it('gives an event out as soon as its last byte is there', () => {
    const bytes = eventBytes('ping', { text: 'x' }, 'payload');
    expect(decode([bytes.subarray(0, -1)]).events).toEqual([]);
    expect(decode([bytes]).events).toHaveLength(1);
  });

  it('lets the data that follow win over those in the header', () => {
    const bytes = '{"type":"t","data":{"a":1,"b":1},"data_length":7}\n{"b":2}';
    expect(decode([Buffer.from(bytes)]).events).toEqual([{ type: 't', data: { a: 1, b: 2 } }]);
  });

  it('takes null for nothing', () => {
    const bytes = '{"type":"t","data":null,"data_length":null,"payload_length":null}\n';
    expect(decode([Buffer.from(bytes)]).events).toEqual([{ type: 't', data: {} }]);
  });

  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (type, text) => {
          expect(decode([encodeEvent({ type, data: { text } })])).toEqual({
            events: [{ type, data: { text } }],
          });
        },
      ),
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['no JSON', 'GET / HTTP/1.1\r\n'],
    ['an empty line', '\n'],
    ['no object', '[]\n'],
    ['no type', '{}\n'],
    ['a type that is no text', '{"type":7}\n'],
    ['data that are no object', '{"type":"t","data":[1]}\n'],
    ['a negative length', '{"type":"t","data_length":-1}\n'],
    ['a length with a fraction', '{"type":"t","payload_length":0.5}\n'],
    ['following data that are no object', '{"type":"t","data_length":3}\n"a"'],
    ['following data that are no JSON', '{"type":"t","data_length":1}\n{'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a])],
  ])('%s', (_, bytes) => {
    expect(code(bytes)).toBe('wyoming.malformed');
  });

  it('a header that does not end, before all of it is kept', () => {
    expect(code('x'.repeat(eventLimits.headerBytes + 1))).toBe('wyoming.too-large');
    const decoder = createEventDecoder();
    const pieces = Array.from({ length: 65 }, () => Buffer.alloc(1024, 'x'));
    expect(() => {
      for (const piece of pieces) [...decoder.push(piece)];
    }).toThrow(/header of an event is larger than 65536 bytes/);
  });

  it.each(['data_length', 'payload_length'])('a %s over its limit, before any of it comes', (field) => {
    expect(code(`{"type":"t","${field}":1000001}\n`)).toBe('wyoming.too-large');
    expect(code(`{"type":"t","${field}":1000000}\n`)).toBeUndefined();
  });

  it('only what comes after: events before the fault are given out', () => {
    const { events, fault } = decode([Buffer.concat([eventBytes('describe'), Buffer.from('nonsense\n')])]);
    expect(events).toEqual([{ type: 'describe', data: {} }]);
    expect(fault).toMatchObject({ code: 'wyoming.malformed' });
  });
});

it('answers any garbage with events or a fault that it can name', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((json) => Buffer.from(`${json}\n`)),
    fc
      .record(
        { type: fc.string(), data: fc.jsonValue(), data_length: fc.integer({ max: 40 }) },
        { requiredKeys: ['type'] },
      )
      .map((header) => Buffer.from(`${JSON.stringify(header)}\n`)),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { fault } = decode(pieces);
      if (fault !== undefined)
        expect(fault).toMatchObject({ code: expect.stringMatching(/^wyoming\.(malformed|too-large)$/) });
    }),
    { numRuns: 500 },
  );
});
