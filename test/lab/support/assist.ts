import type { HomeAssistantClient } from './home-assistant-client.ts';

/** Who says something, and where. Home Assistant does not check device and satellite: they are the caller's claim. */
export interface TurnOptions {
  /** Continues that conversation. */
  readonly conversationId?: string;
  readonly deviceId?: string;
  readonly satelliteId?: string;
  readonly language?: string;
}

/** One event of a pipeline run: run-start, intent-start, intent-progress, intent-end, run-end, error. */
export interface PipelineEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What came back for a turn. */
export interface Turn {
  /** The words to be spoken. */
  readonly speech: string;
  readonly responseType: 'action_done' | 'query_answer' | 'error';
  readonly continueConversation: boolean;
  readonly conversationId: string;
}

/** A turn through a pipeline, as the Assist dialog makes it. */
export interface PipelineTurn extends Turn {
  readonly events: readonly PipelineEvent[];
  /** The streamed pieces of text, in order. */
  readonly deltas: readonly string[];
  /** Whether Home Assistant's own sentences or a sentence trigger answered instead of the pipeline's agent. */
  readonly processedLocally: boolean;
}

interface IntentOutput {
  readonly response: {
    readonly response_type: Turn['responseType'];
    readonly speech?: { readonly plain?: { readonly speech: string } };
  };
  readonly conversation_id: string;
  readonly continue_conversation: boolean;
}

const asTurn = (output: IntentOutput): Turn => ({
  speech: output.response.speech?.plain?.speech ?? '',
  responseType: output.response.response_type,
  continueConversation: output.continue_conversation,
  conversationId: output.conversation_id,
});

/** Leaves out what is not given: Home Assistant refuses null for most fields. */
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/**
 * Says `text` to a pipeline (default: the preferred one) as the client's user.
 *
 * A sentence trigger of an automation always wins over the pipeline's agent, local intents too if the pipeline prefers
 * them; both show as `processedLocally`.
 * @throws Error with the pipeline's error code, e.g. `intent-failed`.
 */
export const runPipeline = async (
  client: HomeAssistantClient,
  text: string,
  options: TurnOptions & { readonly pipelineId?: string } = {},
): Promise<PipelineTurn> => {
  const events: PipelineEvent[] = [];
  const deltas: string[] = [];
  const ended = Promise.withResolvers<void>();
  const unsubscribe = await client.subscribe<PipelineEvent>(
    given({
      type: 'assist_pipeline/run',
      start_stage: 'intent',
      end_stage: 'intent',
      input: { text },
      pipeline: options.pipelineId,
      conversation_id: options.conversationId,
      device_id: options.deviceId,
      satellite_id: options.satelliteId,
    }) as { type: string },
    (event) => {
      events.push(event);
      const delta = event.data?.['chat_log_delta'] as { content?: string } | undefined;
      if (event.type === 'intent-progress' && delta?.content !== undefined) deltas.push(delta.content);
      if (event.type === 'error') {
        ended.reject(new Error(`Pipeline: ${event.data['code']}: ${event.data['message']}`));
      }
      if (event.type === 'run-end') ended.resolve();
    },
  );
  await ended.promise;
  await unsubscribe();
  const end = events.find(({ type }) => type === 'intent-end')?.data;
  if (end === undefined) throw new Error(`The pipeline ended without an answer: ${JSON.stringify(events)}`);
  return {
    ...asTurn(end['intent_output'] as IntentOutput),
    events,
    deltas,
    processedLocally: end['processed_locally'] === true,
  };
};

/** Says `text` to an agent (default: Home Assistant's) without a pipeline: one answer, nothing streamed. */
export const processConversation = async (
  client: HomeAssistantClient,
  text: string,
  options: TurnOptions & { readonly agentId?: string } = {},
): Promise<Turn> =>
  asTurn(
    await client.send<IntentOutput>(
      'conversation/process',
      given({
        text,
        agent_id: options.agentId,
        conversation_id: options.conversationId,
        device_id: options.deviceId,
        satellite_id: options.satelliteId,
        language: options.language,
      }),
    ),
  );

/** A pipeline to be made. */
export interface PipelineOptions {
  readonly name: string;
  /** Entity id of the conversation agent, e.g. `conversation.homelab_steward`. */
  readonly conversationEngine: string;
  /** Whether Home Assistant's own sentences come first. @default false */
  readonly preferLocalIntents?: boolean;
  /** @default en */
  readonly language?: string;
}

/** Makes a text-only pipeline and returns its id. Administrators only. */
export const createPipeline = async (
  client: HomeAssistantClient,
  { name, conversationEngine, preferLocalIntents = false, language = 'en' }: PipelineOptions,
): Promise<string> => {
  const { id } = await client.send<{ id: string }>('assist_pipeline/pipeline/create', {
    name,
    language,
    conversation_engine: conversationEngine,
    conversation_language: language,
    stt_engine: null,
    stt_language: null,
    tts_engine: null,
    tts_language: null,
    tts_voice: null,
    wake_word_entity: null,
    wake_word_id: null,
    prefer_local_intents: preferLocalIntents,
  });
  return id;
};

/** Makes a pipeline the one that is used when none is named. */
export const setPreferredPipeline = (client: HomeAssistantClient, pipelineId: string): Promise<unknown> =>
  client.send('assist_pipeline/pipeline/set_preferred', { pipeline_id: pipelineId });
