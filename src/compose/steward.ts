import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { resolveApprovers } from '../approvals/approvers.ts';
import { stopFileName } from '../approvals/kill-switch.ts';
import type { Surroundings } from '../config/load-options.ts';
import { startWyomingServer } from '../conversation/wyoming/wyoming-server.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { asStewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Person } from '../core/people.ts';
import { createTexts } from '../core/texts/texts.ts';
import { createAssistBridge } from '../homeassistant/assist/assist-bridge.ts';
import { createEntityPublisher } from '../homeassistant/entities/entity-publisher.ts';
import { startControlServer } from '../http/control/control-server.ts';
import { controlSocketName } from '../http/control/socket-name.ts';
import { type IntegrationServer, startIntegrationServer } from '../http/integration/integration-server.ts';
import { createPairingDesk } from '../http/integration/pairing-desk.ts';
import { startPanelServer } from '../http/panel-server.ts';
import type { Gateway } from '../llm/gateway.ts';
import { openStore } from '../store/open-store.ts';
import { openPreferences } from '../store/preferences.ts';
import { cloudBytesOf } from './cloud-bytes.ts';
import { connectHome } from './connect-home.ts';
import { connectMcp } from './connect-mcp.ts';
import { connectModels } from './connect-models.ts';
import { connectPhones } from './connect-phones.ts';
import { connectTracker } from './connect-tracker.ts';
import { createDirectory } from './directory.ts';
import { composeEngine, type Engine } from './engine.ts';
import { firstReading } from './first-reading.ts';
import { announceToSupervisor, checkHomeAssistant, connectHomeAssistant } from './home-assistant.ts';
import { createIntegrationEngine } from './integration-engine.ts';
import { createOverviewSource } from './overview-source.ts';
import { createPanelEngine } from './panel-engine.ts';
import { createRepairs } from './repairs.ts';
import { checkSystems } from './start-checks.ts';
import { composeStepUp } from './step-up.ts';
import { stewardVersion } from './version.ts';

/** How Steward is started. */
export interface StewardSetup {
  readonly surroundings: Surroundings;
  readonly log: Log;
  /** Set for the demo homelab only: the person whom a browser on this machine is taken for. */
  readonly demoOwner?: Person;
  readonly clock?: Clock;
  /** Answers instead of the models of the options: a scripted model of the tests and the demo. */
  readonly gateway?: Gateway;
}

/** A running Steward. */
export interface Steward {
  /** e.g. `http://localhost:8099` */
  readonly panelUrl: string;
  readonly ports: { readonly panel: number; readonly integration: number; readonly wyoming: number | null };
  stop(): Promise<void>;
}

/** Where a phone's Details button leads outside the Supervisor, where Home Assistant has no page for the panel. */
const panelPathWithoutSupervisor = '/';

/**
 * Starts everything, in the order in which parts need one another; resolves when Steward answers.
 * @throws StewardError for what keeps it from starting; everything that was started is stopped again then
 */
