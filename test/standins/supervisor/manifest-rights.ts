/** What an app's config.yaml gives it the right to ask of the Supervisor. */
export interface AppManifest {
  readonly name: string;
  readonly slug: string;
  readonly version: string;
  readonly homeassistant_api?: boolean;
  readonly hassio_api?: boolean;
  readonly discovery?: readonly string[];
  readonly services?: readonly string[];
  readonly ingress?: boolean;
}

/** Why the Supervisor turns a request away: `status` with `{ result: "error", message }`. */
export interface Denial {
  readonly status: number;
  readonly message: string;
}

/** Open to every app without `hassio_api` (supervisor/api/middleware/security.py, the bypass for apps). */
const openToApps =
  /^\/(?:addons\/self(?!\/(?:security|update)$)(?:\/[a-z]+)*|services(?:\/.*)?|discovery(?:\/.*)?|info|auth)$/;

/** Whether an app may ask this; undefined when it may. */
export const denialFor = (manifest: AppManifest, path: string): Denial | undefined => {
  if (path.startsWith('/core/'))
    return manifest.homeassistant_api === true ? undefined : { status: 403, message: 'forbidden' };
  if (manifest.hassio_api === true || openToApps.test(path)) return undefined;
  return { status: 403, message: 'forbidden' };
};

/** What the Supervisor keeps an app from asking of Home Assistant through its proxy. */
export const isKeptFromCore = (path: string): boolean => /^\/core\/api\/hassio(?:\/|$)/.test(path);

/** WebSocket commands that the proxy refuses. */
export const isKeptCommand = (type: unknown): boolean =>
  typeof type === 'string' && /^(?:supervisor|hassio)\//.test(type);
