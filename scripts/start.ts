import { createProcessLog } from '../src/compose/process-log.ts';
import { loadSurroundings } from '../src/config/load-options.ts';
import { asStewardError, explain } from '../src/core/errors.ts';
import { demoPin, startDemo } from '../test/standins/demo.ts';
import { deedNames, takeDeeds } from '../test/standins/demo-hands.ts';

/** `npm start`: Steward with its options, or the demo homelab where there are none. */
const start = async (): Promise<void> => {
  const surroundings = loadSurroundings();
  if (surroundings.mode !== 'none') {
    await import('../src/main.ts');
    return;
  }
  const demo = await startDemo(surroundings, createProcessLog('warning'));
  process.stdout.write(
    [
      '',
      'Homelab Steward runs on the demo homelab: nothing of yours is touched.',
      `Open ${demo.steward.panelUrl} and say "restart the paperless container".`,
      `You are also the person with the screwdriver: type ${deedNames.map((deed) => `"${deed}"`).join(', ')} here.`,
      `You are the demo's owner; the PIN for what destroys data is ${demoPin}. Ctrl+C ends it.`,
      '',
    ].join('\n'),
  );
  takeDeeds(demo.host, process.stdin, (line) => process.stdout.write(`${line}\n`));
  const stop = () => {
    demo.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

start().catch((thrown: unknown) => {
  const error = asStewardError(thrown);
  process.stderr.write(`Steward cannot start. ${explain(error)} [${error.code}]\n`);
  process.exit(1);
});
