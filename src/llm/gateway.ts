import type { PrivacyClass } from '../core/provenance.ts';
import type { ModelRequest, ModelRole, StreamPart } from './model.ts';

/** What a request to a model is for. */
export interface ModelTask {
  readonly role: ModelRole;
  /**
   * How long somebody waits: `voice` for first words within a second, `interactive` at a screen, `background` for nobody.
   */
  readonly latency: 'voice' | 'interactive' | 'background';
  /** Shown in the egress ledger and in costs, e.g. `conversation`, `issue analysis`. Never holds content. */
  readonly purpose: string;
}

/** Where a request goes, and why. */
export interface RouteDecision {
  /** `none`: no model may or can be asked; the sentences alone answer. */
  readonly target: 'local' | 'cloud' | 'none';
  /** Name of the model in the options. */
  readonly model?: string;
  readonly class: PrivacyClass;
  /** The most that it may cost. */
  readonly costUsd: number;
  /** In plain words, why this one. */
  readonly reason: string;
  /** Every other model and why it was not taken, and who comes next should this one fail. */
  readonly passedOver: readonly {
    readonly model: string;
    readonly reason: string;
    /** Set where nothing but what may be spent stands against it. */
    readonly isOverCap?: true;
  }[];
  readonly fallbacks: readonly string[];
}

/** A part of an answer that came through the gateway. */
export type GatewayPart =
  | StreamPart
  /** First, and again at each fall-back. */
  | { readonly kind: 'routed'; readonly decision: RouteDecision }
  /** The try that was routed last failed; what it said so far is void and the next `routed` starts anew. */
  | { readonly kind: 'failed-over'; readonly from: string; readonly code: string };

/** The only way to a model: chooses it, keeps to the caps, and passes every byte for a cloud through the egress. */
export interface Gateway {
  /** Whether any model could be asked for this at all, now. */
  route(task: ModelTask, request: ModelRequest): RouteDecision;
  /**
   * Routes, sends, and falls back where the error allows it and nothing was shown yet.
   * @throws ModelError of the last try; StewardError `model.none` when no model may or can be asked, with the reason for each;
   * `model.over-cap` where a cap alone is why
   */
  stream(
    task: ModelTask,
    request: ModelRequest,
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<GatewayPart>;
}
