import { resolveApprovers } from '../approvals/approvers.ts';
import type { Surroundings } from '../config/load-options.ts';
import type { Clock } from '../core/clock.ts';
import { asStewardError, StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import {
  createHomeAssistant,
  type HomeAssistantClient,
  webSocketUrl,
} from '../homeassistant/client/client.ts';
import { createSupervisor } from '../homeassistant/supervisor.ts';
import type { PairingDesk } from '../http/integration/pairing-desk.ts';
import type { DirectoryHolder } from './directory.ts';

/** How long the start waits for Home Assistant's word on token and approvers. Milliseconds. */
const patienceMs = 3_000;

/** The client for the surroundings: through the Supervisor, by URL and token, or none where neither is set. */
export const connectHomeAssistant = (
  { options, supervisorToken, supervisorUrl }: Surroundings,
  clock: Clock,
  log: Log,
): HomeAssistantClient | undefined => {
  const deps = { clock, log: log.child('home-assistant') };
  const { url, token } = options.home_assistant;
  if (url !== undefined && token !== undefined)
    return createHomeAssistant(
      {
        webSocketUrl: webSocketUrl(url),
        token,
        tokenMend:
          'Make a long-lived access token as an administrator (profile, Security) and put it into the option home_assistant.token.',
      },
      deps,
    );
  if (supervisorToken === undefined) return undefined;
  return createHomeAssistant(
    {
      webSocketUrl: `${supervisorUrl.replace(/^http/, 'ws')}/core/websocket`,
      token: supervisorToken,
      tokenMend: 'Restart the app (add-on); if that does not help, reinstall it.',
    },
    deps,
  );
};

/**
 * Starts the client and, when Home Assistant answers in time, holds the options against it: a refused token and an
 * approver whom it does not know stop the start. Where it does not answer, Steward starts all the same.
 * @throws StewardError `start.option-wrong`
 */
export const checkHomeAssistant = async (
  client: HomeAssistantClient,
  { options }: Surroundings,
  directory: DirectoryHolder,
  log: Log,
): Promise<void> => {
  client.start();
  const answer = await client.firstAnswer(patienceMs);
  if (answer.kind === 'refused')
    throw new StewardError(`The option home_assistant.token does not work: ${answer.reason}`, {
      code: 'start.option-wrong',
      kind: 'terminal',
      mend: answer.mend,
    });
  if (answer.kind === 'waiting') {
    log.warn('Home Assistant does not answer yet; Steward starts without it and keeps trying.');
    return;
  }
  let people: Awaited<ReturnType<HomeAssistantClient['listUsers']>>;
  try {
    people = await client.listUsers();
  } catch (thrown) {
    const error = asStewardError(thrown);
    if (error.kind !== 'auth' && error.code !== 'home-assistant.refused') throw error;
    throw new StewardError('The option home_assistant.token is not the token of an administrator.', {
      code: 'start.option-wrong',
      kind: 'terminal',
      mend: 'Make the token in the profile of an administrator.',
      cause: error,
    });
  }
  directory.set({ people, phones: directory.current().phones });
  const [unknown] = resolveApprovers(options.approvers, { people }).unresolved;
  if (unknown !== undefined)
    throw new StewardError(
      `The option approvers names "${unknown}", whom Home Assistant does not know (or twice).`,
      {
        code: 'start.option-wrong',
        kind: 'terminal',
        mend: `Name one of: ${people.map(({ name }) => name).join(', ')}.`,
      },
    );
};

/** Tells Home Assistant, through the Supervisor, that there is something to set up; and where the panel is. */
export const announceToSupervisor = async (
  { supervisorToken = '', supervisorUrl }: Surroundings,
  desk: PairingDesk,
  stewardId: string,
  ports: { readonly integration: number; readonly wyoming: number | undefined },
): Promise<{ panelPath: string }> => {
  const supervisor = createSupervisor(supervisorToken, supervisorUrl);
  const { host, panelPath } = await supervisor.ownAddress();
  await supervisor.announce('homelab_steward', {
    host,
    port: ports.integration,
    token: desk.tokenForDiscovery(),
    steward_id: stewardId,
  });
  if (ports.wyoming !== undefined)
    await supervisor.announce('wyoming', { uri: `tcp://${host}:${ports.wyoming}` });
  return { panelPath };
};
