import { createProcessLog } from './compose/process-log.ts';
import { releaseMemory } from './compose/release-memory.ts';
import { startSteward } from './compose/steward.ts';
import { loadSurroundings } from './config/load-options.ts';
import { asStewardError, explain } from './core/errors.ts';

/** By then the first readings of the systems have come in, too. */
const releaseMemoryAfterMs = 2_000;

/** The process: reads the surroundings, starts Steward, and stops it on SIGTERM and SIGINT. */
const main = async (): Promise<void> => {
  const surroundings = loadSurroundings();
  const log = createProcessLog(surroundings.options.log_level);
  const steward = await startSteward({ surroundings, log });
  log.info('ready', { ports: steward.ports, startMs: Math.round(performance.now()) });
  setTimeout(releaseMemory, releaseMemoryAfterMs).unref();
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    steward.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error('Stopping failed.', { error: String(thrown) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

main().catch((thrown: unknown) => {
  const error = asStewardError(thrown);
  process.stderr.write(`Steward cannot start. ${explain(error)} [${error.code}]\n`);
  process.exit(1);
});
