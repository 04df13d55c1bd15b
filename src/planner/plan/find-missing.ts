import type { StepHandler } from '../../core/step.ts';
import { laterStepTypes } from '../workflow-file/later-systems.ts';
import type { ExpandedStep } from './expand-steps.ts';
import { type MissingSystem, missingSystem } from './missing-systems.ts';

/** For a step type that this Steward should have and does not: Steward itself is what is missing. */
const own = 'language-model';

/**
 * Systems that steps need and the homelab does not have, before anything is observed.
 * @param configured absent: everything that the handlers need is there
 */
export const missingSystems = (
  steps: readonly ExpandedStep[],
  handlers: ReadonlyMap<string, StepHandler>,
  configured: ReadonlySet<string> | undefined,
): readonly MissingSystem[] => {
  const needed = new Map<string, { readonly steps: Set<string>; isSupported: boolean }>();
  const need = (system: string, id: string, isSupported: boolean): void => {
    const entry = needed.get(system) ?? { steps: new Set<string>(), isSupported: true };
    entry.steps.add(id);
    entry.isSupported &&= isSupported;
    needed.set(system, entry);
  };
  for (const { id, step } of steps) {
    const handler = handlers.get(step.type);
    const later = laterStepTypes.find(({ type }) => type === step.type);
    if (handler === undefined && later !== undefined) need(later.system ?? own, id, false);
    if (configured === undefined) continue;
    for (const system of [...(handler?.needs?.(step.fields) ?? []), ...step.needs])
      if (!configured.has(system)) need(system, id, handler !== undefined);
  }
  return [...needed].map(([system, { steps: ids, isSupported }]) =>
    missingSystem(system, [...ids], isSupported),
  );
};
