import { describe, expect, it } from 'vitest';
import { toTask } from '../../../src/infra/proxmox/guest-tasks.ts';
import { parseUpid } from '../../../src/infra/proxmox/upid.ts';
import { outcomeOf } from '../../../src/infra/proxmox/wait-for-task.ts';
import { createBench, errorOf, grantFor, paperless, restart } from './support.ts';

describe('observing a guest', () => {
  it('reads it afresh: state, uptime, snapshots oldest first, digest of its configuration', async () => {
    const { proxmox } = await createBench();
    expect(await proxmox.reader.observeGuest('proxmox:home/guest/102')).toMatchObject({
      ref: 'proxmox:home/guest/102',
      name: 'home-assistant',
      vmid: 102,
      guestType: 'vm',
      node: 'chief-horse',
      status: 'running',
      isTemplate: false,
      configDigest: expect.stringMatching(/^[0-9a-f]{40}$/),
      snapshots: [{ name: 'before-2026-11' }, { name: 'zigbee-moved', parent: 'before-2026-11' }],
      isManagedByHa: false,
    });
  });

  it('shows at once what somebody else changed', async () => {
    const { standIn, proxmox } = await createBench();
    const before = await proxmox.reader.observeGuest(paperless);
    Object.assign(standIn.guest(101), { status: 'stopped', lock: 'backup' });
    const after = await proxmox.reader.observeGuest(paperless);
    expect([before.status, before.lock]).toEqual(['running', undefined]);
    expect([after.status, after.lock, after.uptimeSeconds]).toEqual(['stopped', 'backup', 0]);
  });

  it('finds it on whichever node it lives now', async () => {
    const { standIn, proxmox } = await createBench();
    Object.assign(standIn.guest(101), { node: 'pumped-piglet' });
    expect((await proxmox.reader.observeGuest(paperless)).node).toBe('pumped-piglet');
  });

  it('looks once more when it moves in the middle', async () => {
    const { standIn, proxmox } = await createBench();
    standIn.inject({
      match: { path: '/nodes/{node}/lxc/{vmid}/status/current' },
      fault: {
        kind: 'status',
        status: 500,
        reason: "Configuration file 'nodes/chief-horse/lxc/101.conf' does not exist",
        body: '{"data":null}',
      },
    });
    expect((await proxmox.reader.observeGuest(paperless)).name).toBe('paperless-ngx');
  });

  it('says so when it is gone, and what may be the reason', async () => {
    const { proxmox } = await createBench();
    const error = await errorOf(proxmox.reader.observeGuest('proxmox:home/guest/999'));
    expect(error).toMatchObject({
      code: 'proxmox.guest-gone',
      kind: 'terminal',
      mend: expect.stringMatching(/deleted/),
    });
  });
});

describe('tasks of a guest', () => {
  it('are listed newest first, running ones included, with the full account', async () => {
    const { proxmox } = await createBench({ taskDurationMs: 60_000 });
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    const tasks = await proxmox.reader.guestTasks(paperless);
    expect(tasks[0]).toMatchObject({
      upid,
      type: 'vzreboot',
      vmid: 101,
      isRunning: true,
      user: 'steward@pve!agent',
    });
    expect(tasks.map((task) => task.startedAtMs)).toEqual(
      tasks.map((task) => task.startedAtMs).sort((a, b) => b - a),
    );
    expect(tasks.length).toBeGreaterThan(1);
  });

  it('have logs, of which the last lines are read', async () => {
    const { proxmox } = await createBench();
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    await proxmox.reader.waitForTask(upid);
    const lines = await proxmox.reader.taskLog(upid, { lines: 100 });
    expect(lines.at(-1)).toBe('TASK OK');
    expect(await proxmox.reader.taskLog(upid, { lines: 1 })).toEqual(['TASK OK']);
    expect(await proxmox.reader.taskLog('no task', { lines: 1 })).toEqual([]);
  });

  it('that ran on a node where it lived before are among them', async () => {
    const { standIn, proxmox } = await createBench();
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    Object.assign(standIn.guest(101), { node: 'pumped-piglet' });
    expect((await proxmox.reader.guestTasks(paperless)).map((task) => task.upid)).toContain(upid);
  });

  it('are an error, never an empty list, when the node that it lives on cannot be read', async () => {
    const { standIn, proxmox } = await createBench();
    standIn.inject({
      match: { path: '/nodes/chief-horse/tasks', times: Number.POSITIVE_INFINITY },
      fault: { kind: 'status', status: 595, reason: 'No route to host', body: null },
    });
    expect((await errorOf(proxmox.reader.guestTasks(paperless))).code).toBe('proxmox.node-unreachable');
  });

  it('are those of the other nodes when one where it does not live cannot be read', async () => {
    const { standIn, proxmox } = await createBench();
    standIn.inject({
      match: { path: '/nodes/still-fawn/tasks', times: Number.POSITIVE_INFINITY },
      fault: { kind: 'status', status: 595, reason: 'No route to host', body: null },
    });
    expect(await proxmox.reader.guestTasks(paperless)).not.toEqual([]);
  });

  it('in the list of active ones count as running', () => {
    const upid = 'UPID:still-fawn:0003F1A7:CCE5EEA9:6B024CA0:vzstart:101:root@pam:';
    expect(toTask({ upid, status: 'RUNNING' })).toMatchObject({ isRunning: true });
    expect(toTask({ upid, status: 'OK', endtime: 1795312900 })).toMatchObject({
      isRunning: false,
      exitStatus: 'OK',
    });
    expect(toTask({ upid: 'nonsense' })).toBeUndefined();
  });
});

