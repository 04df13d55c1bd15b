import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { resolveApprovers } from './approvals/approvers.ts';
import { composeEngine } from './compose-engine.ts';
import type { Surroundings } from './config/load-options.ts';
import { type Clock, systemClock } from './core/clock.ts';
import { StewardError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import type { Person } from './core/people.ts';
import { createTexts } from './core/texts/texts.ts';
import { createDirectory } from './directory.ts';
import { startControlServer } from './http/control/control-server.ts';
import { controlSocketName } from './http/control/socket-name.ts';
import { makeOverview } from './http/overview.ts';
import { registerPanel } from './http/panel/panel.ts';
import { createPanelEngine } from './panel-engine.ts';
import { checkSystems } from './start-checks.ts';
import { openStore } from './store/open-store.ts';
import { openPreferences } from './store/preferences.ts';
import { createLocalTracker } from './tracker/local/local-tracker.ts';

/** How Steward is started. */
export interface StewardSetup {
  readonly surroundings: Surroundings;
  readonly log: Log;
  /** Set for the demo homelab only: the person whom a browser on this machine is taken for. */
  readonly demoOwner?: Person;
  readonly clock?: Clock;
}

/** A running Steward. */
export interface Steward {
  /** e.g. `http://localhost:8099` */
  readonly panelUrl: string;
  readonly ports: { readonly panel: number };
  stop(): Promise<void>;
}

const listen = async (
  server: FastifyInstance,
  host: string,
  port: number,
  option: string,
): Promise<number> => {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause;
    throw new StewardError(`Port ${port} (${option}) is in use by another program.`, {
      code: 'start.port-in-use',
      kind: 'terminal',
      mend: `End that program, or set ${option} to another port.`,
      cause,
    });
  }
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

/**
 * Starts everything, in the order in which parts need one another, and resolves when Steward answers.
 * @throws StewardError for what keeps it from starting; everything that was started is stopped again then
 */
export const startSteward = async ({
  surroundings,
  log,
  demoOwner,
  clock = systemClock,
}: StewardSetup): Promise<Steward> => {
  const { options, dataFolder } = surroundings;
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const store = await openStore({ folder: dataFolder, clock, log: log.child('store') });
    stops.push(() => store.close());
    if (store.keyValue.get('steward-id') === undefined) store.keyValue.set('steward-id', randomUUID());
    const preferences = openPreferences(dataFolder, clock, log.child('store'));
    stops.push(() => preferences.close());
    const tracker = await createLocalTracker({
      folder: join(dataFolder, 'tracker'),
      clock,
      log: log.child('tracker'),
    });
    const directory = createDirectory(store.keyValue, demoOwner === undefined ? [] : [demoOwner]);
    const approvers = () => resolveApprovers(options.approvers, directory.current()).approvers;
    const engine = composeEngine({ options, store, preferences, tracker, approvers, clock, log });
    stops.push(() => {
      for (const system of engine.systems) system.close();
    });
    await checkSystems(engine.systems, log);

    const texts = createTexts('en');
    const overview = () =>
      makeOverview({
        inventory: engine.inventory.current(),
        approvals: engine.approvals.list({ limit: 30 }),
        runs: engine.runner.list(30),
        isDemo: demoOwner !== undefined,
        nowMs: clock.now(),
        texts,
      });
    const onOverviewChange = (listener: () => void) => {
      const ends = [engine.inventory, engine.approvals, engine.runner].map((part) => part.onChange(listener));
      return () => {
        for (const end of ends) end();
      };
    };

    const server = Fastify({ logger: false, forceCloseConnections: true });
    server.get('/health', () => ({ status: 'ok' }));
    registerPanel(
      server,
      { trustedProxyAddress: surroundings.ingressAddress },
      {
        ...createPanelEngine(engine.approvals, engine.conversation),
        overview,
        onOverviewChange,
        directory: directory.current,
        demoOwner,
        clock,
        log,
      },
    );
    const panelPort = await listen(
      server,
      surroundings.listenAddress,
      surroundings.ports.panel,
      'STEWARD_PANEL_PORT',
    );
    stops.push(() => server.close());

    const control = await startControlServer(join(dataFolder, controlSocketName), {
      conversation: engine.conversation,
      approvals: engine.approvals,
      runner: engine.runner,
      inventory: engine.inventory.current,
      overview,
      personOf: (userId) => directory.current().people.find((person) => person.userId === userId),
      copyDatabase: store.copyNow,
      pairingCode: () => '',
      log: log.child('control'),
    });
    stops.push(() => control.close());

    engine.inventory.start();
    stops.push(() => engine.inventory.stop());
    engine.recorder.start();
    stops.push(() => engine.recorder.stop());
    engine.runner.start();
    stops.push(() => engine.runner.stop());
    engine.approvals.start();
    stops.push(() => engine.approvals.stop());

    return { panelUrl: `http://localhost:${panelPort}`, ports: { panel: panelPort }, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
};
