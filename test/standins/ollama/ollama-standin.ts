import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OllamaFault } from './faults.ts';
import { type OllamaChatBody, requestSchemas } from './request-schemas.ts';

/** What a model says to one request, each piece a line of its own. */
export interface OllamaAnswer {
  readonly thinking?: readonly string[];
  readonly text?: readonly string[];
  readonly calls?: readonly { readonly id?: string; readonly name: string; readonly arguments: unknown }[];
  /** Default `stop`. */
  readonly doneReason?: string;
  /** Default 26 and 12. */
  readonly usage?: { readonly input: number; readonly output: number };
  /** Lines come whole and so far apart, as the tokens of a model do, instead of in awkward pieces. Milliseconds. */
  readonly paceMs?: number;
}

/** A model that the stand-in has. */
export interface OllamaStandInModel {
  readonly capabilities: readonly string[];
  readonly contextTokens: number;
  readonly sizeBytes: number;
  /** Set for a model that it passes on to a cloud. */
  readonly remoteHost?: string;
}

/** An Ollama on loopback whose models say what they are told to say. */
export interface OllamaStandIn {
  readonly url: string;
  readonly models: Map<string, OllamaStandInModel>;
  /** Every request so far, as it came. */
  readonly requests: { readonly path: string; readonly body: unknown; readonly authorization?: string }[];
  /** The bodies of the requests for answers. */
  chats(): readonly OllamaChatBody[];
  /** What the next requests for answers get, one each; later ones get the text "ok". */
  answer(...answers: (OllamaAnswer | ((body: OllamaChatBody) => OllamaAnswer))[]): void;
  /** The next request for an answer or for vectors meets this. */
  fail(fault: OllamaFault): void;
  /** Waits until as many requests for answers or for vectors have come, from the start. */
  arrived(count: number): Promise<void>;
  /** Waits until nobody is being answered any more. */
  idle(): Promise<void>;
  /** When the first line of the last paced answer was written, by `performance.now()`. */
  readonly firstTokenAtMs: number;
  /** How many clients went away before their answer was whole. */
  readonly abandoned: number;
  /** Throws where a request was not what Ollama takes. */
  assertNoRefusals(): void;
  /** For a test that means them. */
  forgetRefusals(): void;
  close(): Promise<void>;
}

const vector = (text: string): number[] =>
  [...createHash('sha256').update(text).digest().subarray(0, 8)].map((byte) => byte / 128 - 1);

const linesOf = (model: string, answer: OllamaAnswer): string[] => {
  const line = (message: object, more: object = {}) =>
    JSON.stringify({
      model,
      created_at: '2026-11-22T20:00:00.000000000Z',
      message: { role: 'assistant', content: '', ...message },
      done: false,
      ...more,
    });
  return [
    ...(answer.thinking ?? []).map((thinking) => line({ thinking })),
    ...(answer.text ?? []).map((content) => line({ content })),
    ...(answer.calls ?? []).map(({ id, name, arguments: given }) =>
      line({ tool_calls: [{ ...(id === undefined ? {} : { id }), function: { name, arguments: given } }] }),
    ),
    line(
      {},
      {
        done: true,
        done_reason: answer.doneReason ?? 'stop',
        total_duration: 5_000_000,
        load_duration: 1_000_000,
        prompt_eval_count: answer.usage?.input ?? 26,
        prompt_eval_duration: 1_000_000,
        eval_count: answer.usage?.output ?? 12,
        eval_duration: 3_000_000,
      },
    ),
  ];
};

/** Lengths into which an answer is cut: within characters, within JSON, and several lines at once. */
const pieceLengths = [1, 2, 3, 40, 5, 300, 7, 80, 1, 600];

