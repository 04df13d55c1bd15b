import type { ServerResponse } from 'node:http';
import type { EventFault } from './event-fault.ts';

/** Lengths into which an answer is cut: within characters, within an event, and several events at once. */
const pieceLengths = [1, 2, 3, 40, 5, 300, 7, 80, 1, 900];

const write = async (response: ServerResponse, text: string): Promise<void> => {
  const bytes = Buffer.from(text);
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (pieceLengths[turn % pieceLengths.length] as number);
    response.write(bytes.subarray(start, end));
    start = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/**
 * Answers with server-sent events, in awkward pieces, with one of the line ends that the format allows, and with signs of
 * life in between.
 * @param events - each without the empty line at its end, its lines separated by \n
 * @param turn - counts up; every other answer has the other line ends
 */
export const sendEvents = async (
  response: ServerResponse,
  events: readonly string[],
  fault: EventFault | undefined,
  { ping, turn }: { readonly ping: string; readonly turn: number },
): Promise<void> => {
  const lineEnd = turn % 2 === 0 ? '\n' : '\r\n';
  const framed = (some: readonly string[]) =>
    some
      .map((event, index) => `${index === 1 ? `${ping}\n\n` : ''}${event}\n\n`)
      .join('')
      .replaceAll('\n', lineEnd);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  if (fault?.kind === 'pings') return write(response, framed([ping, ping, ping]));
  const count = fault !== undefined && 'afterEvents' in fault ? fault.afterEvents : events.length;
  await write(response, framed(events.slice(0, count)));
  switch (fault?.kind) {
    case 'stall':
      return;
    case 'cut':
      response.write((events[count] ?? '').slice(0, 25), () => response.destroy());
      return;
    case 'no-end':
      break;
    case 'bytes':
      await write(response, fault.bytes.replaceAll('\n', lineEnd) + framed(events.slice(count)));
  }
  response.end();
};
