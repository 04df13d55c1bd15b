import type { Clock } from '../../core/clock.ts';
import type { HostReader } from '../../core/hosts.ts';
import type { Interpreter } from '../../core/interpreter.ts';
import type { InventorySource } from '../../core/inventory.ts';
import type { GuestObservation } from '../../core/proxmox.ts';
import type { LedgerEntry } from '../../core/run.ts';
import type { StepHandler } from '../../core/step.ts';
import type { UsageHistory } from '../analysis/usage-history.ts';
import { createMeasure } from '../measured/measure.ts';
import { createAiAnalysis } from './ai-analysis.ts';
import { createAiTask } from './ai-task.ts';
import { createAiValidation } from './ai-validation.ts';
import { createAutoDocumentation } from './auto-documentation.ts';
import { createEvidenceFor } from './evidence-for.ts';
import { createExternalTask } from './external-task.ts';
import { createGitCommit } from './git-commit.ts';
import { createGithubIntegration } from './github-integration.ts';
import { withSuccessConditions } from './with-success-conditions.ts';

/** What {@link createStepHandlers} is given. */
export interface StepHandlersDeps {
  readonly inventory: Pick<InventorySource, 'current' | 'refresh'>;
  /** Hosts that are reached over SSH. Default: none. */
  readonly hosts?: readonly HostReader[];
  /** Reads a guest afresh from the system that has it. Throws `proxmox.*`. */
  readonly observeGuest: (ref: string, signal: AbortSignal) => Promise<GuestObservation>;
  readonly ledger: (options: { readonly ref: string; readonly limit: number }) => readonly LedgerEntry[];
  /** How full pools were. Default: not known. */
  readonly usage?: Pick<UsageHistory, 'trend'>;
  /** Says in words what an analysis means. Absent: the facts stand alone. */
  readonly interpreter?: Interpreter;
  readonly clock: Clock;
  /** The step types that have systems of their own: `proxmox-task`, `system-check`. */
  readonly systems: readonly StepHandler[];
}

/** Every step type that Steward has, by its name. */
export const createStepHandlers = (deps: StepHandlersDeps): ReadonlyMap<string, StepHandler> => {
  const { inventory, hosts = [], observeGuest, ledger, clock } = deps;
  const usage = deps.usage ?? { trend: () => undefined };
  const measure = createMeasure({ inventory, hosts, clock });
  const analysis = {
    measure,
    ledger,
    usage,
    ...(deps.interpreter === undefined ? {} : { interpreter: deps.interpreter }),
  };
  const handlers = new Map(deps.systems.map((handler) => [handler.type, handler]));
  for (const handler of [
    createAiTask(analysis),
    createAiAnalysis(analysis),
    createAiValidation({ measure, hosts, observeGuest }),
    createExternalTask({ evidenceFor: createEvidenceFor(handlers) }),
    createGithubIntegration(),
    createGitCommit(),
    createAutoDocumentation(),
  ])
    handlers.set(handler.type, handler);
  return new Map([...handlers].map(([type, handler]) => [type, withSuccessConditions(handler)]));
};
