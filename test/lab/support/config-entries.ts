import { randomBytes } from 'node:crypto';
import type { HomeAssistantClient } from './home-assistant-client.ts';
import { waitFor } from './wait-for.ts';

/** Address and token of a user whose requests these are (an administrator). */
export interface RestAccess {
  readonly url: string;
  readonly token: string;
}

/** A step of a config, options or reauthentication flow, as the frontend gets it. */
export interface FlowStep {
  readonly type: 'form' | 'menu' | 'create_entry' | 'abort' | 'external' | 'progress';
  readonly flow_id: string;
  readonly handler: string;
  readonly step_id?: string;
  readonly data_schema?: readonly {
    readonly name: string;
    readonly type?: string;
    readonly required?: boolean;
  }[];
  /** Per field (or `base`): translation key of what is wrong. */
  readonly errors?: Readonly<Record<string, string>> | null;
  readonly description_placeholders?: Readonly<Record<string, string>> | null;
  readonly menu_options?: readonly string[];
  /** Why it was aborted, e.g. `already_configured`, `reauth_successful`. */
  readonly reason?: string;
  readonly title?: string;
  /** With `create_entry`: the new entry. */
  readonly result?: { readonly entry_id: string; readonly title: string; readonly state: string };
}

/** A flow that waits for a person, e.g. one that was discovered or asks to log in again. */
export interface FlowInProgress {
  readonly flow_id: string;
  readonly handler: string;
  readonly step_id: string;
  readonly context: { readonly source: string; readonly entry_id?: string; readonly unique_id?: string };
}

/** An integration's configuration as it is set up. */
export interface ConfigEntry {
  readonly entry_id: string;
  readonly domain: string;
  readonly title: string;
  readonly source: string;
  /** `loaded`, `setup_error`, `setup_retry`, `setup_in_progress`, `not_loaded` … */
  readonly state: string;
  readonly reason: string | null;
}

/**
 * One request of Home Assistant's REST API.
 * @returns the status and, where the body is JSON, the body; refusals are returned, not thrown.
 */
export const rest = async (
  { url, token }: RestAccess,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  try {
    return { status: answer.status, body: JSON.parse(text) };
  } catch {
    return { status: answer.status, body: text };
  }
};

const flowRequest = async (access: RestAccess, method: 'GET' | 'POST', path: string, body?: unknown) => {
  const answer = await rest(access, method, path, body);
  if (answer.status !== 200) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body as FlowStep;
};

const flows = '/api/config/config_entries/flow';
const subentryFlows = '/api/config/config_entries/subentries/flow';
const optionFlows = '/api/config/config_entries/options/flow';

/** Starts the config flow of an integration, as "Add integration" does. */
export const startConfigFlow = (access: RestAccess, handler: string): Promise<FlowStep> =>
  flowRequest(access, 'POST', flows, { handler, show_advanced_options: false });

/** Starts the flow that adds a part to an entry, e.g. a conversation agent to that of a model server. */
export const startSubentryFlow = (access: RestAccess, entryId: string, type: string): Promise<FlowStep> =>
  flowRequest(access, 'POST', subentryFlows, { handler: [entryId, type], show_advanced_options: false });

/** Submits the form of such a flow's present step. */
export const submitSubentryFlow = (
  access: RestAccess,
  flowId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<FlowStep> => flowRequest(access, 'POST', `${subentryFlows}/${flowId}`, input);

/** Where a flow stands, e.g. one found by {@link flowsInProgress}. */
export const readFlow = (access: RestAccess, flowId: string): Promise<FlowStep> =>
  flowRequest(access, 'GET', `${flows}/${flowId}`);

/** Submits the form of a flow's present step. A value is for the schema of that step; a menu wants `next_step_id`. */
export const submitFlow = (
  access: RestAccess,
  flowId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<FlowStep> => flowRequest(access, 'POST', `${flows}/${flowId}`, input);

/** Opens the options ("Configure") of an entry. */
export const startOptionsFlow = (access: RestAccess, entryId: string): Promise<FlowStep> =>
  flowRequest(access, 'POST', optionFlows, { handler: entryId });

/** Submits the form of an options flow. */
export const submitOptions = (
  access: RestAccess,
  flowId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<FlowStep> => flowRequest(access, 'POST', `${optionFlows}/${flowId}`, input);

/** The flows that wait for a person, of one source if given: `hassio`, `reauth`, `reconfigure` … */
export const flowsInProgress = async (
  client: HomeAssistantClient,
  domain: string,
  source?: string,
): Promise<FlowInProgress[]> =>
  (await client.send<FlowInProgress[]>('config_entries/flow/progress')).filter(
    (flow) => flow.handler === domain && (source === undefined || flow.context.source === source),
  );

/** The entries of an integration. */
export const configEntries = (client: HomeAssistantClient, domain: string): Promise<ConfigEntry[]> =>
  client.send<ConfigEntry[]>('config_entries/get', { domain });

/** Removes an entry, as its menu does. */
export const deleteEntry = (access: RestAccess, entryId: string) =>
  rest(access, 'DELETE', `/api/config/config_entries/entry/${entryId}`);

/** Reloads an entry, as its menu does. */
export const reloadEntry = (access: RestAccess, entryId: string) =>
  rest(access, 'POST', `/api/config/config_entries/entry/${entryId}/reload`);

/** What an app told the Supervisor about itself. */
export interface SupervisorDiscovery {
  /** The integration, which is the discovery's service too. */
  readonly domain: string;
  /** What the app posted to the Supervisor; the Supervisor adds the app's name as `addon`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly name: string;
  readonly slug: string;
  /** @default a random one */
  readonly uuid?: string;
}

/**
 * Does inside Home Assistant what it does when the Supervisor reports an app's discovery, and returns the flow that then
 * waits for a person (it is found by {@link flowsInProgress} too). There is no Supervisor in the lab.
 */
export const discoverBySupervisor = async (
  client: HomeAssistantClient,
  { domain, config, name, slug, uuid = randomBytes(16).toString('hex') }: SupervisorDiscovery,
): Promise<FlowInProgress> => {
  const before = new Set((await flowsInProgress(client, domain, 'hassio')).map((flow) => flow.flow_id));
  await client.callService('lab_helper', 'discover', { domain, config, name, slug, uuid });
  return waitFor('the discovered flow', async () =>
    (await flowsInProgress(client, domain, 'hassio')).find((flow) => !before.has(flow.flow_id)),
  );
};
