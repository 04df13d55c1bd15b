import { createServer, type Socket } from 'node:net';
import {
  encodeEvent,
  type OutgoingEvent,
  type WyomingEvent,
} from '../../../src/conversation/wyoming/event.ts';
import { createEventDecoder } from '../../../src/conversation/wyoming/event-decoder.ts';
import { startConfigFlow, submitFlow } from './config-entries.ts';
import type { HomeAssistant } from './home-assistant.ts';

/** A program that Home Assistant's Wyoming integration talks to. */
export interface WyomingPeer {
  close(): Promise<void>;
}

const attribution = { name: 'Lab', url: 'https://example.invalid' };

/** What every program, model and voice says of itself. */
export const wyomingArtifact = (name: string) => ({
  name,
  attribution,
  installed: true,
  description: name,
  version: '1',
});

const audio = { rate: 16_000, width: 2, channels: 1 };
const silence = (): Buffer => {
  const data = Buffer.from(JSON.stringify(audio));
  const payload = Buffer.alloc(3_200);
  const header = { type: 'audio-chunk', data_length: data.length, payload_length: payload.length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), data, payload]);
};

/** A tenth of a second in which nothing is heard, from `audio-start` to `audio-stop`. */
export const wyomingSound: Buffer = Buffer.concat([
  encodeEvent({ type: 'audio-start', data: audio }),
  silence(),
  encodeEvent({ type: 'audio-stop' }),
]);

/**
 * Serves a Wyoming program on loopback and adds it by the integration's config flow. `describe` and `ping` are answered;
 * all other events go to `onEvent`.
 */
export const addWyomingPeer = async (
  homeAssistant: HomeAssistant,
  info: NonNullable<OutgoingEvent['data']>,
  onEvent: (event: WyomingEvent, socket: Socket) => void,
): Promise<WyomingPeer> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const decoder = createEventDecoder();
    sockets.add(socket);
    socket.on('data', (chunk) => {
      for (const event of decoder.push(chunk)) {
        if (event.type === 'describe') socket.write(encodeEvent({ type: 'info', data: info }));
        else if (event.type === 'ping') socket.write(encodeEvent({ type: 'pong' }));
        else onEvent(event, socket);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  try {
    const form = await startConfigFlow(homeAssistant.ownerAccess, 'wyoming');
    const step = await submitFlow(homeAssistant.ownerAccess, form.flow_id, { host: '127.0.0.1', port });
    if (step.type !== 'create_entry') throw new Error(`The flow ended otherwise: ${JSON.stringify(step)}`);
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
};
