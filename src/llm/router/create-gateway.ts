import type { ChargeLedger } from '../../core/charges.ts';
import type { Clock } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Texts } from '../../core/texts/texts.ts';
import type { Egress, MayLeave, Prepared } from '../egress/egress.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import type { Gateway, GatewayPart, ModelTask, RouteDecision } from '../gateway.ts';
import type { ConfiguredModel, ModelProvider, ModelRequest, Usage } from '../model.ts';
import { ModelError } from '../model-error.ts';
import type { StreamLimits } from '../providers/with-watchdog.ts';
import { answered, asked, type BreakerState, closedBreaker, failed, givenUp } from './breaker.ts';
import { costOf } from './cost.ts';
import { decide, type RouteInput } from './decide.ts';
import { requestClass } from './request-class.ts';
import { capsAt, capsLeft, type SpendingLimits } from './spending.ts';

/** What {@link createGateway} is given. */
export interface GatewayDeps {
  /** In the order of preference. */
  readonly models: readonly ConfiguredModel[];
  readonly admission: RouteInput['admission'];
  /** The provider of a model; a cloud's gets the egress's fetch and no other. */
  readonly provider: (
    model: ConfiguredModel,
    options: { readonly fetch?: typeof fetch; readonly limits: StreamLimits },
  ) => ModelProvider;
  readonly egress: Egress;
  readonly charges: ChargeLedger;
  readonly cloudUse: RouteInput['cloudUse'];
  readonly limits: SpendingLimits;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly texts: Texts;
  readonly log: Log;
}

/** How long a model may be silent, by how long somebody waits. */
const silence: Readonly<Record<ModelTask['latency'], StreamLimits>> = {
  voice: { firstPartMs: 15_000, idleMs: 15_000 },
  interactive: { firstPartMs: 60_000, idleMs: 30_000 },
  background: { firstPartMs: 300_000, idleMs: 60_000 },
};

const noModel = ({ reason, passedOver }: RouteDecision): StewardError => {
  const why = [reason, ...passedOver.map((one) => `${one.model}: ${one.reason}`)].join('; ');
  return passedOver.some(({ isOverCap }) => isOverCap === true)
    ? new StewardError(`Nothing more may be spent on language models now: ${why}.`, {
        code: 'model.over-cap',
        kind: 'terminal',
        mend: 'Wait until tomorrow or next month, or raise a cap in the option cloud.',
      })
    : new StewardError(`No language model can be asked: ${why}.`, {
        code: 'model.none',
        kind: 'terminal',
        mend: 'steward route says for each model why.',
      });
};

