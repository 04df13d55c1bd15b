import { describe, expect, it } from 'vitest';
import { standardCredentials } from './access.ts';
import { useStandIn } from './standin-fixture.ts';
import { decodeUpid } from './upid.ts';

const fixture = useStandIn();
const root = { token: standardCredentials.root };

const act = (kind: 'qemu' | 'lxc', vmid: number, action: string, form: Record<string, string> = {}) =>
  fixture.client.post(`/nodes/${fixture.standIn.guest(vmid).node}/${kind}/${vmid}/status/${action}`, form);

const statusOf = async (upid: string) =>
  (await fixture.client.get(`/nodes/${decodeUpid(upid)?.node}/tasks/${encodeURIComponent(upid)}/status`))
    .data;

describe('power', () => {
  it('restarts a container as a task: running, then OK, with a new uptime', async () => {
    const upid: string = (await act('lxc', 101, 'reboot')).data;
    expect(decodeUpid(upid)).toMatchObject({
      node: 'chief-horse',
      type: 'vzreboot',
      id: '101',
      user: 'steward@pve!agent',
    });
    const running = await statusOf(upid);
    expect(running).toMatchObject({
      status: 'running',
      type: 'vzreboot',
      user: 'steward@pve',
      tokenid: 'agent',
    });
    expect(running).not.toHaveProperty('exitstatus');
    await fixture.clock.advance(2_000);
    expect(await statusOf(upid)).toMatchObject({ status: 'stopped', exitstatus: 'OK' });
    expect(fixture.standIn.guest(101).startedAtMs).toBe(fixture.clock.now());
  });

  it.each([
    ['qemu', 102, 'stop', 'qmstop', 'stopped'],
    ['qemu', 102, 'shutdown', 'qmshutdown', 'stopped'],
    ['qemu', 102, 'reset', 'qmreset', 'running'],
    ['qemu', 120, 'start', 'qmstart', 'running'],
    ['lxc', 103, 'stop', 'vzstop', 'stopped'],
    ['lxc', 103, 'shutdown', 'vzshutdown', 'stopped'],
  ] as const)('%s %d: %s runs %s and leaves it %s', async (kind, vmid, action, type, status) => {
    const upid: string = (await act(kind, vmid, action)).data;
    expect(decodeUpid(upid)?.type).toBe(type);
    await fixture.clock.advance(2_000);
    expect((await statusOf(upid)).exitstatus).toBe('OK');
    expect(fixture.standIn.guest(vmid).status).toBe(status);
  });

  it('pauses and resumes a virtual machine', async () => {
    await act('qemu', 102, 'suspend');
    await fixture.clock.advance(2_000);
    const { data } = await fixture.client.get('/nodes/chief-horse/qemu/102/status/current');
    expect(data).toMatchObject({ status: 'running', qmpstatus: 'paused' });
    expect((await act('qemu', 102, 'reboot')).reason).toBe('VM is paused - cannot shutdown');
    await act('qemu', 102, 'resume');
    await fixture.clock.advance(2_000);
    expect(fixture.standIn.guest(102).isPaused).toBe(false);
  });

  it.each([
    ['qemu', 120, 'reboot', 'VM 120 not running'],
    ['qemu', 120, 'reset', 'VM 120 not running'],
    ['lxc', 101, 'start', 'CT 101 already running'],
  ] as const)('refuses at once: %s %d %s', async (kind, vmid, action, reason) => {
    expect(await act(kind, vmid, action)).toMatchObject({ status: 500, reason });
    expect(fixture.standIn.tasks.filter(({ id, type }) => id === String(vmid) && type !== 'vzdump')).toEqual(
      [],
    );
  });

  it('fails in the task when a virtual machine runs already, or is locked', async () => {
    const again: string = (await act('qemu', 102, 'start')).data;
    expect(await statusOf(again)).toMatchObject({ status: 'stopped', exitstatus: 'VM 102 already running' });
    fixture.standIn.guest(101).lock = 'backup';
    const locked: string = (await act('lxc', 101, 'reboot')).data;
    expect(await statusOf(locked)).toMatchObject({ exitstatus: 'CT is locked (backup)' });
  });

  it('lets a second change wait for the first, ten seconds at most', async () => {
    fixture.standIn.inject({
      match: { method: 'POST' },
      fault: { kind: 'task', outcome: { neverEnds: true } },
    });
    await act('qemu', 102, 'reset');
    const second: string = (await act('qemu', 102, 'stop')).data;
    await fixture.clock.advance(9_999);
    expect((await statusOf(second)).status).toBe('running');
    await fixture.clock.advance(1);
    expect((await statusOf(second)).exitstatus).toBe(
      "can't lock file '/var/lock/qemu-server/lock-102.conf' - got timeout",
    );
    expect(fixture.standIn.guest(102).status).toBe('running');
  });

  it('runs the second change when the first has ended in time', async () => {
    await act('qemu', 102, 'reset');
    const second: string = (await act('qemu', 102, 'stop')).data;
    await fixture.clock.advance(4_000);
    expect((await statusOf(second)).exitstatus).toBe('OK');
    expect(fixture.standIn.guest(102).status).toBe('stopped');
  });

  it('lets a stop overrule a shutdown that hangs', async () => {
    fixture.standIn.inject({
      match: { method: 'POST' },
      fault: { kind: 'task', outcome: { neverEnds: true } },
    });
    const shutdown: string = (await act('qemu', 102, 'shutdown')).data;
    await act('qemu', 102, 'stop', { 'overrule-shutdown': '1' });
    await fixture.clock.advance(2_000);
    expect((await statusOf(shutdown)).exitstatus).toBe('interrupted by signal');
    expect(fixture.standIn.guest(102).status).toBe('stopped');
  });

  it('hands the start and stop of an HA guest to the manager, whose own task follows later', async () => {
    fixture.standIn.guest(102).haState = 'started';
    const request: string = (await act('qemu', 102, 'stop')).data;
    expect(decodeUpid(request)?.type).toBe('hastop');
    await fixture.clock.advance(1_000);
    expect(await statusOf(request)).toMatchObject({ status: 'stopped', exitstatus: 'OK' });
    expect(fixture.standIn.guest(102).status).toBe('running');
    await fixture.clock.advance(8_000);
    expect(fixture.standIn.guest(102).status).toBe('stopped');
    expect(fixture.standIn.tasks[0]).toMatchObject({ type: 'qmstop', user: 'root@pam', exitStatus: 'OK' });
  });
});

