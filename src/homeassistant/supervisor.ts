import { asStewardError, StewardError } from '../core/errors.ts';

/** What Steward asks of the Supervisor when it runs as an app (add-on). */
export interface Supervisor {
  /** This app's own host name in the Supervisor's network, and the path of its panel in Home Assistant. */
  ownAddress(): Promise<{ readonly host: string; readonly panelPath: string }>;
  /** Announces a service, so that Home Assistant offers to set it up. */
  announce(
    service: 'homelab_steward' | 'wyoming',
    config: Readonly<Record<string, string | number>>,
  ): Promise<void>;
}

const patienceMs = 10_000;

/**
 * The Supervisor's API.
 * @param token the app's own SUPERVISOR_TOKEN
 * @param baseUrl default `http://supervisor`
 */
export const createSupervisor = (token: string, baseUrl = 'http://supervisor'): Supervisor => {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMs),
        redirect: 'error',
      });
    } catch (cause) {
      throw new StewardError(
        `The Supervisor does not answer ${method} ${path}: ${asStewardError(cause).message}.`,
        {
          code: 'supervisor.unreachable',
          kind: 'retry',
          cause,
        },
      );
    }
    if (!response.ok)
      throw new StewardError(`The Supervisor refused ${method} ${path} with status ${response.status}.`, {
        code: 'supervisor.refused',
        kind: response.status === 401 || response.status === 403 ? 'auth' : 'terminal',
        mend: 'Reinstall the app (add-on): its config.yaml gives it the rights that it needs.',
      });
    return ((await response.json()) as { data?: unknown }).data;
  };

  return {
    ownAddress: async () => {
      const info = (await call('GET', '/addons/self/info')) as { hostname?: string; slug?: string };
      const slug = info.slug ?? 'homelab_steward';
      return { host: info.hostname ?? slug.replaceAll('_', '-'), panelPath: `/hassio/ingress/${slug}` };
    },
    announce: async (service, config) => {
      await call('POST', '/discovery', { service, config });
    },
  };
};
