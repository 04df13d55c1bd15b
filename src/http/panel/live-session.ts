import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import type { Conversation, FinalReply } from '../../core/reply.ts';
import type { PanelAction, PanelResult } from './actions.ts';
import {
  type FromPanel,
  heartbeatMs,
  type PanelEvidence,
  type PanelRefusal,
  readMessage,
  type ToPanel,
  type WorkflowChoice,
  type WorkflowDraft,
} from './messages.ts';
import type { OverviewFeed } from './overview-feed.ts';

/** A drafted workflow file is shown whole beside the words about it. */
const draftOf = ({ task, data }: Pick<FinalReply, 'task' | 'data'>): { readonly draft?: WorkflowDraft } => {
  if (task !== 'drafted') return {};
  const { name, workflow } = data as unknown as WorkflowDraft;
  return { draft: { name, workflow } };
};

/** What an answer rests on stands below it. */
const evidenceOf = (data: FinalReply['data']): { readonly evidence?: readonly PanelEvidence[] } => {
  const evidence = data?.['evidence'] as readonly PanelEvidence[] | undefined;
  return evidence === undefined || evidence.length === 0
    ? {}
    : { evidence: evidence.map(({ source, atMs }) => ({ source, atMs })) };
};

/** How the engine took an action. `code` is stable, e.g. `other-plan`, `step-up-wrong`. */
export type Outcome =
  | { readonly ok: true; readonly result?: PanelResult }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly mend?: string };

/** What a page can have done. */
export interface PanelEngine {
  readonly conversation: Conversation;
  /** Does what a person whom Home Assistant vouches for has asked for. Never throws for what is a refusal. */
  perform(action: PanelAction, person: Person): Promise<Outcome>;
  /** What autonomy can be set for. */
  workflows(): readonly WorkflowChoice[];
  /** Whether there is a model that can look at pictures. */
  takesPictures(): boolean;
}

/** The part of a WebSocket that a session uses. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  ping(): void;
  terminate(): void;
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
  on(event: 'pong' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What {@link openLiveSession} is given. */
export interface LiveSessionDeps {
  readonly engine: PanelEngine;
  readonly feed: OverviewFeed;
  /** Who it is, asked again before each decision: undefined when nobody vouches for them any more. */
  person(): Person | undefined;
  readonly isDemo: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const mostTurnsAtOnce = 4;
/** A page that reads more slowly than this gets the next overview instead of every one. */
const mostBufferedBytes = 4 * 1024 * 1024;

/** Serves one open page until its socket closes. */
export const openLiveSession = (socket: LiveSocket, deps: LiveSessionDeps): void => {
  const { engine, clock, log } = deps;
  const turns = new Map<string, AbortController>();

  const send = (message: ToPanel): void => socket.send(JSON.stringify(message));

  const refuse = (id: string, code: string, message: string, mend?: string): void =>
    send({
      type: 'refused',
      id,
      code,
      message,
      ...(mend === undefined ? {} : { mend }),
    } satisfies PanelRefusal);

  const ask = async (message: Extract<FromPanel, { type: 'ask' }>, person: Person): Promise<void> => {
    if (turns.has(message.id)) return refuse(message.id, 'panel.id-in-use', 'This turn is being answered.');
    if (turns.size >= mostTurnsAtOnce)
      return refuse(
        message.id,
        'panel.busy',
        'Too many questions at once.',
        'Wait for an answer, then ask again.',
      );
    const controller = new AbortController();
    turns.set(message.id, controller);
    let isAnswered = false;
    const turn = {
      text: message.text,
      language: message.language,
      conversationId: `panel:${person.userId}:${message.conversationId}`,
      requester: { channel: 'panel' as const, person },
      ...(message.pictures === undefined
        ? {}
        : {
            pictures: message.pictures.map(({ mediaType, data }) => ({
              mediaType,
              data: Buffer.from(data, 'base64'),
            })),
          }),
    };
    try {
      for await (const part of engine.conversation.handle(turn, controller.signal)) {
        if (part.kind === 'delta') send({ type: 'reply-delta', id: message.id, text: part.text });
        else if (part.kind === 'progress') send({ type: 'reply-progress', id: message.id, text: part.text });
        else {
          const { kind: _, data, task: __, ...reply } = part;
          isAnswered = true;
          send({ type: 'reply-final', id: message.id, ...reply, ...draftOf(part), ...evidenceOf(data) });
        }
      }
      if (!isAnswered) send({ type: 'reply-cancelled', id: message.id });
    } finally {
      turns.delete(message.id);
    }
  };

  const act = async (action: PanelAction, person: Person): Promise<void> => {
    const { id, type } = action;
    log.info('action in the panel', { type, userId: person.userId });
    const outcome = await engine.perform(action, person);
    if (!outcome.ok) return refuse(id, outcome.code, outcome.message, outcome.mend);
    send({ type: 'done', id, ...(outcome.result === undefined ? {} : { result: outcome.result }) });
  };

  const perform = async (message: FromPanel): Promise<void> => {
    if (message.type === 'cancel') return turns.get(message.id)?.abort();
    const person = deps.person();
    if (person === undefined) {
      log.security('refused a message of a user whom Home Assistant no longer knows', { type: message.type });
      return refuse(
        message.id,
        'panel.user-unknown',
        'Home Assistant no longer knows this user.',
        'Sign in to Home Assistant again.',
      );
    }
    return message.type === 'ask' ? ask(message, person) : act(message, person);
  };

  let isAlive = true;
  const beat = (): void => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
    send({ type: 'heartbeat' });
    heartbeat = clock.setTimeout(beat, heartbeatMs);
  };
  let heartbeat = clock.setTimeout(beat, heartbeatMs);

  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('error', (error) => log.debug('panel socket failed', { message: error.message }));
  socket.on('message', (data) => {
    const reading = readMessage(data.toString());
    if (reading.kind === 'refusal') return send(reading.refusal);
    const { message } = reading;
    perform(message).catch((thrown: unknown) => {
      log.error('a message of the panel failed', { type: message.type, error: String(thrown) });
      refuse(message.id, 'internal', 'Something went wrong in Steward.', 'See the log of Homelab Steward.');
    });
  });

  const { userId = '', name = '', isAdmin = false } = deps.person() ?? {};
  send({
    type: 'welcome',
    person: { userId, name, isAdmin },
    isDemo: deps.isDemo,
    takesPictures: engine.takesPictures(),
    workflows: engine.workflows(),
  });
  const unsubscribe = deps.feed.subscribe((text) => {
    if (socket.bufferedAmount < mostBufferedBytes) socket.send(text);
  });
  socket.on('close', () => {
    unsubscribe();
    clock.clearTimeout(heartbeat);
    for (const controller of turns.values()) controller.abort();
  });
};
