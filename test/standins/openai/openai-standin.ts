import { createHash } from 'node:crypto';
import {
  type EventServer,
  type ReceivedRequest,
  startEventServer,
  type VendorReply,
} from '../event-stream/event-server.ts';
import { orderFault } from './message-order.ts';
import { compatibleChat, embeddings, type OpenaiChatBody, openaiChat } from './request-schemas.ts';

/** What a model says to one request, each piece an event of its own. */
export interface OpenaiAnswer {
  readonly reasoning?: readonly string[];
  /** Default `reasoning_content`. */
  readonly reasoningField?: 'reasoning_content' | 'reasoning';
  readonly text?: readonly string[];
  readonly refusal?: readonly string[];
  readonly calls?: readonly { readonly id?: string; readonly name: string; readonly arguments: unknown }[];
  /** Deltas as they are, for servers with ways of their own; they come after all others. */
  readonly deltas?: readonly object[];
  /** Default `tool_calls` or `stop`. */
  readonly finishReason?: string;
  /** Default 26 and 12. */
  readonly usage?: {
    readonly input: number;
    readonly output: number;
    readonly cached?: number;
    readonly cacheWrite?: number;
  };
}

type Script = OpenaiAnswer | ((body: OpenaiChatBody) => OpenaiAnswer);

/** A server that speaks OpenAI's interface. */
export interface OpenaiStandIn extends EventServer {
  /** With `/v1`. */
  readonly url: string;
  /** The bodies of the requests for answers. */
  chats(): readonly OpenaiChatBody[];
  /** What the next requests for answers get, one each; later ones `otherwise`. */
  answer(...answers: Script[]): void;
}

/** What a stand-in is. */
export interface OpenaiStandInOptions {
  /** `openai`: only OpenAI's own fields. `compatible`: as servers in the house have them. Default `openai`. */
  readonly dialect?: 'openai' | 'compatible';
  /** Default: none is asked for. */
  readonly apiKey?: string;
  /** Default `gpt-9-mini` and `embed-small`. */
  readonly models?: readonly string[];
  /** What a request gets when nothing else is queued. Default the text "ok". */
  readonly otherwise?: Script;
}

const piecesOf = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? [''];

const deltasOf = (answer: OpenaiAnswer, turn: number): object[] => [
  { role: 'assistant', content: '' },
  ...(answer.reasoning ?? []).map((text) => ({ [answer.reasoningField ?? 'reasoning_content']: text })),
  ...(answer.text ?? []).map((content) => ({ content })),
  ...(answer.refusal ?? []).map((refusal) => ({ refusal })),
  ...(answer.calls ?? []).flatMap(({ id, name, arguments: given }, index) => [
    {
      tool_calls: [
        { index, id: id ?? `call_${turn}_${index}`, type: 'function', function: { name, arguments: '' } },
      ],
    },
    ...piecesOf(typeof given === 'string' ? given : JSON.stringify(given)).map((piece) => ({
      tool_calls: [{ index, function: { arguments: piece } }],
    })),
  ]),
  ...(answer.deltas ?? []),
];

const eventsOf = (model: string, answer: OpenaiAnswer, turn: number, hasUsage: boolean): string[] => {
  const chunk = (more: object) =>
    `data: ${JSON.stringify({
      id: `chatcmpl-${turn}`,
      object: 'chat.completion.chunk',
      created: 1_795_000_000,
      model,
      ...more,
    })}`;
  const { input, output, cached, cacheWrite } = { input: 26, output: 12, ...answer.usage };
  const finish = answer.finishReason ?? (answer.calls === undefined ? 'stop' : 'tool_calls');
  const details = {
    ...(cached === undefined ? {} : { cached_tokens: cached }),
    ...(cacheWrite === undefined ? {} : { cache_write_tokens: cacheWrite }),
  };
  return [
    ...deltasOf(answer, turn).map((delta) => chunk({ choices: [{ index: 0, delta, finish_reason: null }] })),
    chunk({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }),
    ...(hasUsage
      ? [
          chunk({
            choices: [],
            usage: {
              prompt_tokens: input,
              completion_tokens: output,
              total_tokens: input + output,
              ...(Object.keys(details).length === 0 ? {} : { prompt_tokens_details: details }),
            },
          }),
        ]
      : []),
    'data: [DONE]',
  ];
};

