import type { Socket } from 'node:net';
import { encodeEvent, type WyomingEvent } from '../../../src/conversation/wyoming/event.ts';
import { setPreferredPipeline } from './assist.ts';
import { createAsyncQueue } from './async-queue.ts';
import type { HomeAssistant } from './home-assistant.ts';
import { waitFor } from './wait-for.ts';
import { addWyomingPeer, type WyomingPeer, wyomingArtifact, wyomingSound } from './wyoming-peer.ts';

/** A voice satellite in a room. Home Assistant does not know who speaks to it, so its turns have no user. */
export interface RoomSatellite {
  /** Entity id of the satellite, e.g. `assist_satellite.kitchen_satellite`. */
  readonly entityId: string;
  /** Says something to it and returns the words that it is given to speak. */
  say(text: string): Promise<string>;
  close(): Promise<void>;
}

/** Where the satellite is, and whom it speaks to. */
export interface RoomSatelliteOptions {
  readonly name: string;
  /** Name of an area of the house. */
  readonly area: string;
  /** Entity id of the conversation agent. */
  readonly conversationEngine: string;
}

/**
 * Adds a satellite by Home Assistant's own Wyoming integration, with a speech recognition that hears what `say` is given
 * and a voice that is silent, and makes its pipeline the preferred one. What it speaks are the words that Home Assistant
 * sends it along with the sound; the sound itself never comes, since the lab has no ffmpeg (Home Assistant logs that).
 */
export const addRoomSatellite = async (
  homeAssistant: HomeAssistant,
  { name, area, conversationEngine }: RoomSatelliteOptions,
): Promise<RoomSatellite> => {
  const told = createAsyncQueue<WyomingEvent>('what the satellite is to speak');
  const peers: WyomingPeer[] = [];
  let satellite: Socket | undefined;
  let heard = '';

  const close = async () => {
    for (const peer of peers) await peer.close();
  };
  const idOf = (domain: string) =>
    waitFor(`an entity of ${domain}`, async () =>
      [...(await homeAssistant.owner().states()).keys()].find((id) => id.startsWith(`${domain}.`)),
    );
  try {
    const model = { ...wyomingArtifact('words'), languages: ['en'] };
    peers.push(
      await addWyomingPeer(
        homeAssistant,
        {
          asr: [{ ...wyomingArtifact('Ears'), models: [model] }],
          tts: [{ ...wyomingArtifact('Mouth'), voices: [model] }],
        },
        ({ type }, socket) => {
          if (type === 'audio-stop') socket.write(encodeEvent({ type: 'transcript', data: { text: heard } }));
          if (type === 'synthesize') socket.write(wyomingSound);
        },
      ),
    );
    const { id } = await homeAssistant.owner().send<{ id: string }>('assist_pipeline/pipeline/create', {
      name,
      language: 'en',
      conversation_engine: conversationEngine,
      conversation_language: 'en',
      stt_engine: await idOf('stt'),
      stt_language: 'en',
      tts_engine: await idOf('tts'),
      tts_language: 'en',
      tts_voice: null,
      wake_word_entity: null,
      wake_word_id: null,
      prefer_local_intents: false,
    });
    await setPreferredPipeline(homeAssistant.owner(), id);
    peers.push(
      await addWyomingPeer(
        homeAssistant,
        { satellite: { ...wyomingArtifact(name), area } },
        (event, socket) => {
          if (event.type === 'run-satellite') satellite = socket;
          if (event.type === 'synthesize' || event.type === 'error') told.push(event);
        },
      ),
    );
    const entityId = await idOf('assist_satellite');
    const connection = await waitFor('the satellite to be connected', () => satellite);
    return {
      entityId,
      say: async (text) => {
        heard = text;
        await waitFor(
          'the satellite to be idle',
          async () => (await homeAssistant.owner().states()).get(entityId)?.state === 'idle',
        );
        const stages = { start_stage: 'asr', end_stage: 'tts', restart_on_end: false };
        connection.write(encodeEvent({ type: 'run-pipeline', data: stages }));
        connection.write(wyomingSound);
        const { type, data } = await told.next();
        if (type === 'error') throw new Error(`The satellite is told: ${JSON.stringify(data)}`);
        connection.write(encodeEvent({ type: 'played' }));
        return String(data['text']);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
