import { z } from 'zod';
import { asStewardError } from '../../core/errors.ts';
import type { Requester } from '../../core/people.ts';
import type { Turn } from '../../core/reply.ts';
import { type FromIntegration, fromIntegration } from '../../homeassistant/protocol/from-integration.ts';
import type { ToIntegration } from '../../homeassistant/protocol/to-integration.ts';
import { protocolVersion } from '../../homeassistant/protocol/version.ts';
import type { IntegrationDeps, ProposalAnswer } from './integration-deps.ts';
import { requesterOf } from './requester.ts';

/** The part of a WebSocket that a session uses. */
export interface IntegrationSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** One connection of the integration, from its `hello` to its end. */
export interface IntegrationSession {
  /** A text frame has come. */
  receive(text: string): void;
  /** The socket is closed, or this session is to end because another one took its place. */
  end(why: 'closed' | 'replaced'): void;
}

/** WebSocket close code for "refused": 4000 to 4999 are ours to define. */
const refusedCode = 4003;
const overviewIntervalMs = 1_000;
const known: ReadonlySet<string> = new Set(fromIntegration.options.map((option) => option.shape.type.value));

/** Opens a session. `onReady` is called once the integration has proved who it is. */
export const openIntegrationSession = (
  socket: IntegrationSocket,
  deps: IntegrationDeps,
  onReady: (session: IntegrationSession) => void,
): IntegrationSession => {
  const { clock, log, conversation } = deps;
  const turns = new Map<string, AbortController>();
  const ends: (() => void)[] = [];
  let phase: 'new' | 'ready' | 'ended' = 'new';
  let stopOverview: (() => void) | undefined;

  const send = (message: ToIntegration): void => {
    if (phase === 'ended') return;
    socket.send(JSON.stringify(message));
  };

  const refuse = (
    code: Extract<ToIntegration, { type: 'refused' }>['code'],
    message: string,
    mend: string,
  ): void => {
    log.security('The integration’s connection was refused.', { code });
    send({ type: 'refused', code, message, mend, supportedProtocols: [protocolVersion] });
    session.end('closed');
    socket.close(refusedCode, code);
  };

  const welcome = (hello: Extract<FromIntegration, { type: 'hello' }>) => {
    if (hello.protocol !== protocolVersion)
      return refuse(
        'protocol-unsupported',
        `The integration speaks protocol ${hello.protocol}; this Steward speaks ${protocolVersion}.`,
        hello.protocol < protocolVersion ? 'Update the integration in HACS.' : 'Update Homelab Steward.',
      );
    if (!deps.desk.accepts(hello.token))
      return refuse(
        'auth-failed',
        'Steward does not know this Home Assistant (any more).',
        'Pair it again: `steward pair` shows a code.',
      );
    phase = 'ready';
    log.info('The integration is connected.', {
      homeAssistant: hello.homeAssistantVersion,
      integration: hello.integrationVersion,
    });
    send({
      type: 'welcome',
      protocol: protocolVersion,
      stewardVersion: deps.stewardVersion,
      stewardId: deps.stewardId,
      isDemo: deps.isDemo,
    });
    onReady(session);
    deps.entities.attach(send);
    deps.assist.attach(send);
    const sendRepairs = () => send({ type: 'repairs', issues: [...deps.repairs()] });
    ends.push(deps.entities.detach, deps.assist.detach, deps.onRepairsChange(sendRepairs));
    sendRepairs();
  };

  const talk = async (
    id: string,
    turn: Turn,
    answer: (final: Extract<ToIntegration, { type: 'reply-final' }>) => void,
    onDelta: (text: string) => void,
  ): Promise<void> => {
    const abort = new AbortController();
    turns.set(id, abort);
    try {
      for await (const part of conversation.handle(turn, abort.signal)) {
        if (abort.signal.aborted) return;
        if (part.kind === 'delta') onDelta(part.text);
        else if (part.kind === 'final')
          answer({
            type: 'reply-final',
            id,
            speech: part.speech,
            continueConversation: part.continueConversation,
            outcome: part.outcome,
            approvalId: part.approvalId ?? null,
            data: { ...part.data },
          });
      }
    } finally {
      turns.delete(id);
    }
  };

  const sendResult = (id: string, { isOk, response, error }: ProposalAnswer): void =>
    send({ type: 'action-result', id, isOk, response: { ...response }, error: error ?? null });

  const result = (id: string, work: () => Promise<ProposalAnswer>): void => {
    work().then(
      (answer) => sendResult(id, answer),
      (thrown: unknown) => {
        const { code, message, mend = '' } = asStewardError(thrown);
        sendResult(id, { isOk: false, response: {}, error: { code, message, mend } });
      },
    );
  };

  const watchOverview = (isWanted: boolean): void => {
    stopOverview?.();
    stopOverview = undefined;
    if (!isWanted) return;
    let timer: unknown;
    let sentAtMs = Number.NEGATIVE_INFINITY;
    const sendNow = () => {
      timer = undefined;
      sentAtMs = clock.now();
      send({ type: 'overview', overview: { ...deps.overview() } });
    };
    const unsubscribe = deps.onOverviewChange(() => {
      timer ??= clock.setTimeout(sendNow, Math.max(0, sentAtMs + overviewIntervalMs - clock.now()));
    });
    stopOverview = () => {
      unsubscribe();
      if (timer !== undefined) clock.clearTimeout(timer);
    };
    sendNow();
  };

  const handle = (message: Exclude<FromIntegration, { type: 'hello' }>): void => {
    const requester = (channel: Requester['channel'], from: Parameters<typeof requesterOf>[0]) =>
      requesterOf(from, deps.people(), channel);
    switch (message.type) {
      case 'directory':
        deps.setDirectory({ people: message.people, phones: message.phones });
        break;
      case 'turn':
        void talk(
          message.id,
          {
            text: message.text,
            language: message.language,
            conversationId: message.conversationId,
            requester: requesterOf(message.caller, deps.people(), 'assist', message),
          },
          send,
          (text) => send({ type: 'reply-delta', id: message.id, text }),
        );
        break;
      case 'cancel-turn':
        turns.get(message.id)?.abort();
        break;
      case 'ask':
        void talk(
          message.id,
          {
            text: message.text,
            language: message.language,
            conversationId: `ask/${message.id}`,
            requester: requester('assist', message.caller),
          },
          ({ speech, outcome, approvalId, data }) =>
            sendResult(message.id, {
              isOk: true,
              response: { answer: speech, outcome, approval_id: approvalId, data },
            }),
          () => {},
        );
        break;
      case 'propose':
        result(message.id, () =>
          deps.propose(
            message.workflow,
            message.parameters,
            requester('assist', message.caller),
            message.reason ?? `the action homelab_steward.propose for ${message.workflow}`,
          ),
        );
        break;
      case 'report':
        result(message.id, async () => ({ isOk: true, response: deps.report(message.subject) }));
        break;
      case 'press': {
        const pressed = deps.press(message.entityKey, requester('button', message.caller));
        result(
          message.id,
          () =>
            pressed ??
            Promise.resolve({
              isOk: false,
              response: {},
              error: {
                code: 'integration.no-such-button',
                message: `Nothing happens when ${message.entityKey} is pressed.`,
                mend: 'Reload the integration.',
              },
            }),
        );
        break;
      }
      case 'overview-subscription':
        watchOverview(message.isWanted);
        break;
      case 'assist-tools':
      case 'assist-result':
        deps.assist.take(message);
        break;
    }
  };

  const session: IntegrationSession = {
    receive: (text) => {
      if (phase === 'ended') return;
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        json = undefined;
      }
      const head = z.looseObject({ type: z.string(), id: z.string().max(64).optional() }).safeParse(json);
      const parsed = fromIntegration.safeParse(json);
      if (!parsed.success) {
        const isKnown = head.success && known.has(head.data.type);
        const refusal: ToIntegration = {
          type: 'message-refused',
          id: head.data?.id ?? null,
          code: head.success && !isKnown ? 'unknown-type' : 'invalid',
          message: isKnown
            ? `A message of type ${head.data?.type} is not as protocol ${protocolVersion} has it: ${z.prettifyError(parsed.error)}`
            : `Protocol ${protocolVersion} has no message of type ${head.data?.type ?? '(none)'}.`,
        };
        log.warn('A message of the integration was refused.', { message: refusal.message });
        if (phase === 'new')
          return refuse('hello-expected', 'The first message has to be hello.', 'Update the integration.');
        return send(refusal);
      }
      if (parsed.data.type === 'hello') {
        if (phase === 'new') welcome(parsed.data);
        return;
      }
      if (phase === 'new')
        return refuse('hello-expected', 'The first message has to be hello.', 'Update the integration.');
      handle(parsed.data);
    },
    end: (why) => {
      if (phase === 'ended') return;
      if (why === 'replaced')
        send({
          type: 'refused',
          code: 'replaced',
          message: 'Another Home Assistant, or a newer connection of this one, has taken over.',
          mend: 'Pair each Home Assistant with a Steward of its own.',
          supportedProtocols: [protocolVersion],
        });
      const wasReady = phase === 'ready';
      phase = 'ended';
      for (const abort of turns.values()) abort.abort();
      stopOverview?.();
      if (wasReady) for (const end of ends) end();
    },
  };
  return session;
};
