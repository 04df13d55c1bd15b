import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { createWorkflowDesk, type FileWish, type PlanReport } from '../planner/workflow-desk.ts';
import { configuredSystems } from './configured-systems.ts';
import { connectHomelab } from './connect-homelab.ts';
import { loadAllWorkflows } from './user-workflows.ts';

/**
 * Plans a workflow file against the configured systems without a running Steward: reads them, and changes nothing. Past
 * durations are not known then.
 * @param workflowFolder of the user's own workflows
 * @throws StewardError `workflow.*`, `expression.*`, and what the systems' readers throw
 */
export const planAlone = async (
  wish: FileWish,
  options: Pick<Options, 'proxmox' | 'hosts'>,
  workflowFolder: string,
  clock: Clock,
  log: Log,
): Promise<PlanReport> => {
  const records = { pastDurations: () => [], ledger: () => [] };
  const { inventory, handlers, close } = connectHomelab({ options, clock, log, records });
  try {
    await inventory.refresh();
    const workflows = loadAllWorkflows(workflowFolder, handlers, log);
    const desk = createWorkflowDesk({
      workflows,
      handlers,
      userFolder: undefined,
      proposer: {
        propose: () =>
          Promise.reject(
            new StewardError('Only a running Steward takes requests.', {
              code: 'cli.not-running',
              kind: 'terminal',
              mend: 'Start it with `npm start`.',
            }),
          ),
      },
      planning: () => ({
        inventory: inventory.current(),
        clock,
        handlers,
        workflows,
        systems: configuredSystems(options),
      }),
    });
    return await desk.plan(wish);
  } finally {
    close();
  }
};