const vector = (text: string): number[] =>
  [...createHash('sha256').update(text).digest().subarray(0, 8)].map((byte) => byte / 128 - 1);

/** Starts one. */
export const startOpenaiStandIn = async ({
  dialect = 'openai',
  apiKey,
  models = ['gpt-9-mini', 'embed-small'],
  otherwise = { text: ['ok'] },
}: OpenaiStandInOptions = {}): Promise<OpenaiStandIn> => {
  const answers: Script[] = [];
  let turn = 0;
  const chatSchema = dialect === 'openai' ? openaiChat : compatibleChat;
  const paths = { '/v1/chat/completions': chatSchema, '/v1/embeddings': embeddings } as const;

  const refusal = ({ method, path, headers, body }: ReceivedRequest) => {
    const schema = Object.hasOwn(paths, path) ? paths[path as keyof typeof paths] : undefined;
    if (method !== 'POST' || schema === undefined) return { status: 404, reason: 'unknown call' };
    const key = apiKey === undefined ? undefined : `Bearer ${apiKey}`;
    if (headers.authorization !== key) return { status: 401, reason: 'Incorrect API key provided' };
    if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
      return { status: 415, reason: 'the body is said to be no JSON' };
    const parsed = schema.safeParse(body);
    if (!parsed.success) return { status: 400, reason: parsed.error.message };
    if (!('messages' in parsed.data)) return undefined;
    const { tools, tool_choice, messages } = parsed.data;
    if (tool_choice !== undefined && tools === undefined)
      return { status: 400, reason: "'tool_choice' is only allowed when 'tools' are specified." };
    const fault = orderFault(messages);
    return fault === undefined ? undefined : { status: 400, reason: fault };
  };

  const reply = ({ path, body }: ReceivedRequest): VendorReply => {
    const { model } = body as { readonly model: string };
    if (!models.includes(model))
      return {
        kind: 'json',
        status: 404,
        body: {
          error: {
            message: `The model '${model}' does not exist or you do not have access to it.`,
            type: 'invalid_request_error',
            param: null,
            code: 'model_not_found',
          },
        },
      };
    if (path === '/v1/embeddings') {
      const { input, encoding_format } = body as { input: string | string[]; encoding_format?: string };
      const data = [input].flat().map((text, index) => {
        const numbers = vector(text);
        const base64 = Buffer.from(new Float32Array(numbers).buffer).toString('base64');
        return { object: 'embedding', index, embedding: encoding_format === 'float' ? numbers : base64 };
      });
      const usage = { prompt_tokens: 4, total_tokens: 4 };
      // Servers in the house are known to finish them in any order.
      return { kind: 'json', status: 200, body: { object: 'list', data: data.toReversed(), model, usage } };
    }
    turn += 1;
    const chat = body as OpenaiChatBody;
    const next = answers.shift() ?? otherwise;
    const answer = typeof next === 'function' ? next(chat) : next;
    const hasUsage = chat.stream_options?.include_usage === true;
    return { kind: 'events', events: eventsOf(model, answer, turn, hasUsage) };
  };

  const server = await startEventServer({
    refusal,
    reply,
    error: (status, message) => ({
      error: {
        message,
        type: 'invalid_request_error',
        param: null,
        code: status === 401 ? 'invalid_api_key' : null,
      },
    }),
    ping: ': keep-alive',
  });
  return Object.assign(server, {
    url: `${server.origin}/v1`,
    chats: () =>
      server.requests.flatMap(({ path, body }) =>
        path === '/v1/chat/completions' ? [body as OpenaiChatBody] : [],
      ),
    answer: (...next: Script[]) => void answers.push(...next),
  });
};
