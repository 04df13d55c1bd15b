import type { ChargeLedger, SpendingCaps } from '../../core/charges.ts';
import type { CapsLeft } from './decide.ts';

/** What may be spent on clouds. US dollars. */
export interface SpendingLimits {
  readonly requestUsd: number;
  readonly dayUsd: number;
  readonly monthUsd: number;
}

/** The caps as they are at an instant: days and months are those of the machine's time zone. */
export const capsAt = (limits: SpendingLimits, nowMs: number): SpendingCaps => {
  const now = new Date(nowMs);
  return {
    ...limits,
    dayStartMs: new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime(),
    monthStartMs: new Date(now.getFullYear(), now.getMonth(), 1).getTime(),
  };
};

/** What is left of them for a request. Never below zero. */
export const capsLeft = (charges: ChargeLedger, requestId: string, caps: SpendingCaps): CapsLeft => {
  const spent = charges.spent(requestId, caps);
  return {
    requestUsd: Math.max(0, caps.requestUsd - spent.requestUsd),
    dayUsd: Math.max(0, caps.dayUsd - spent.dayUsd),
    monthUsd: Math.max(0, caps.monthUsd - spent.monthUsd),
  };
};