export const startSteward = async (setup: StewardSetup): Promise<Steward> => {
  const { surroundings, log, demoOwner, clock = systemClock } = setup;
  const { options, dataFolder, ports, listenAddress: host } = surroundings;
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const store = await openStore({ folder: dataFolder, clock, log: log.child('store') });
    stops.push(() => store.close());
    if (store.keyValue.get('steward-id') === undefined) store.keyValue.set('steward-id', randomUUID());
    const stewardId = String(store.keyValue.get('steward-id'));
    const preferences = openPreferences(dataFolder, clock, log.child('store'));
    stops.push(() => preferences.close());
    const tracker = await connectTracker({
      options,
      dataFolder,
      outbox: store.outbox,
      moreSecrets: [surroundings.supervisorToken ?? ''],
      clock,
      log: log.child('tracker'),
    });
    stops.push(() => tracker.stop());
    const directory = createDirectory(store.keyValue, demoOwner === undefined ? [] : [demoOwner]);
    const resolved = () => resolveApprovers(options.approvers, directory.current());
    const approvers = () => resolved().approvers;
    const people = () => directory.current().people.map(({ name }) => name);
    const models = connectModels({
      options,
      store,
      inventory: () => engine.inventory.current(),
      people,
      moreSecrets: [surroundings.supervisorToken ?? ''],
      clock,
      log,
    });
    stops.push(() => models.close());
    const homeAssistant = connectHomeAssistant(surroundings, clock, log);
    stops.push(() => homeAssistant?.stop());
    const assist = createAssistBridge({ clock });
    const engine: Engine = composeEngine({
      gateway: setup.gateway ?? models.gateway,
      moreTools: connectHome({ client: homeAssistant, surroundings, assist: assist.api, people, clock }),
      stopFile: join(dataFolder, stopFileName),
      workflowFolder: join(dataFolder, 'workflows'),
      options,
      store,
      preferences,
      tracker: tracker.tracker,
      approvers,
      clock,
      log,
    });
    const { killSwitch, autonomy, approvals, runner, inventory, conversation } = engine;
    stops.push(() => {
      for (const system of engine.systems) system.close();
      engine.hosts.close();
    });

    await Promise.all([
      checkSystems(engine.systems, log),
      homeAssistant === undefined
        ? undefined
        : checkHomeAssistant(homeAssistant, surroundings, directory, log),
    ]);

    // Read before anybody can ask: otherwise the first question hears that nothing of that name is known.
    inventory.start();
    stops.push(() => inventory.stop());
    await firstReading(inventory, clock);

    const texts = createTexts('en');
    const { overview, onOverviewChange } = createOverviewSource(engine, {
      tracker,
      store,
      approvers,
      isDemo: demoOwner !== undefined,
      clock,
    });

    let panelAddress: string | undefined;
    const stepUp = composeStepUp({
      dataFolder,
      keyValue: store.keyValue,
      approvers,
      homeAssistant,
      demoAddress: () => (demoOwner === undefined ? undefined : panelAddress),
      clock,
      log: log.child('step-up'),
    });
    const panel = await startPanelServer(
      { host, port: ports.panel, trustedProxyAddress: surroundings.ingressAddress },
      {
        ...createPanelEngine({
          approvals,
          autonomy,
          killSwitch,
          runner,
          approvers,
          proposeUndo: (runId, requester) =>
            engine.proposer.proposeUndo({ runId, requester, requestText: 'pressed Undo in the panel' }),
          stepUp,
          conversation,
          egress: store.egress,
          takesPictures: engine.takesPictures,
          workflows: () => [...engine.workflows.values()].map(({ name, title }) => ({ name, title })),
        }),
        overview,
        onOverviewChange,
        directory: directory.current,
        demoOwner,
        clock,
        log,
      },
    );
    panelAddress = `http://localhost:${panel.port}`;
    stops.push(() => panel.close());

    const desk = createPairingDesk(store.keyValue, clock, log.child('pairing'));
    let panelPath = panelPathWithoutSupervisor;
    const phones = connectPhones({
      homeAssistant,
      approvals,
      runner,
      store,
      directory,
      approvers,
      detailsUri: () => panelPath,
      clock,
      log: log.child('phones'),
      texts,
    });
    const repairs = createRepairs({
      directory,
      resolved,
      phones: phones?.channel,
      inventory,
      tracker,
      clock,
    });
    const mcp = connectMcp(options, () => integration.peerAddress(), engine, { store, tracker, clock, log });
    stops.push(() => mcp.close());
    const integration: IntegrationServer = await startIntegrationServer(
      { host, port: ports.integration },
      {
        stewardVersion,
        stewardId,
        name: 'Homelab Steward',
        isDemo: demoOwner !== undefined,
        desk,
        conversation,
        people: () => directory.current().people,
        setDirectory: directory.set,
        ...createIntegrationEngine(engine.proposer, overview, inventory.current, killSwitch),
        entities: createEntityPublisher({
          inventory,
          approvals,
          runs: runner,
          stewardVersion,
          cloudBytes: cloudBytesOf(store.egress, clock),
          clock,
          log,
        }),
        assist: assist.link,
        mcp: mcp.network,
        overview,
        onOverviewChange,
        repairs: repairs.current,
        onRepairsChange: repairs.onChange,
        clock,
        log: log.child('integration'),
      },
    );
    stops.push(() => integration.close());

    const wyoming = options.wyoming
      ? await startWyomingServer(
          { host, port: ports.wyoming },
          { conversation, keyValue: store.keyValue, clock, log: log.child('wyoming'), texts, stewardVersion },
        )
      : undefined;
    stops.push(() => wyoming?.close());

    const control = await startControlServer(join(dataFolder, controlSocketName), {
      conversation,
      approvals,
      runner,
      journal: store.journal,
      killSwitch,
      proposer: engine.proposer,
      workflowDesk: engine.workflowDesk,
      inventory: inventory.current,
      languageModels: models,
      mcp: { handle: mcp.local, calls: store.mcpCalls.list },
      overview,
      personOf: (userId) => directory.current().people.find((person) => person.userId === userId),
      approvers,
      enrolment: stepUp.enrolment,
      pairingCode: desk.code,
      copyDatabase: store.copyNow,
      log: log.child('control'),
    });
    stops.push(() => control.close());

    const { supervisorToken } = surroundings;
    if (supervisorToken !== undefined)
      announceToSupervisor(surroundings, desk, stewardId, {
        integration: integration.port,
        wyoming: wyoming?.port,
      }).then(
        (answer) => {
          panelPath = answer.panelPath;
        },
        (thrown: unknown) => log.error(asStewardError(thrown).message),
      );

    tracker.start();
    killSwitch.start();
    stops.push(() => killSwitch.close());
    for (const part of [engine.recorder, phones, autonomy, runner, approvals, models.preflight]) {
      part?.start();
      stops.push(() => part?.stop());
    }

    return {
      panelUrl: panelAddress,
      ports: { panel: panel.port, integration: integration.port, wyoming: wyoming?.port ?? null },
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
};
