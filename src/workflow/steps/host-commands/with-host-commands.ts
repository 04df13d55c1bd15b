import { z } from 'zod';
import type { ChangeStep } from '../../../core/plan.ts';
import type { ChangeHandler, StepHandler } from '../../../core/step.ts';
import type { createHostCommands } from './host-commands.ts';

const isForHost = (step: ChangeStep): boolean => step.effect.ref.startsWith('ssh:');

/**
 * The step type `proxmox-task` in full: what it does to guests through Proxmox, and the commands that it runs on a host
 * over SSH. A step is one or the other, told by its fields.
 */
export const withHostCommands = (
  guests: StepHandler & { readonly change?: ChangeHandler },
  commands: ReturnType<typeof createHostCommands>,
): StepHandler => {
  const { change: guestChange } = guests;
  if (guestChange === undefined) throw new TypeError('the guests’ half changes nothing');
  const changeFor = (step: ChangeStep): ChangeHandler => (isForHost(step) ? commands.change : guestChange);
  return {
    ...guests,
    fields: z.union([guests.fields, commands.fields]),
    needs: (fields) => ('commands' in fields ? ['ssh'] : (guests.needs?.(fields) ?? [])),
    plan: (template, planning) =>
      ('commands' in template.fields ? commands : guests).plan(template, planning),
    change: {
      observe: (step, context) => changeFor(step).observe(step, context),
      apply: (step, grant, context) => changeFor(step).apply(step, grant, context),
      settle: (step, baseline, context) => changeFor(step).settle(step, baseline, context),
      verify: (step, baseline, receipt, context) => changeFor(step).verify(step, baseline, receipt, context),
    },
  };
};