describe('following a task', () => {
  it('tells each new line of its log and survives reading errors that pass', async () => {
    const { standIn, proxmox } = await createBench();
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    const status = '/nodes/{node}/tasks/{upid}/status';
    standIn.inject({ match: { path: status, times: 4 }, fault: { kind: 'drop-before' } });
    standIn.inject({
      match: { path: status, nth: 5 },
      fault: { kind: 'status', status: 596, reason: 'Connection timed out', body: null },
    });
    const lines: string[] = [];
    const outcome = await proxmox.reader.waitForTask(upid, { onProgress: (line) => lines.push(line) });
    expect(outcome).toEqual({ kind: 'succeeded', warnings: 0 });
    expect(lines.at(-1)).toBe('TASK OK');
  });

  it('is unknown, with the reason, when Proxmox does not know the task', async () => {
    const { standIn, proxmox } = await createBench();
    const outcome = await proxmox.reader.waitForTask(
      'UPID:still-fawn:0003F1A7:CCE5EEA9:6B024CA0:vzreboot:101:root@pam:',
    );
    expect(outcome).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('no such task') });
    standIn.takeRefusals();
  });

  it('is unknown when the credentials are refused meanwhile', async () => {
    const { standIn, proxmox } = await createBench();
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    standIn.revokeToken('steward@pve!agent');
    const outcome = await proxmox.reader.waitForTask(upid);
    expect(outcome).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('does not accept') });
    standIn.takeRefusals('authentication');
  });

  it('can be broken off, which says nothing about the task', async () => {
    const { proxmox } = await createBench({ taskDurationMs: 600_000 });
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    const stop = new AbortController();
    const broken = errorOf(proxmox.reader.waitForTask(upid, { signal: stop.signal }));
    stop.abort();
    expect((await broken).code).toBe('proxmox.aborted');
  });

  it.each([
    ['OK', { kind: 'succeeded', warnings: 0 }],
    ['WARNINGS: 2', { kind: 'succeeded', warnings: 2 }],
    ['command failed', { kind: 'failed', reason: 'command failed', logTail: ['last line'] }],
    ['unexpected status', { kind: 'unknown', reason: expect.any(String) }],
    [undefined, { kind: 'unknown', reason: expect.any(String) }],
  ])('takes the exit status %s for what it is', (exitStatus, outcome) => {
    expect(outcomeOf(exitStatus, ['last line'])).toEqual(outcome);
  });
});

describe('a UPID', () => {
  it('says node, time, type, guest and account', () => {
    expect(parseUpid('UPID:still-fawn:0000733A:001036A5:6419CAF8:qmstart:100:steward@pve!homelab:')).toEqual({
      node: 'still-fawn',
      startedAtMs: 0x6419caf8 * 1000,
      type: 'qmstart',
      id: '100',
      user: 'steward@pve!homelab',
    });
  });

  it.each(['', 'OK', 'UPID:still-fawn', 'UPID:../x:0000733A:001036A5:6419CAF8:qmstart:100:root@pam:'])(
    'is not %j',
    (text) => {
      expect(parseUpid(text)).toBeUndefined();
    },
  );
});
