import type { Clock, TimerHandle } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Gateway, GatewayPart } from '../gateway.ts';
import type { ConfiguredModel, ModelProvider, StreamPart } from '../model.ts';
import type { OllamaAdmin } from '../providers/ollama-admin.ts';
import type { Admissions, ModelCheck } from './admissions.ts';
import type { CheckProgress } from './check-model.ts';

/** What {@link createPreflight} is given. */
export interface PreflightDeps {
  readonly models: readonly ConfiguredModel[];
  readonly admissions: Admissions;
  /** A way to this model and no other, admitted or not; for a cloud through the egress, and charged. */
  readonly gatewayTo: (model: ConfiguredModel) => Gateway;
  /** For vectors; asked for local models only. */
  readonly providerOf: (model: ConfiguredModel) => ModelProvider;
  /** Asks an Ollama what its models can and take; undefined for other vendors' models. */
  readonly adminOf: (model: ConfiguredModel) => OllamaAdmin | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Finds out what models are fit for. */
export interface Preflight {
  /**
   * Checks one model now, and keeps what it found.
   * @throws StewardError `model.unknown`; ModelError when it cannot be asked
   */
  check(
    name: string,
    options: { readonly signal: AbortSignal; readonly onProgress?: (progress: CheckProgress) => void },
  ): Promise<ModelCheck>;
  /** Checks local models that were never checked, or that have changed since, one after another, from now on. */
  start(): void;
  stop(): void;
}

/** The start of Steward comes first. */
const firstLookMs = 20_000;
/** How often it is looked whether a model is new or has changed. */
const lookEveryMs = 60 * 60_000;

const isStreamPart = (part: GatewayPart): part is StreamPart =>
  part.kind !== 'routed' && part.kind !== 'failed-over';

/** The preflight over the models of the options. */
export const createPreflight = (deps: PreflightDeps): Preflight => {
  const { models, admissions, clock, log } = deps;
  const over = new AbortController();
  let timer: TimerHandle | undefined;
  let running: Promise<unknown> = Promise.resolve();

  const digestOf = async (model: ConfiguredModel, signal: AbortSignal): Promise<string | undefined> => {
    const admin = model.isLocal ? deps.adminOf(model) : undefined;
    if (admin === undefined) return undefined;
    const all = await admin.list({ signal });
    return all.find((one) => one.model === model.model || one.model === `${model.model}:latest`)?.digest;
  };

  const providerTo = (model: ConfiguredModel): ModelProvider => {
    const gateway = deps.gatewayTo(model);
    const embed = model.isLocal ? deps.providerOf(model).embed : undefined;
    return {
      stream: async function* (request, options) {
        const task = { role: 'chat', latency: 'background', purpose: 'models check' } as const;
        for await (const part of gateway.stream(task, request, options)) if (isStreamPart(part)) yield part;
      },
      ...(embed === undefined ? {} : { embed }),
    };
  };

  const checkNow: Preflight['check'] = async (name, { signal, onProgress }) => {
    const model = models.find((one) => one.name === name);
    if (model === undefined)
      throw new StewardError(`There is no model ${name} in the options.`, {
        code: 'model.unknown',
        kind: 'terminal',
        mend:
          models.length === 0
            ? 'Add one to the option models.'
            : `Models: ${models.map((one) => one.name).join(', ')}.`,
      });
    const admin = model.isLocal ? deps.adminOf(model) : undefined;
    const details = await admin?.show(model.model, { signal });
    const digest = await digestOf(model, signal);
    // The tasks are some hundred texts, which nobody needs who checks no model.
    const { checkModel } = await import('./check-model.ts');
    const check = await checkModel(
      model,
      {
        provider: providerTo(model),
        clock,
        ...(details?.capabilities === undefined ? {} : { capabilities: details.capabilities }),
        ...(digest === undefined ? {} : { digest }),
        ...(admin === undefined
          ? {}
          : {
              memoryBytes: async () =>
                (await admin.running({ signal })).find((one) => one.model.startsWith(model.model))
                  ?.memoryBytes,
            }),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      { signal },
    );
    admissions.keep(check);
    return check;
  };

  const needsCheck = async (model: ConfiguredModel): Promise<boolean> => {
    const last = admissions.get(model.name);
    if (last === undefined || last.vendorModel !== model.model) return true;
    return last.digest !== (await digestOf(model, over.signal));
  };

  /** One check at a time: two would slow one another down, and be measured so. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = running.then(work, work);
    running = next.catch(() => {});
    return next;
  };

  const look = async (): Promise<void> => {
    for (const model of models.filter(({ isLocal }) => isLocal)) {
      if (over.signal.aborted) return;
      try {
        if (!(await needsCheck(model))) continue;
        log.info('A language model is being checked. Until then it is not used.', { model: model.name });
        const { roles } = await inTurn(() => checkNow(model.name, { signal: over.signal }));
        const admitted = Object.entries(roles).filter(([, role]) => role.isAdmitted);
        log.info('A language model was checked.', {
          model: model.name,
          admitted: admitted.map(([role]) => role).join(', ') || 'to nothing',
        });
      } catch (thrown) {
        if (!over.signal.aborted)
          log.warn('A language model could not be checked.', {
            model: model.name,
            code: asStewardError(thrown).code,
          });
      }
    }
  };

  const again = (afterMs: number): void => {
    timer = clock.setTimeout(() => {
      void look().then(() => {
        if (!over.signal.aborted) again(lookEveryMs);
      });
    }, afterMs);
  };

  return {
    check: (name, options) => inTurn(() => checkNow(name, options)),
    start: () => {
      if (models.some(({ isLocal }) => isLocal)) again(firstLookMs);
    },
    stop: () => {
      over.abort();
      if (timer !== undefined) clock.clearTimeout(timer);
    },
  };
};
