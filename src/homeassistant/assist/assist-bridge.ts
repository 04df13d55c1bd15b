import type { AssistAnswer, AssistApi, AssistTool } from '../../core/assist-api.ts';
import { assistReadTools } from '../../core/assist-api.ts';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { FromIntegration } from '../protocol/from-integration.ts';
import type { ToIntegration } from '../protocol/to-integration.ts';

/** What the integration says about the Assist LLM API. */
export type AssistMessage = Extract<FromIntegration, { type: 'assist-tools' | 'assist-result' }>;
type AssistResult = Extract<AssistMessage, { type: 'assist-result' }>;

/** The side of the bridge that the integration's connection uses. */
export interface AssistLink {
  /** A connection is there: calls go to it from now on. */
  attach(send: (message: ToIntegration) => void): void;
  /** It is gone: there are no tools any more, and every open call fails. */
  detach(): void;
  take(message: AssistMessage): void;
}

/** Both sides of the bridge. */
export interface AssistBridge {
  readonly api: AssistApi;
  readonly link: AssistLink;
}

/** Home Assistant answers within milliseconds, with thousands of entities within two seconds. */
const timeoutMs = 6_000;
const allowed: ReadonlySet<string> = new Set(assistReadTools);

const lost = (): StewardError =>
  new StewardError('The integration is not connected, so Home Assistant cannot be asked.', {
    code: 'home-assistant.not-connected',
    kind: 'retry',
  });

const late = (tool: string): StewardError =>
  new StewardError(`Home Assistant did not answer ${tool} in time.`, {
    code: 'home-assistant.assist-late',
    kind: 'retry',
  });

const failure = (tool: string, { code, message }: NonNullable<AssistResult['error']>): StewardError => {
  if (code === 'late') return late(tool);
  if (code === 'too-large')
    return new StewardError(`What ${tool} finds is too much at once.`, {
      code: 'home-assistant.assist-too-large',
      kind: 'terminal',
      mend: 'Ask for a room, a domain or a name.',
    });
  return new StewardError(`Home Assistant does not answer ${tool}: ${message}.`, {
    code: 'home-assistant.assist-refused',
    kind: 'terminal',
  });
};

const answerOf = (tool: string, { data, error }: AssistResult): AssistAnswer => {
  if (error === null) return { kind: 'data', data: data ?? {} };
  if (error.code === 'found-nothing') return { kind: 'found-nothing', message: error.message };
  throw failure(tool, error);
};

/**
 * The way from Steward to Home Assistant's Assist LLM API, which can be reached only from inside Home Assistant: through the
 * integration, over the connection that it has made. An integration that does not know of it announces no tools, and then
 * nothing is called. What does more than read is neither taken from an announcement nor sent.
 */
export const createAssistBridge = ({ clock }: { readonly clock: Clock }): AssistBridge => {
  let tools: readonly AssistTool[] = [];
  let send: ((message: ToIntegration) => void) | undefined;
  let calls = 0;
  const open = new Map<string, (result: AssistResult | undefined) => void>();

  const result = (id: string, signal: AbortSignal): Promise<AssistResult | 'late' | undefined> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        end();
        reject(signal.reason);
      };
      const timer = clock.setTimeout(() => {
        end();
        resolve('late');
      }, timeoutMs);
      const end = () => {
        open.delete(id);
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      open.set(id, (given) => {
        end();
        resolve(given);
      });
      signal.addEventListener('abort', stop, { once: true });
    });

  return {
    api: {
      tools: () => tools,
      call: async ({ tool, arguments: given, language, conversationId, signal }) => {
        signal.throwIfAborted();
        if (send === undefined || !tools.some(({ name }) => name === tool)) throw lost();
        calls += 1;
        const id = `assist-${calls}`;
        const waiting = result(id, signal);
        send({
          type: 'call-assist-tool',
          id,
          tool,
          arguments: given,
          language: language.slice(0, 16),
          conversationId: conversationId?.slice(0, 128) ?? null,
          timeoutMs,
        });
        const answer = await waiting;
        if (answer === undefined) throw lost();
        if (answer === 'late') throw late(tool);
        return answerOf(tool, answer);
      },
    },
    link: {
      attach: (through) => {
        send = through;
      },
      detach: () => {
        send = undefined;
        tools = [];
        for (const give of [...open.values()]) give(undefined);
      },
      take: (message) => {
        if (message.type === 'assist-result') return open.get(message.id)?.(message);
        tools = message.tools.flatMap((tool) =>
          allowed.has(tool.name) ? [{ ...tool, name: tool.name as AssistTool['name'] }] : [],
        );
      },
    },
  };
};
