import type { KeyValueStore } from '../../core/stores.ts';
import type { ModelRole } from '../model.ts';
import type { Admission } from '../router/decide.ts';

/** What the preflight found out about a model in one role. */
export interface RoleCheck extends Admission {
  /** Tasks that it was given, and how many of them it solved. */
  readonly tasks: number;
  readonly solved: number;
  /** The share of such tasks that it solves, 0 to 1: the two ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Tokens of its answers per second. */
  readonly tokensPerSecond?: number;
}

/** What the preflight found out about a model. */
export interface ModelCheck {
  /** Its name in the options. */
  readonly model: string;
  /** The vendor's name of it, and what tells one build of it from another where the vendor has that. */
  readonly vendorModel: string;
  readonly digest?: string;
  /** Epoch milliseconds. */
  readonly checkedAtMs: number;
  /** Memory that it takes while it runs. */
  readonly memoryBytes?: number;
  /** By role; a role that the model cannot have at all is absent. */
  readonly roles: Readonly<Partial<Record<ModelRole, RoleCheck>>>;
}

/** What the preflight found out, kept over restarts. */
export interface Admissions {
  /** By name of the model and role; undefined: never checked. */
  of(model: string, role: ModelRole): Admission | undefined;
  get(model: string): ModelCheck | undefined;
  keep(check: ModelCheck): void;
}

const keyOf = (model: string): string => `model-check/${model}`;

/** Admissions in the key-value store, one key for each model. */
export const createAdmissions = (keyValue: KeyValueStore): Admissions => {
  const get = (model: string) => keyValue.get(keyOf(model)) as unknown as ModelCheck | undefined;
  return {
    get,
    of: (model, role) => get(model)?.roles[role],
    keep: (check) => keyValue.set(keyOf(check.model), JSON.parse(JSON.stringify(check))),
  };
};
