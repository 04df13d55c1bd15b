import type { PanelResult } from '../../../src/http/panel/actions.ts';
import type { PanelInput, PanelRefusal, ToPanel } from '../../../src/http/panel/messages.ts';
import type { Picture } from '../model/picture.ts';
import { currentLanguage, text } from '../texts/texts.ts';
import type { LinkListener, OverviewLink } from './link.ts';

/** How a turn of the chat ended. */
export type ReplyEnd =
  | { readonly kind: 'final'; readonly reply: Extract<ToPanel, { type: 'reply-final' }> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'lost' };

/** What the page is told when it is connected. */
export type Welcome = Extract<ToPanel, { type: 'welcome' }>;

/** Hears of who looks at the panel, too, as Steward knows them. */
export type PanelListener = LinkListener & { welcome?(welcome: Welcome): void };

/** Hears a turn of the chat being answered. */
export interface ReplyListener {
  delta(text: string): void;
  /** What is being done meanwhile; no part of the answer. */
  progress(text: string): void;
  end(end: ReplyEnd): void;
}

/** How Steward took an action. `message` is for the person. */
export type ActionOutcome =
  | { readonly ok: true; readonly result?: PanelResult }
  | { readonly ok: false; readonly message: string };

/** An action as the page writes it, without its id. */
export type ActionInput<Input = Exclude<PanelInput, { type: 'ask' | 'cancel' }>> = Input extends {
  id: string;
}
  ? Omit<Input, 'id'>
  : never;

/** The panel’s connection to Steward. */
export interface PanelLink extends OverviewLink {
  open(listener: PanelListener): () => void;
  /** Asks. @returns a function that stops the answer. */
  ask(sentence: string, listener: ReplyListener, pictures?: readonly Picture[]): () => void;
  /** Has something done. Never rejects. */
  act(action: ActionInput): Promise<ActionOutcome>;
}

/** What a {@link PanelLink} stands on; replaced in tests. */
export interface PanelLinkOptions {
  readonly url: string;
  readonly conversationId: string;
}

/** Longer than two heartbeats of the server: whoever is silent for so long is gone. */
const silenceMs = 45_000;
const shortestRetryMs = 1_000;
const longestRetryMs = 15_000;

const explain = ({ message, mend }: PanelRefusal): string =>
  mend === undefined ? message : `${message} ${mend}`;

/** Makes the link. It comes back by itself, sooner when the page comes to the front or the network returns. */
export const createPanelLink = ({ url, conversationId }: PanelLinkOptions): PanelLink => {
  const replies = new Map<string, ReplyListener>();
  const actions = new Map<string, (outcome: ActionOutcome) => void>();
  let socket: WebSocket | undefined;
  let listener: PanelListener | undefined;
  let retryMs = shortestRetryMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const isUp = (): boolean => socket?.readyState === WebSocket.OPEN;
  const send = (message: PanelInput): void => socket?.send(JSON.stringify(message));

  const newId = (): string => crypto.getRandomValues(new Uint32Array(3)).join('-');

  const act = (action: ActionInput): Promise<ActionOutcome> => {
    if (!isUp()) return Promise.resolve({ ok: false, message: text('connection.none') });
    const id = newId();
    return new Promise((resolve) => {
      actions.set(id, resolve);
      send({ ...action, id } as PanelInput);
    });
  };

  const endReply = (id: string, end: ReplyEnd): void => {
    const reply = replies.get(id);
    replies.delete(id);
    reply?.end(end);
  };

  const endAction = (id: string, outcome: ActionOutcome): void => {
    actions.get(id)?.(outcome);
    actions.delete(id);
  };

  const receive = (message: ToPanel): void => {
    if (message.type === 'welcome') {
      retryMs = shortestRetryMs;
      listener?.welcome?.(message);
      listener?.connection('connected');
    } else if (message.type === 'overview') listener?.overview(message.overview);
    else if (message.type === 'reply-delta') replies.get(message.id)?.delta(message.text);
    else if (message.type === 'reply-progress') replies.get(message.id)?.progress(message.text);
    else if (message.type === 'reply-final') endReply(message.id, { kind: 'final', reply: message });
    else if (message.type === 'reply-cancelled') endReply(message.id, { kind: 'cancelled' });
    else if (message.type === 'done')
      endAction(message.id, {
        ok: true,
        ...(message.result === undefined ? {} : { result: message.result }),
      });
    else if (message.type === 'refused' && message.id !== undefined) {
      endReply(message.id, { kind: 'refused', message: explain(message) });
      endAction(message.id, { ok: false, message: explain(message) });
    }
  };

  const drop = (): void => {
    clearTimeout(silence);
    const old = socket;
    socket = undefined;
    old?.close();
    for (const id of [...replies.keys()]) endReply(id, { kind: 'lost' });
    for (const id of [...actions.keys()])
      endAction(id, { ok: false, message: text('connection.unknownResult') });
  };

  const lose = (): void => {
    drop();
    listener?.connection('lost');
    retry = setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };

  const hear = (current: WebSocket): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (current === socket) lose();
    }, silenceMs);
  };

  const connect = (): void => {
    clearTimeout(retry);
    const current = new WebSocket(url);
    socket = current;
    hear(current);
    current.addEventListener('message', ({ data }) => {
      if (current !== socket) return;
      hear(current);
      receive(JSON.parse(String(data)) as ToPanel);
    });
    current.addEventListener('close', () => {
      if (current === socket) lose();
    });
  };

  const hurry = (): void => {
    if (socket !== undefined || document.visibilityState === 'hidden') return;
    retryMs = shortestRetryMs;
    connect();
  };

  return {
    open: (newListener) => {
      listener = newListener;
      listener.connection('connecting');
      connect();
      document.addEventListener('visibilitychange', hurry);
      window.addEventListener('online', hurry);
      return () => {
        listener = undefined;
        clearTimeout(retry);
        document.removeEventListener('visibilitychange', hurry);
        window.removeEventListener('online', hurry);
        drop();
      };
    },
    ask: (sentence, reply, pictures = []) => {
      if (!isUp()) {
        reply.end({ kind: 'lost' });
        return () => {};
      }
      const id = newId();
      replies.set(id, reply);
      send({
        type: 'ask',
        id,
        text: sentence,
        conversationId,
        language: currentLanguage(),
        ...(pictures.length === 0
          ? {}
          : { pictures: pictures.map(({ mediaType, data }) => ({ mediaType, data })) }),
      });
      return () => {
        if (replies.has(id)) send({ type: 'cancel', id });
      };
    },
    act,
  };
};
