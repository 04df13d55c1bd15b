import { systemClock } from '../core/clock.ts';
import { silentLog } from '../core/log.ts';
import type { StepHandler } from '../core/step.ts';
import { type StepTypes, stepTypesOf } from '../planner/workflow-file/step-types.ts';
import { connectHomelab } from './connect-homelab.ts';

/** Every step type of Steward where no homelab is connected: what a file says can be checked, and nothing observed. */
export const stepHandlersWithoutHomelab = (): ReadonlyMap<string, StepHandler> =>
  connectHomelab({
    options: { proxmox: [], hosts: [] },
    clock: systemClock,
    log: silentLog,
    records: { pastDurations: () => [], ledger: () => [] },
  }).handlers;

/** Every step type of Steward, to check files with. */
export const knownStepTypes = (): StepTypes => stepTypesOf(stepHandlersWithoutHomelab().values());