/** The gateway over the configured models. See {@link Gateway}. */
export const createGateway = (deps: GatewayDeps): Gateway => {
  const { models, egress, charges, clock, log } = deps;
  const breakers = new Map<string, BreakerState>();
  const breakerOf = (model: string): BreakerState => breakers.get(model) ?? closedBreaker;

  const decideFor = (
    task: ModelTask,
    request: ModelRequest,
    requestId: string,
    more: Partial<Pick<RouteInput, 'models' | 'stays' | 'cloudUse' | 'class'>> = {},
  ): RouteDecision => {
    const nowMs = clock.now();
    return decide({
      task,
      class: requestClass(request),
      inputTokens: estimateTokens(request),
      maxOutputTokens: request.maxOutputTokens,
      models,
      admission: deps.admission,
      breaker: breakerOf,
      cloudUse: deps.cloudUse,
      caps: capsLeft(charges, requestId, capsAt(deps.limits, nowMs)),
      nowMs,
      texts: deps.texts,
      ...more,
    });
  };

  /** Charges the most that the try may cost. A model of one's own costs nothing and leaves no entry. */
  const charge = async (
    model: ConfiguredModel,
    task: ModelTask,
    requestId: string,
    usd: number,
  ): Promise<{ readonly settle: (usd: number, usage?: Usage) => void } | undefined> => {
    if (model.isLocal) return { settle: () => {} };
    const atMs = clock.now();
    const reserved = await charges.reserve(
      { requestId, model: model.name, purpose: task.purpose, usd, atMs },
      capsAt(deps.limits, atMs),
    );
    return reserved.kind === 'over'
      ? undefined
      : {
          settle: (cost, usage) => {
            charges
              .settle(reserved.id, cost, usage && { ...usage })
              .catch(() => log.error('What a request to a language model did cost could not be noted.'));
          },
        };
  };

  async function* attempt(
    model: ConfiguredModel,
    task: ModelTask,
    request: ModelRequest,
    leaving: { readonly prepared: MayLeave; readonly fetch: typeof fetch } | undefined,
    signal: AbortSignal,
    noteUsage: (usage: Usage) => void,
  ): AsyncGenerator<GatewayPart> {
    const provider = deps.provider(model, {
      limits: silence[task.latency],
      ...(leaving === undefined ? {} : { fetch: leaving.fetch }),
    });
    const restorer = leaving?.prepared.restorer();
    for await (const part of provider.stream(leaving?.prepared.request ?? request, { signal })) {
      if (part.kind === 'usage') noteUsage(part.usage);
      if (part.kind === 'end' && restorer !== undefined) yield* restorer.end();
      yield* restorer === undefined ? [part] : restorer.take(part);
    }
  }

  const route: Gateway['route'] = (task, request) => decideFor(task, request, '');

  async function* stream(
    task: ModelTask,
    request: ModelRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<GatewayPart> {
    const requestId = deps.ids.recordId('request', clock.now());
    let left = models;
    let prepared: Prepared | undefined;
    let lastError: StewardError | undefined;

    /**
     * A model in the house first. What a cloud would be sent is prepared only when none of those is left, and from then on
     * it alone is measured: how long real names are must not show outside.
     */
    const next = async (): Promise<RouteDecision> => {
      const hasCloud = deps.cloudUse !== 'never' && left.some(({ isLocal }) => !isLocal);
      const hasLocal = left.some(({ isLocal }) => isLocal);
      if (hasLocal || !hasCloud || requestClass(request) === 'secret') {
        const decision = decideFor(task, request, requestId, { models: left });
        if (decision.target === 'local' || !hasCloud || decision.class === 'secret') return decision;
      }
      prepared ??= await egress.prepare(request, { signal });
      return prepared.kind === 'stays'
        ? decideFor(task, request, requestId, { models: left, class: prepared.class, stays: prepared.reason })
        : decideFor(task, prepared.request, requestId, { models: left, class: prepared.class });
    };

    for (let tries = 1; ; tries += 1) {
      const decision = await next();
      const model = left.find(({ name }) => name === decision.model);
      if (model === undefined) throw lastError ?? noModel(decision);
      left = left.filter((one) => one !== model);
      const charged = await charge(model, task, requestId, decision.costUsd);
      // A parallel request took what was left in between.
      if (charged === undefined) continue;
      yield { kind: 'routed', decision };
      const leaving =
        model.isLocal || prepared?.kind !== 'may-leave'
          ? undefined
          : {
              prepared,
              fetch: egress.fetchFor(
                { requestId, attempt: tries, model: model.name, purpose: task.purpose },
                prepared,
              ),
            };
      let usage: Usage | undefined;
      let isShown = false;
      let isOver = false;
      breakers.set(model.name, asked(breakerOf(model.name)));
      try {
        for await (const part of attempt(model, task, request, leaving, signal, (used) => {
          usage = used;
        })) {
          isShown ||= part.kind === 'text' || part.kind === 'tool-call';
          isOver ||= part.kind === 'end';
          // Settled before the last part is handed out: whoever takes it may not come back.
          if (part.kind === 'end') {
            breakers.set(model.name, answered());
            if (usage !== undefined) charged.settle(costOf(model.price, usage), usage);
          }
          yield part;
        }
        return;
      } catch (thrown) {
        const error = asStewardError(thrown);
        const isPaid = error instanceof ModelError ? error.isPaid : false;
        if (!isPaid) charged.settle(0);
        else if (usage !== undefined) charged.settle(costOf(model.price, usage), usage);
        if (error.code === 'model.cancelled' || signal.aborted) {
          breakers.set(model.name, givenUp(breakerOf(model.name)));
          throw error;
        }
        const retryAfterMs = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
        breakers.set(model.name, failed(breakerOf(model.name), clock.now(), retryAfterMs));
        log.warn('A language model could not answer.', { model: model.name, code: error.code });
        lastError = error;
        // What was spoken cannot be taken back, and what a cloud bills is not bought a second time.
        if (isShown && task.latency === 'voice') throw error;
        if (isPaid && !model.isLocal) left = left.filter(({ isLocal }) => isLocal);
        yield { kind: 'failed-over', from: model.name, code: error.code };
      } finally {
        if (!isOver && breakerOf(model.name).isProbing)
          breakers.set(model.name, givenUp(breakerOf(model.name)));
      }
    }
  }

  return { route, stream };
};
