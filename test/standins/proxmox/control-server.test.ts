import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ControlServer, createControlServer } from './control-server.ts';
import { useStandIn } from './standin-fixture.ts';

const fixture = useStandIn();
let control: ControlServer;

beforeEach(async () => {
  control = await createControlServer(fixture.standIn);
});
afterEach(() => control.close());

const order = async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(`${control.url}/control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a reply
  return { status: reply.status, body: (await reply.json()) as any };
};

describe('the control port', () => {
  it('changes, adds and removes guests', async () => {
    await order('POST', '/guest', {
      vmid: 101,
      patch: { status: 'stopped', lock: 'backup', startedAtMs: null },
    });
    expect(fixture.standIn.guest(101)).toMatchObject({ status: 'stopped', lock: 'backup' });
    const added = { ...fixture.standIn.guest(101), vmid: 300, name: 'new-one' };
    await order('POST', '/guest/add', { guest: added });
    expect(fixture.standIn.guest(300).name).toBe('new-one');
    expect((await order('POST', '/guest/add', { guest: added })).status).toBe(409);
    await order('POST', '/guest/remove', { vmid: 300 });
    expect(() => fixture.standIn.guest(300)).toThrow();
  });

  it('changes nodes, pools and storages', async () => {
    await order('POST', '/node', { name: 'still-fawn', patch: { status: 'offline' } });
    await order('POST', '/pool', { node: 'still-fawn', name: 'tank', patch: { health: 'DEGRADED' } });
    await order('POST', '/storage', { name: 'pbs', patch: { isEnabled: false } });
    const { state } = fixture.standIn;
    expect([state.nodes[0]?.status, state.pools[0]?.health, state.storages.at(-1)?.isEnabled]).toEqual([
      'offline',
      'DEGRADED',
      false,
    ]);
  });

  it('injects faults by name and by description, and takes them back', async () => {
    await order('POST', '/fault', {
      name: 'node-unknown',
      match: { pathPattern: '^/version$', times: 'all' },
    });
    await order('POST', '/fault', {
      fault: { kind: 'status', status: 503, reason: 'busy' },
      match: { path: '/nodes' },
    });
    expect((await fixture.client.get('/version')).status).toBe(596);
    expect((await fixture.client.get('/version')).status).toBe(596);
    expect((await fixture.client.get('/nodes')).status).toBe(503);
    await order('POST', '/faults/clear');
    expect((await fixture.client.get('/version')).status).toBe(200);
  });

  it('tells what was asked, changed and refused', async () => {
    await fixture.client.get('/version');
    await fixture.client.post('/nodes/chief-horse/lxc/101/status/reboot');
    await fixture.client.get('/nonsense');
    expect((await order('GET', '/requests')).body).toHaveLength(3);
    expect((await order('GET', '/writes')).body).toMatchObject([{ method: 'POST', status: 200 }]);
    expect((await order('GET', '/tasks')).body[0].type).toBe('vzreboot');
    expect((await order('GET', '/refusals')).body).toMatchObject([{ kind: 'contract', path: '/nonsense' }]);
    expect((await order('POST', '/refusals/take')).body).toHaveLength(1);
  });

  it('revokes tokens and rotates certificates', async () => {
    const { fingerprint } = fixture.standIn;
    const rotated = await order('POST', '/certificate/rotate', { authority: 'same' });
    expect(rotated.body.fingerprint).toBe(fixture.standIn.fingerprint);
    expect(rotated.body.fingerprint).not.toBe(fingerprint);
    await order('POST', '/token/revoke', { tokenId: 'steward@pve!agent' });
    expect((await fixture.client.get('/version')).status).toBe(401);
    fixture.standIn.takeRefusals('authentication');
  });

  it('says what it does not know', async () => {
    expect(await order('GET', '/nothing')).toMatchObject({
      status: 404,
      body: { error: 'There is no control GET /control/nothing.' },
    });
    expect((await order('POST', '/guest', { vmid: 999, patch: {} })).status).toBe(404);
    expect((await order('POST', '/fault', { name: 'earthquake' })).status).toBe(400);
  });
});

describe('the stand-in as a process', () => {
  it('says where it is on one line and ends when it is told to', async () => {
    const script = new URL('./serve.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, '--guests', '20', '--seed', '7'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const place = JSON.parse(line) as Record<string, string>;
    expect(place['url']).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(place['fingerprint']).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(place['tokenId']).toBe('steward@pve!agent');
    const state = (await (await fetch(`${place['controlUrl']}/control/state`)).json()) as {
      guests: unknown[];
    };
    expect(state.guests).toHaveLength(20);
    const closed = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(0);
  });
});