const send = async (response: ServerResponse, text: string): Promise<void> => {
  const bytes = Buffer.from(text);
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (pieceLengths[turn % pieceLengths.length] as number);
    response.write(bytes.subarray(start, end));
    start = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Starts one with a model that thinks and uses tools, `qwen3:4b`, one that sees, `gemma3:4b`, and `embeddinggemma`. */
export const startOllamaStandIn = async (): Promise<OllamaStandIn> => {
  const refusals: string[] = [];
  const answers: (OllamaAnswer | ((body: OllamaChatBody) => OllamaAnswer))[] = [];
  const faults: OllamaFault[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const idlers: (() => void)[] = [];
  let arrivals = 0;
  let active = 0;

  const reply = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  };

  /** Answers by the fault, where it leaves nothing to go on with. */
  const failEarly = (response: ServerResponse, fault: OllamaFault | undefined): boolean => {
    if (fault?.kind === 'status') {
      response.writeHead(fault.status, { 'content-type': fault.type ?? 'application/json; charset=utf-8' });
      response.end(fault.body);
    } else if (fault?.kind === 'drop') response.destroy();
    return fault?.kind === 'status' || fault?.kind === 'drop' || fault?.kind === 'silence';
  };

  const chat = async (response: ServerResponse, body: OllamaChatBody, fault: OllamaFault | undefined) => {
    const model = standIn.models.get(body.model);
    if (model === undefined) return reply(response, 404, { error: `model '${body.model}' not found` });
    const lacks = [
      [body.tools !== undefined && body.tools.length > 0, 'tools'],
      [body.think !== undefined && body.think !== false, 'thinking'],
      [body.messages.some((each) => 'images' in each), 'vision'],
    ].find(([isWanted, capability]) => isWanted && !model.capabilities.includes(String(capability)));
    if (lacks !== undefined)
      return reply(response, 400, { error: `"${body.model}" does not support ${lacks[1]}` });
    const length = body.messages.reduce((sum, { content }) => sum + content.length / 4, 0);
    if (body.truncate === false && length > (body.options?.num_ctx ?? 4_096))
      return reply(response, 400, { error: 'the input length exceeds the context length' });

    const next = answers.shift() ?? { text: ['ok'] };
    const answer = typeof next === 'function' ? next(body) : next;
    const lines = linesOf(body.model, answer);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.flushHeaders();
    if (answer.paceMs !== undefined) return sendPaced(response, lines, answer.paceMs);
    const count = fault !== undefined && 'afterLines' in fault ? fault.afterLines : lines.length;
    await send(
      response,
      lines
        .slice(0, count)
        .map((line) => `${line}\n`)
        .join(''),
    );
    switch (fault?.kind) {
      case 'stall':
        return;
      case 'cut':
        response.write((lines[count] as string).slice(0, 20), () => response.destroy());
        return;
      case 'no-done':
        break;
      case 'line':
        await send(response, [fault.line, ...lines.slice(count)].map((line) => `${line}\n`).join(''));
    }
    response.end();
  };

  const sendPaced = async (response: ServerResponse, lines: readonly string[], paceMs: number) => {
    firstTokenAtMs = performance.now();
    for (const line of lines) {
      response.write(`${line}\n`);
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    }
    response.end();
  };

  const show = (response: ServerResponse, name: string) => {
    const model = standIn.models.get(name);
    if (model === undefined) return reply(response, 404, { error: `model '${name}' not found` });
    return reply(response, 200, {
      details: { parameter_size: '4.0B', quantization_level: 'Q4_K_M', family: 'qwen3' },
      model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': model.contextTokens },
      capabilities: model.capabilities,
      modified_at: '2026-11-01T10:00:00Z',
      ...(model.remoteHost === undefined ? {} : { remote_host: model.remoteHost, remote_model: name }),
    });
  };

  const list = (response: ServerResponse, isRunning: boolean) =>
    reply(response, 200, {
      models: [...standIn.models].map(([name, { sizeBytes, contextTokens }]) => ({
        name,
        model: name,
        size: sizeBytes,
        digest: createHash('sha256').update(name).digest('hex'),
        details: { parameter_size: '4.0B', quantization_level: 'Q4_K_M', family: 'qwen3' },
        ...(isRunning
          ? { size_vram: 0, context_length: contextTokens, expires_at: '2026-11-22T20:30:00Z' }
          : { modified_at: '2026-11-01T10:00:00Z' }),
      })),
    });

  const handle = async (request: IncomingMessage, response: ServerResponse, text: string) => {
    const path = request.url ?? '';
    if (request.method === 'GET' && (path === '/api/tags' || path === '/api/ps')) {
      standIn.requests.push({ path, body: undefined });
      return list(response, path === '/api/ps');
    }
    const schema = path in requestSchemas ? requestSchemas[path as keyof typeof requestSchemas] : undefined;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      body = undefined;
    }
    const { authorization } = request.headers;
    standIn.requests.push({ path, body, ...(authorization === undefined ? {} : { authorization }) });
    const parsed = schema?.safeParse(body);
    const isJson = /application\/json/.test(request.headers['content-type'] ?? '');
    if (request.method !== 'POST' || parsed?.success !== true || !isJson) {
      refusals.push(`${request.method} ${path}: ${parsed?.error?.message ?? 'unknown call'}`);
      if (schema !== undefined) return reply(response, 400, { error: 'refused by the stand-in' });
      response.writeHead(404, { 'content-type': 'text/plain' });
      return response.end('404 page not found');
    }
    if (path === '/api/show') return show(response, (parsed.data as { model: string }).model);
    arrivals += 1;
    for (const each of waiting.filter(({ count }) => count <= arrivals)) each.resolve();
    const fault = faults.shift();
    if (failEarly(response, fault)) return;
    if (path === '/api/chat') return chat(response, parsed.data as OllamaChatBody, fault);
    const { model, input } = parsed.data as { model: string; input: string | string[] };
    if (standIn.models.get(model) === undefined)
      return reply(response, 404, { error: `model '${model}' not found` });
    if (!standIn.models.get(model)?.capabilities.includes('embedding'))
      return reply(response, 400, { error: `"${model}" does not support embeddings` });
    return reply(response, 200, { model, embeddings: [input].flat().map(vector), prompt_eval_count: 4 });
  };

  let abandoned = 0;
  let firstTokenAtMs = 0;
  const server = createServer((request, response) => {
    active += 1;
    response.on('close', () => {
      active -= 1;
      if (!response.writableFinished) abandoned += 1;
      if (active === 0) for (const resolve of idlers.splice(0)) resolve();
    });
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void handle(request, response, Buffer.concat(pieces).toString('utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const standIn: OllamaStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    models: new Map([
      [
        'qwen3:4b',
        {
          capabilities: ['completion', 'tools', 'thinking'],
          contextTokens: 40_960,
          sizeBytes: 2_620_788_019,
        },
      ],
      [
        'gemma3:4b',
        { capabilities: ['completion', 'vision'], contextTokens: 131_072, sizeBytes: 3_338_801_804 },
      ],
      ['embeddinggemma', { capabilities: ['embedding'], contextTokens: 2_048, sizeBytes: 621_875_917 }],
    ]),
    requests: [],
    chats: () =>
      standIn.requests.flatMap(({ path, body }) => (path === '/api/chat' ? [body as OllamaChatBody] : [])),
    answer: (...next) => void answers.push(...next),
    fail: (fault) => void faults.push(fault),
    arrived: (count) =>
      new Promise((resolve) => (arrivals >= count ? resolve() : waiting.push({ count, resolve }))),
    idle: () => new Promise((resolve) => (active === 0 ? resolve() : idlers.push(resolve))),
    get firstTokenAtMs() {
      return firstTokenAtMs;
    },
    get abandoned() {
      return abandoned;
    },
    assertNoRefusals: () => {
      if (refusals.length > 0) throw new Error(`the stand-in refused:\n${refusals.join('\n')}`);
    },
    forgetRefusals: () => void refusals.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
};
