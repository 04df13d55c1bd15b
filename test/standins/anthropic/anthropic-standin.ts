import {
  type EventServer,
  type ReceivedRequest,
  startEventServer,
  type VendorReply,
} from '../event-stream/event-server.ts';
import { type AnthropicAnswer, answerEvents, thinkingOf } from './answer-events.ts';
import { conversationFault } from './conversation-fault.ts';
import { type AnthropicBody, anthropicMessages } from './request-schema.ts';

type Script = AnthropicAnswer | ((body: AnthropicBody) => AnthropicAnswer);

/** A server that speaks Anthropic's interface. */
export interface AnthropicStandIn extends EventServer {
  readonly url: string;
  /** The bodies of all requests for answers. */
  chats(): readonly AnthropicBody[];
  /** What the next requests get, one each; later ones `otherwise`. */
  answer(...answers: Script[]): void;
}

/** What a stand-in is. */
export interface AnthropicStandInOptions {
  /** Default `key-1`. */
  readonly apiKey?: string;
  /** Default `claude-sonnet-5-5`. */
  readonly models?: readonly string[];
  /** What a request gets when nothing else is queued. Default the text "ok". */
  readonly otherwise?: Script;
}

const kinds: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  404: 'not_found_error',
};

const said = (status: number, message: string): object => ({
  type: 'error',
  error: { type: kinds[status] ?? 'api_error', message },
  request_id: 'req_1',
});

/** Starts one. Remembers the thinking that its models did, and takes back no other. */
export const startAnthropicStandIn = async ({
  apiKey = 'key-1',
  models = ['claude-sonnet-5-5'],
  otherwise = { blocks: [{ type: 'text', pieces: ['ok'] }] },
}: AnthropicStandInOptions = {}): Promise<AnthropicStandIn> => {
  const answers: Script[] = [];
  const issued = new Set<string>();
  let turn = 0;

  const refusal = ({ method, path, headers, body }: ReceivedRequest) => {
    if (method !== 'POST' || path !== '/v1/messages') return { status: 404, reason: 'unknown call' };
    // As the vendor's client sends it; the older header `x-api-key` is no longer its way.
    if (headers.authorization !== `Bearer ${apiKey}`) return { status: 401, reason: 'invalid bearer token' };
    if (!/^\d{4}-\d\d-\d\d$/.test(String(headers['anthropic-version'])))
      return { status: 400, reason: 'anthropic-version: header is required' };
    if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
      return { status: 400, reason: 'content-type must be application/json' };
    const parsed = anthropicMessages.safeParse(body);
    if (!parsed.success) return { status: 400, reason: parsed.error.message };
    const fault = conversationFault(parsed.data, (thinking) => issued.has(thinking));
    return fault === undefined ? undefined : { status: 400, reason: fault };
  };

  const reply = ({ body }: ReceivedRequest): VendorReply => {
    const asked = body as AnthropicBody;
    if (!models.includes(asked.model))
      return { kind: 'json', status: 404, body: said(404, `model: ${asked.model}`) };
    turn += 1;
    const next = answers.shift() ?? otherwise;
    const answer = typeof next === 'function' ? next(asked) : next;
    for (const thinking of thinkingOf(answer)) issued.add(thinking);
    return { kind: 'events', events: answerEvents(asked, answer, turn) };
  };

  const server = await startEventServer({
    refusal,
    reply,
    error: said,
    ping: 'event: ping\ndata: {"type":"ping"}',
  });
  return Object.assign(server, {
    url: server.origin,
    chats: () => server.requests.map(({ body }) => body as AnthropicBody),
    answer: (...next: Script[]) => void answers.push(...next),
  });
};
