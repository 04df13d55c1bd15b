import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ApiRequestable, Proxmox } from 'proxmox-api';
import { StewardError } from '../../core/errors.ts';
import type { CallParameters, ProxmoxClient } from './client.ts';

/** Proxmox's API as the package `proxmox-api` types it, e.g. `api.nodes.$(name).tasks.$get({ limit: 50 })`. */
export type ProxmoxApi = Proxmox.Api;

/**
 * Only the package's proxy is loaded. Its entrance would load its own engine too, which repeats a POST after a time-out
 * and brings an HTTP client of 27 MB resident memory along.
 */
const loadProxyBuilder = (): ((engine: ApiRequestable, path: string) => ProxmoxApi) => {
  const require = createRequire(import.meta.url);
  const proxyModule: { buildApiProxy: (engine: ApiRequestable, path: string) => ProxmoxApi } = require(
    join(dirname(require.resolve('proxmox-api')), 'proxy.js'),
  );
  return proxyModule.buildApiProxy;
};

const buildApiProxy = loadProxyBuilder();

/** A name as it may stand between two slashes of a path. The proxy by itself escapes nothing but the slash. */
export const segment = (name: string): string => {
  if (name === '' || name === '.' || name === '..')
    throw new StewardError(`"${name}" cannot stand in a path of Proxmox's API.`, {
      code: 'proxmox.parameters',
      kind: 'terminal',
    });
  return encodeURIComponent(name);
};

const misuse = (method: string, path: string): never => {
  throw new TypeError(`${method} ${path} has no place in this half of the adapter`);
};

/** The API for reading: every method but `$get` throws. */
export const createReadApi = (client: ProxmoxClient, signal?: AbortSignal): ProxmoxApi =>
  buildApiProxy(
    {
      doRequest: async (method, path, _template, parameters) =>
        method === 'get' ? client.get(path, parameters as CallParameters, signal) : misuse(method, path),
    },
    '',
  );

/** The API for writing: `$get` throws, and every call is sent once. */
export const createWriteApi = (client: ProxmoxClient): ProxmoxApi =>
  buildApiProxy(
    {
      doRequest: async (method, path, _template, parameters) =>
        method === 'post' || method === 'put' || method === 'delete'
          ? client.write(
              method === 'post' ? 'POST' : method === 'put' ? 'PUT' : 'DELETE',
              path,
              parameters as CallParameters,
            )
          : misuse(method, path),
    },
    '',
  );