describe('the task list', () => {
  it('lists finished tasks, running ones, or both, newest first', async () => {
    await act('lxc', 101, 'reboot');
    const list = async (query: string) =>
      (await fixture.client.get(`/nodes/chief-horse/tasks?${query}`)).data;
    expect(await list('source=active')).toMatchObject([{ type: 'vzreboot', status: 'RUNNING' }]);
    expect((await list('vmid=101')).map(({ type }: { type: string }) => type)).toEqual(['vzdump']);
    expect((await list('vmid=101&source=all'))[0].type).toBe('vzreboot');
    await fixture.clock.advance(2_000);
    expect((await list('typefilter=vzreboot'))[0]).toMatchObject({
      status: 'OK',
      id: '101',
      user: 'steward@pve',
      tokenid: 'agent',
    });
  });

  it('is narrowed by outcome, user, time and number', async () => {
    fixture.standIn.inject({
      match: { method: 'POST' },
      fault: { kind: 'task', outcome: { exitStatus: 'boom' } },
    });
    await fixture.clock.advance(1_000);
    const sinceSeconds = Math.floor(fixture.clock.now() / 1000);
    await act('lxc', 101, 'reboot');
    await fixture.clock.advance(2_000);
    const reply = await fixture.client.get('/nodes/chief-horse/tasks?statusfilter=error,warning');
    expect(reply.data).toMatchObject([{ status: 'boom' }]);
    expect(JSON.parse(reply.body).total).toBe(1);
    const count = async (query: string) =>
      (await fixture.client.get(`/nodes/chief-horse/tasks?${query}`)).data.length;
    expect(await count('errors=1')).toBe(1);
    expect(await count('userfilter=STEWARD')).toBe(1);
    expect(await count(`since=${sinceSeconds}`)).toBe(1);
    expect(await count(`until=${sinceSeconds - 1}`)).toBe(5);
    expect(await count('limit=2')).toBe(2);
  });

  it('shows others’ tasks to auditors only', async () => {
    fixture.standIn.access.acl.splice(
      0,
      2,
      { path: '/vms', who: 'steward@pve', role: 'Steward' },
      { path: '/vms', who: 'steward@pve!agent', role: 'Steward' },
    );
    await act('lxc', 101, 'reboot');
    const { data } = await fixture.client.get('/nodes/chief-horse/tasks?source=all');
    expect(data.map(({ type }: { type: string }) => type)).toEqual(['vzreboot']);
    const others = fixture.standIn.tasks.find(({ user }) => user === 'root@pam')?.upid ?? '';
    const reply = await fixture.client.get(`/nodes/chief-horse/tasks/${encodeURIComponent(others)}/status`);
    expect(reply).toMatchObject({
      status: 403,
      reason: 'Permission check failed (/nodes/chief-horse, Sys.Audit)',
    });
    fixture.standIn.takeRefusals('permission');
  });

  it('has a log that ends with the outcome', async () => {
    const upid: string = (
      await fixture.client.post('/nodes/chief-horse/lxc/101/snapshot', { snapname: 'now' })
    ).data;
    await fixture.clock.advance(2_000);
    const { data } = await fixture.client.get(`/nodes/chief-horse/tasks/${encodeURIComponent(upid)}/log`);
    expect(data).toEqual([
      { n: 1, t: "snapshotting 'now' of paperless-ngx" },
      { n: 2, t: 'TASK OK' },
    ]);
  });

  it('ends a task on demand, without its effect', async () => {
    const upid: string = (await act('lxc', 101, 'stop')).data;
    await fixture.client.call('DELETE', `/nodes/chief-horse/tasks/${encodeURIComponent(upid)}`);
    await fixture.clock.advance(5_000);
    expect((await statusOf(upid)).exitstatus).toBe('interrupted by signal');
    expect(fixture.standIn.guest(101).status).toBe('running');
  });

  it('knows no task that never was', async () => {
    const upid = 'UPID:chief-horse:00000001:00000002:00000003:vzstart:101:root@pam:';
    const reply = await fixture.client.get(
      `/nodes/chief-horse/tasks/${encodeURIComponent(upid)}/status`,
      root,
    );
    expect(reply.errors).toEqual({ upid: 'no such task' });
    fixture.standIn.takeRefusals('contract');
  });
});
