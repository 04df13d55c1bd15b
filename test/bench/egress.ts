import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock.ts';
import { StewardError } from '../../src/core/errors.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { createTexts } from '../../src/core/texts/texts.ts';
import { createEgress } from '../../src/llm/egress/create-egress.ts';
import type { ConfiguredModel, ModelProvider, ModelRequest } from '../../src/llm/model.ts';
import { createInspector } from '../../src/llm/privacy/inspect.ts';
import { toOpenaiChat } from '../../src/llm/providers/openai-request.ts';
import { createGateway } from '../../src/llm/router/create-gateway.ts';
import { openStore } from '../../src/store/open-store.ts';
import {
  houseNames,
  largeRequest,
  newLargeRequest,
  newSmallRequest,
  smallRequest,
} from './egress-requests.ts';
import { type Bench, type Measure, quantile } from './measure.ts';
import { closedLoop, openLoop } from './open-loop.ts';

/** What is sent, how often, and how many times in each round. */
interface Workload {
  readonly name: string;
  readonly request: (index: number) => ModelRequest;
  readonly ratePerS: number;
  readonly count: number;
  /** For the p95 of what is added. Milliseconds. */
  readonly targetMs?: number;
}

const workloads: readonly Workload[] = [
  { name: '2kb', request: smallRequest, ratePerS: 1_000, count: 4_000, targetMs: 1 },
  { name: '2kb_at_200', request: smallRequest, ratePerS: 200, count: 800 },
  { name: '2kb_all_new_at_200', request: newSmallRequest, ratePerS: 200, count: 800 },
  { name: '100kb_at_100', request: largeRequest, ratePerS: 100, count: 300, targetMs: 10 },
  { name: '100kb_all_new_at_5', request: newLargeRequest, ratePerS: 5, count: 25 },
];

const rounds = 3;

const task = { role: 'chat', latency: 'interactive', purpose: 'bench' } as const;

/** The least that a provider can be: one question, one answer, no stream. The same on both ways. */
const providerOver = (send: typeof fetch, model: ConfiguredModel): ModelProvider => ({
  async *stream(request, { signal }) {
    const answer = await send(`${model.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${model.apiKey}` },
      body: JSON.stringify(toOpenaiChat(model, request)),
      signal,
    });
    const { text, input, output } = (await answer.json()) as { text: string; input: number; output: number };
    yield { kind: 'text', text };
    yield { kind: 'usage', usage: { inputTokens: input, outputTokens: output } };
    yield { kind: 'end', reason: 'stop' };
  },
});

const startUpstream = async () => {
  const child = fork(join(import.meta.dirname, 'egress-upstream.ts'));
  const [port] = (await once(child, 'message')) as [number];
  return { port, stop: () => child.disconnect() };
};

const directly = 'the same provider without router and egress';

const measuresOf = (
  { name, targetMs }: Workload,
  { direct, through }: Record<'direct' | 'through', readonly number[]>,
): Measure[] =>
  [0.5, 0.95].map((share) => {
    const [alone, whole] = [quantile(direct, share), quantile(through, share)];
    return {
      name: `egress_${name}_added_p${share * 100}`,
      value: whole - alone,
      unit: 'ms',
      ...(share === 0.95 && targetMs !== undefined ? { target: targetMs } : {}),
      peer: { name: directly, value: alone },
    };
  });

/**
 * What router and egress add to a request, against asking the same server on loopback directly, in turns in the same run:
 * the gateway with the real door, detectors, ledger and charges in a database on the disk, in a house with 500 guests.
 */
export const egress: Bench = {
  limitMs: 300_000,
  run: async (print) => {
    const upstream = await startUpstream();
    const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
    const model: ConfiguredModel = {
      name: 'cloud',
      provider: 'openai',
      model: 'bench-1',
      url: `http://127.0.0.1:${upstream.port}/v1`,
      apiKey: 'bench',
      isLocal: false,
      contextTokens: 1_000_000,
      price: { inputUsd: 0.01, outputUsd: 0.01 },
    };
    const store = await openStore({ folder, clock: systemClock, log: silentLog });
    const door = createEgress({
      inspector: createInspector({ known: () => houseNames, secrets: () => ['bench-secret-of-the-options'] }),
      ledger: store.egress,
      models: () => [model],
      clock: systemClock,
      log: silentLog,
      fetch,
    });
    const gateway = createGateway({
      models: [model],
      admission: () => ({ isAdmitted: true }),
      provider: (one, options) => providerOver(options.fetch ?? fetch, one),
      egress: door,
      charges: store.charges,
      cloudUse: 'when-local-cannot',
      limits: { requestUsd: 1, dayUsd: 1_000, monthUsd: 1_000 },
      clock: systemClock,
      ids: randomIds,
      texts: createTexts('en'),
      log: silentLog,
    });
    const alone = providerOver(fetch, model);
    const take = async (parts: AsyncIterable<unknown>): Promise<void> => {
      for await (const _ of parts) {
        // Only its end counts.
      }
    };
    const signalOf = () => new AbortController().signal;

    let asked = 0;
    let held = 0;
    /** Requests that were never asked before; made in advance, since what they are put together from is no part of the way. */
    const waysOf = ({ request }: Workload, count: number) => {
      const requests = Array.from({ length: count }, (_, index) => request(asked + index));
      asked += count;
      const at = (index: number): ModelRequest => requests[index % count] as ModelRequest;
      return {
        direct: (index: number) => take(alone.stream(at(index), { signal: signalOf() })),
        through: async (index: number) => {
          try {
            await take(gateway.stream(task, at(index), { signal: signalOf() }));
          } catch (thrown) {
            // Not inspected in time, because too much was asked: it stays in the house.
            if (!(thrown instanceof StewardError && thrown.code === 'model.none')) throw thrown;
            held += 1;
          }
        },
      };
    };

    try {
      for (const workload of workloads) {
        const { name, ratePerS, count } = workload;
        const mostPerS: Record<'direct' | 'through', number[]> = { direct: [], through: [] };
        const tookMs: Record<'direct' | 'through', number[]> = { direct: [], through: [] };
        const rates: number[] = [];
        held = 0;
        for (let round = 0; round < rounds; round += 1) {
          const most = waysOf(workload, count);
          const paced = waysOf(workload, count);
          for (const way of ['direct', 'through'] as const) {
            mostPerS[way].push(await closedLoop(most[way], { atOnce: 16, count }));
            const load = await openLoop(paced[way], { ratePerS, count });
            tookMs[way].push(...load.tookMs);
            if (way === 'through') rates.push(load.ratePerS);
          }
        }
        print({
          name: `egress_${name}_most`,
          value: Math.max(...mostPerS.through),
          unit: '1/s',
          peer: { name: directly, value: Math.max(...mostPerS.direct) },
        });
        print({ name: `egress_${name}_rate`, value: quantile(rates, 0.5), unit: '1/s' });
        print({ name: `egress_${name}_held`, value: held, unit: 'count', target: 0 });
        for (const measure of measuresOf(workload, tookMs)) print(measure);
      }
    } finally {
      store.close();
      upstream.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
