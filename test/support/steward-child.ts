import { createProcessLog } from '../../src/compose/process-log.ts';
import { startSteward } from '../../src/compose/steward.ts';
import { loadSurroundings } from '../../src/config/load-options.ts';

/**
 * Steward in a process of its own, with an owner in front of the panel as in the demo, so that a test can approve and
 * then kill it. Options and data folder come from the environment, as for `src/main.ts`. Prints one JSON line.
 */
const steward = await startSteward({
  surroundings: loadSurroundings(),
  log: createProcessLog('error'),
  demoOwner: { userId: 'owner', name: 'Owner', isAdmin: true },
});
process.stdout.write(`${JSON.stringify({ panelUrl: steward.panelUrl })}\n`);
