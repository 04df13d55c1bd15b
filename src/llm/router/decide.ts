import type { PrivacyClass } from '../../core/provenance.ts';
import type { Texts } from '../../core/texts/texts.ts';
import type { ModelTask, RouteDecision } from '../gateway.ts';
import type { ConfiguredModel, ModelRole } from '../model.ts';
import { type BreakerState, breakerAt } from './breaker.ts';
import { forecastCost } from './cost.ts';

/** What the preflight found out about a model in one role. */
export interface Admission {
  readonly isAdmitted: boolean;
  /** Where it is not: why, in plain words, e.g. "it solved 4 of 20 tasks". */
  readonly reason?: string;
  /** Milliseconds to its first token, as measured; the slower end. */
  readonly firstTokenMs?: number;
}

/** What is left of a cap. US dollars. */
export interface CapsLeft {
  readonly requestUsd: number;
  readonly dayUsd: number;
  readonly monthUsd: number;
}

/** Everything that a decision is made from; nothing else has a say. */
export interface RouteInput {
  readonly task: ModelTask;
  /** Class of the content, the strictest of its parts. */
  readonly class: PrivacyClass;
  /** Why it may not go to a cloud although its class would allow it; absent: it may. */
  readonly stays?: string;
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
  /** In the order of preference. */
  readonly models: readonly ConfiguredModel[];
  /** By name of the model and role; absent: never checked. */
  readonly admission: (model: string, role: ModelRole) => Admission | undefined;
  readonly breaker: (model: string) => BreakerState;
  readonly cloudUse: 'never' | 'when-local-cannot';
  readonly caps: CapsLeft;
  readonly nowMs: number;
  readonly texts: Texts;
}

/** Spoken words have to begin within a second, of which the rest of the way takes a share. Milliseconds. */
const voiceFirstTokenMs = 800;

const usd = (amount: number): string => amount.toFixed(4);

/** Why a model is not asked, whatever it costs; undefined: it can be. */
const objection = (model: ConfiguredModel, input: RouteInput): string | undefined => {
  const { task, texts, nowMs } = input;
  const { role } = task;
  const admission = input.admission(model.name, role);
  if (admission === undefined) return texts('route.unchecked', { role });
  if (!admission.isAdmitted) return admission.reason ?? texts('route.notAdmitted', { role });
  const needed = input.inputTokens + input.maxOutputTokens;
  if (needed > model.contextTokens) return texts('route.tooLong', { needed, holds: model.contextTokens });
  const breaker = input.breaker(model.name);
  const condition = breakerAt(breaker, nowMs);
  if (condition === 'resting')
    return texts('route.rests', {
      count: breaker.failuresInARow,
      seconds: Math.ceil((breaker.restsUntilMs - nowMs) / 1000),
    });
  if (condition === 'probing') return texts('route.probing');
  if (model.isLocal) return undefined;
  if (input.cloudUse === 'never') return texts('route.noCloud');
  if (input.class === 'secret') return texts('route.stays');
  return input.stays;
};

/** The cap that a model would break; undefined: none. */
const brokenCap = (
  { isLocal }: ConfiguredModel,
  { caps, texts }: RouteInput,
  costUsd: number,
): string | undefined => {
  if (isLocal) return undefined;
  const cost = usd(costUsd);
  if (costUsd > caps.requestUsd) return texts('route.requestCap', { cost, left: usd(caps.requestUsd) });
  if (costUsd > caps.dayUsd) return texts('route.dayCap', { cost, left: usd(caps.dayUsd) });
  if (costUsd > caps.monthUsd) return texts('route.monthCap', { cost, left: usd(caps.monthUsd) });
  return undefined;
};

/** A model that can be asked, and what speaks for it. */
interface Candidate {
  readonly model: ConfiguredModel;
  readonly costUsd: number;
  readonly isInTime: boolean;
}

const reasonFor = ({ model, isInTime }: Candidate, { task: { role }, texts }: RouteInput): string => {
  if (!model.isLocal) return texts('route.cloud', { role });
  return texts(isInTime ? 'route.local' : 'route.localSlow', { role });
};

/**
 * Where a request goes. Models in the house first, those that are quick enough before the others where somebody listens;
 * a cloud only when no model in the house can be asked at all. Pure, and every model that was passed over has its reason.
 */
export const decide = (input: RouteInput): RouteDecision => {
  const passedOver: { model: string; reason: string; isOverCap?: true }[] = [];
  const candidates: Candidate[] = [];
  for (const model of input.models) {
    const costUsd = forecastCost(model.price, input.inputTokens, input.maxOutputTokens);
    const reason = objection(model, input);
    const cap = reason === undefined ? brokenCap(model, input, costUsd) : undefined;
    const firstTokenMs = input.admission(model.name, input.task.role)?.firstTokenMs ?? 0;
    if (reason !== undefined) passedOver.push({ model: model.name, reason });
    else if (cap !== undefined) passedOver.push({ model: model.name, reason: cap, isOverCap: true });
    else
      candidates.push({
        model,
        costUsd,
        isInTime: input.task.latency !== 'voice' || firstTokenMs <= voiceFirstTokenMs,
      });
  }
  const rank = ({ model, isInTime }: Candidate): number => (model.isLocal ? 0 : 2) + (isInTime ? 0 : 1);
  const [first, ...rest] = candidates.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined)
    return {
      target: 'none',
      class: input.class,
      costUsd: 0,
      reason: input.texts(input.models.length === 0 ? 'route.noModels' : 'route.none'),
      passedOver,
      fallbacks: [],
    };
  return {
    target: first.model.isLocal ? 'local' : 'cloud',
    model: first.model.name,
    class: input.class,
    costUsd: first.costUsd,
    reason: reasonFor(first, input),
    passedOver: [
      ...passedOver,
      ...rest.map(({ model }) => ({
        model: model.name,
        reason: input.texts('route.second', { first: first.model.name }),
      })),
    ],
    fallbacks: rest.map(({ model }) => model.name),
  };
};
