import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createSupervisor } from '../../../src/homeassistant/supervisor.ts';
import { readYaml } from '../../support/repository.ts';
import type { AppManifest } from './manifest-rights.ts';
import { startSupervisor } from './supervisor-standin.ts';

const manifest = readYaml('config.yaml') as unknown as AppManifest;
const token = 'token-of-the-app';

const start = async (changes: Partial<AppManifest> = {}) => {
  const supervisor = await startSupervisor({ token, manifest: { ...manifest, ...changes } });
  onTestFinished(() => supervisor.stop());
  return supervisor;
};

const call = async (url: string, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
  return { status: response.status, body: (await response.json()) as { result: string; message?: string } };
};

describe('the Supervisor stand-in', () => {
  it('takes what Steward announces, and knows it under one uuid however often it is said', async () => {
    const supervisor = await start();
    const steward = createSupervisor(token, supervisor.url);
    expect(await steward.ownAddress()).toMatchObject({ host: 'local-homelab-steward' });
    for (const port of [8098, 8097]) await steward.announce('homelab_steward', { host: 'h', port });
    await steward.announce('wyoming', { uri: 'tcp://h:10400' });
    expect(supervisor.discoveries().map(({ service, config }) => [service, config])).toEqual([
      ['homelab_steward', { host: 'h', port: 8097 }],
      ['wyoming', { uri: 'tcp://h:10400' }],
    ]);
    expect(supervisor.refusals()).toEqual([]);
  });

  it('refuses a service that the manifest does not name, and a key that the API does not know', async () => {
    const supervisor = await start({ discovery: ['wyoming'] });
    const post = (body: unknown) =>
      call(supervisor.url, '/discovery', { method: 'POST', body: JSON.stringify(body) });
    expect((await post({ service: 'homelab_steward', config: {} })).status).toBe(400);
    expect((await post({ service: 'wyoming', config: {}, addon: 'x' })).status).toBe(400);
    expect((await post({ service: 'wyoming' })).status).toBe(400);
    expect(supervisor.discoveries()).toEqual([]);
    expect(supervisor.refusals()).toHaveLength(3);
  });

  it('refuses another token, paths beyond the rights of the app, and paths that are not there', async () => {
    const supervisor = await start();
    const statusOf = async (path: string, headers = {}) =>
      (await call(supervisor.url, path, { headers })).status;
    expect(await statusOf('/info', { authorization: 'Bearer other' })).toBe(401);
    for (const path of ['/addons', '/host/info', '/core/info', '/addons/self/security'])
      expect([path, await statusOf(path)]).toEqual([path, path === '/core/info' ? 404 : 403]);
    expect(await statusOf('/addons/self/nothing')).toBe(404);
    expect(await statusOf('/core/api/hassio/addons')).toBe(403);
    expect(supervisor.refusals()).toHaveLength(7);
  });

  it('lets nobody without homeassistant_api speak to Home Assistant', async () => {
    const supervisor = await start({ homeassistant_api: false });
    expect((await call(supervisor.url, '/core/api/config')).status).toBe(403);
    const socket = new WebSocket(`${supervisor.url.replace('http', 'ws')}/core/websocket`);
    await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow('403');
  });

  it('asks for the token on the WebSocket', async () => {
    const supervisor = await start();
    const socket = new WebSocket(`${supervisor.url.replace('http', 'ws')}/core/websocket`);
    const types: string[] = [];
    socket.on('message', (data) => {
      types.push((JSON.parse(String(data)) as { type: string }).type);
      if (types.length === 1) socket.send(JSON.stringify({ type: 'auth', access_token: 'other' }));
    });
    await new Promise((resolve) => socket.once('close', resolve));
    expect(types).toEqual(['auth_required', 'auth_invalid']);
    expect(supervisor.refusals()).toHaveLength(1);
  });
});
