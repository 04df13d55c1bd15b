import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../src/core/grant.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Effect } from '../../../src/core/plan.ts';
import { createBench, endGrant, errorOf, grantFor, paperless, restart } from './support.ts';

const homeAssistant = 'proxmox:home/guest/102';
const windows = 'proxmox:home/guest/120';

const effect = (ref: string, action: string, parameters: Record<string, Json> = {}): Effect => ({
  ref,
  action,
  parameters,
});

describe('each action is one request', () => {
  const cases: readonly (readonly [Effect, string, string, Record<string, unknown>])[] = [
    [effect(windows, 'guest.start'), 'POST', '/nodes/pumped-piglet/qemu/120/status/start', {}],
    [restart(), 'POST', '/nodes/chief-horse/lxc/101/status/reboot', { timeout: '60' }],
    [
      effect(homeAssistant, 'guest.shutdown', { timeoutSeconds: 90, force: true }),
      'POST',
      '/nodes/chief-horse/qemu/102/status/shutdown',
      { timeout: '90', forceStop: '1' },
    ],
    [
      effect(paperless, 'guest.snapshot', { name: 'before-update', description: 'Größe & "mehr" = 100 %' }),
      'POST',
      '/nodes/chief-horse/lxc/101/snapshot',
      { snapname: 'before-update', description: 'Größe & "mehr" = 100 %' },
    ],
    [
      effect(paperless, 'guest.rollback', { snapshot: 'before-2-20', start: true }),
      'POST',
      '/nodes/chief-horse/lxc/101/snapshot/before-2-20/rollback',
      { start: '1' },
    ],
    [
      effect(paperless, 'guest.snapshot-delete', { name: 'before-2-20' }),
      'DELETE',
      '/nodes/chief-horse/lxc/101/snapshot/before-2-20',
      {},
    ],
  ];

  it.each(cases)('%j', async (wanted, method, path, parameters) => {
    const { standIn, proxmox } = await createBench();
    const upid = await proxmox.openWriter(grantFor(wanted)).startTask(wanted);
    expect(standIn.writes()).toHaveLength(1);
    const [sent] = standIn.writes();
    expect(sent).toMatchObject({ method, path });
    for (const [name, value] of Object.entries(parameters)) expect(sent?.parameters[name]).toEqual(value);
    expect(await proxmox.reader.waitForTask(upid)).toEqual({ kind: 'succeeded', warnings: 0 });
    const [task] = await proxmox.reader.guestTasks(wanted.ref);
    expect(task).toMatchObject({ upid, user: proxmox.reader.actsAs, isRunning: false, exitStatus: 'OK' });
    expect(proxmox.reader.taskTypesOf(wanted.action)).toContain(task?.type);
  });

  it('a rollback of a stopped guest leaves it stopped', async () => {
    const { standIn, proxmox } = await createBench();
    const wanted = effect(paperless, 'guest.rollback', { snapshot: 'before-2-20', start: false });
    Object.assign(standIn.guest(101), { status: 'stopped' });
    await proxmox.openWriter(grantFor(wanted)).startTask(wanted);
    expect(standIn.writes()[0]?.parameters['start']).toBe('0');
  });
});

describe('without a Grant that covers it nothing is sent', () => {
  it('does not compile, and a look-alike is refused', async () => {
    const { standIn, proxmox } = await createBench();
    const lookAlike = { approvalId: 'approval-1', runId: 'run-1', planDigest: 'a'.repeat(64) };
    const attempts: readonly (() => unknown)[] = [
      // @ts-expect-error a writer is not to be had without a Grant
      () => proxmox.openWriter(),
      // @ts-expect-error what looks like a Grant is none
      () => proxmox.openWriter(lookAlike),
      () => proxmox.openWriter(lookAlike as unknown as Grant),
      () =>
        proxmox.openWriter(
          Object.setPrototypeOf({ ...lookAlike }, Object.getPrototypeOf(grantFor())) as Grant,
        ),
      // @ts-expect-error the reading half cannot write
      () => proxmox.reader.startTask(restart()),
    ];
    for (const attempt of attempts.slice(0, 4))
      expect(attempt).toThrow(expect.objectContaining({ code: 'grant.forged' }));
    expect(attempts[4]).toThrow(TypeError);
    expect(standIn.requests).toEqual([]);
  });

  it.each([
    ['another guest', restart('proxmox:home/guest/102')],
    ['another action', effect(paperless, 'guest.shutdown', { timeoutSeconds: 60, force: false })],
    ['other parameters', effect(paperless, 'guest.restart', { timeoutSeconds: 61 })],
  ])('refuses %s than the plan had', async (_what, wanted) => {
    const { standIn, proxmox } = await createBench();
    const error = await errorOf(proxmox.openWriter(grantFor(restart())).startTask(wanted));
    expect(error.code).toBe('grant.not-covered');
    expect(standIn.requests).toEqual([]);
  });

  it('refuses a Grant that ends while the guest is looked for', async () => {
    const { standIn, proxmox } = await createBench();
    const grant = grantFor(restart());
    const sent = errorOf(proxmox.openWriter(grant).startTask(restart()));
    endGrant(grant);
    expect((await sent).code).toBe('grant.ended');
    expect(standIn.writes()).toEqual([]);
  });
});

describe('what cannot be meant is refused before anything is sent', () => {
  it.each([
    ['an unknown action', effect(paperless, 'guest.destroy'), 'proxmox.effect'],
    ['a parameter too many', effect(paperless, 'guest.start', { skiplock: true }), 'proxmox.effect'],
    [
      'a snapshot name that leads elsewhere',
      effect(paperless, 'guest.snapshot-delete', { name: '../../status/stop' }),
      'proxmox.effect',
    ],
    ['a node', effect('proxmox:home/node/still-fawn', 'guest.start'), 'proxmox.unknown-object'],
    [
      'a guest of another Proxmox',
      effect('proxmox:office/guest/101', 'guest.start'),
      'proxmox.unknown-object',
    ],
  ])('%s', async (_what, wanted, code) => {
    const { standIn, proxmox } = await createBench();
    expect((await errorOf(proxmox.openWriter(grantFor(wanted)).startTask(wanted))).code).toBe(code);
    expect(standIn.writes()).toEqual([]);
  });

  it('a guest that was deleted', async () => {
    const { standIn, proxmox } = await createBench();
    const wanted = effect('proxmox:home/guest/999', 'guest.start');
    expect((await errorOf(proxmox.openWriter(grantFor(wanted)).startTask(wanted))).code).toBe(
      'proxmox.guest-gone',
    );
    expect(standIn.writes()).toEqual([]);
  });
});
