import { describe, expect, it } from 'vitest';
import { standardCredentials } from './access.ts';
import { useStandIn } from './standin-fixture.ts';
import { guestConfig } from './state.ts';

const fixture = useStandIn();
const root = { token: standardCredentials.root };
const paperless = '/nodes/chief-horse/lxc/101';
const homeAssistant = '/nodes/chief-horse/qemu/102';

/** Starts a task, lets it run to its end. @returns its exit status */
const run = async (
  path: string,
  form: Record<string, string> = {},
  method = 'POST',
): Promise<string | undefined> => {
  const reply = await fixture.client.call(method, path, method === 'POST' ? { form, ...root } : root);
  expect(reply.reason).toBe('OK');
  await fixture.clock.advance(2_000);
  return fixture.standIn.tasks.find(({ upid }) => upid === reply.data)?.exitStatus;
};

describe('snapshots', () => {
  it('are taken on top of the last one, with the guest locked meanwhile', async () => {
    await fixture.client.post(`${paperless}/snapshot`, {
      snapname: 'before-update',
      description: 'to be safe',
    });
    expect(fixture.standIn.guest(101).lock).toBe('snapshot');
    await fixture.clock.advance(2_000);
    expect(fixture.standIn.guest(101)).not.toHaveProperty('lock');
    const { data } = await fixture.client.get(`${paperless}/snapshot`);
    expect(data.slice(-2)).toMatchObject([
      { name: 'before-update', description: 'to be safe', parent: 'before-2-20' },
      { name: 'current', parent: 'before-update', running: 1 },
    ]);
  });

  it('cannot be taken twice under one name, nor under a reserved one', async () => {
    expect(await run(`${paperless}/snapshot`, { snapname: 'before-2-20' })).toBe(
      "snapshot name 'before-2-20' already used",
    );
    const reserved = await fixture.client.post(`${paperless}/snapshot`, { snapname: 'current' });
    expect(reserved.reason).toBe("unable to use snapshot name 'current' (reserved name)");
  });

  it('bring configuration back and leave the guest stopped', async () => {
    const guest = fixture.standIn.guest(101);
    const before = guestConfig(guest);
    await run(`${paperless}/snapshot`, { snapname: 'safe' });
    await fixture.client.call('PUT', `${paperless}/config`, {
      form: { cores: '4', tags: 'changed' },
      ...root,
    });
    expect(guest.cores).toBe(4);
    expect(await run(`${paperless}/snapshot/safe/rollback`)).toBe('OK');
    expect(guest).toMatchObject({
      cores: 2,
      tags: ['documents'],
      status: 'stopped',
      currentSnapshot: 'safe',
    });
    expect({ ...guestConfig(guest), parent: 'before-2-20' }).toEqual(before);
  });

  it('start the guest again when asked to, or when they hold its memory', async () => {
    await run(`${paperless}/snapshot`, { snapname: 'safe' });
    await run(`${paperless}/snapshot/safe/rollback`, { start: '1' });
    expect(fixture.standIn.guest(101)).toMatchObject({ status: 'running', startedAtMs: fixture.clock.now() });
    await run(`${homeAssistant}/snapshot`, { snapname: 'live', vmstate: '1' });
    await run(`${homeAssistant}/snapshot/live/rollback`);
    expect(fixture.standIn.guest(102).status).toBe('running');
  });

  it('on ZFS bring back the newest only', async () => {
    expect(await run(`${homeAssistant}/snapshot/before-2026-11/rollback`)).toBe(
      "can't rollback, 'before-2026-11' is not most recent snapshot on 'fast:vm-102-disk-0'",
    );
    expect(fixture.standIn.guest(102).status).toBe('running');
    expect(await run(`${homeAssistant}/snapshot/zigbee-moved/rollback`)).toBe('OK');
  });

  it('are deleted with those on top kept in order', async () => {
    expect(await run(`${homeAssistant}/snapshot/before-2026-11`, {}, 'DELETE')).toBe('OK');
    expect(fixture.standIn.guest(102).snapshots).toMatchObject([{ name: 'zigbee-moved' }]);
    expect(fixture.standIn.guest(102).snapshots[0]).not.toHaveProperty('parent');
    expect(await run(`${homeAssistant}/snapshot/gone`, {}, 'DELETE')).toBe("snapshot 'gone' does not exist");
  });

  it('of a template cannot be taken', async () => {
    fixture.standIn.guest(120).isTemplate = true;
    const exitStatus = await run('/nodes/pumped-piglet/qemu/120/snapshot', { snapname: 'safe' });
    expect(exitStatus).toBe("you can't take a snapshot if it's a template");
  });
});

describe('configuration', () => {
  it('is changed at once, and its digest with it', async () => {
    const digest: string = (await fixture.client.get(`${homeAssistant}/config`)).data.digest;
    const form = { memory: '10240', name: 'haos', onboot: '0', digest };
    expect((await fixture.client.call('PUT', `${homeAssistant}/config`, { form, ...root })).status).toBe(200);
    const { data } = await fixture.client.get(`${homeAssistant}/config`);
    expect(data).toMatchObject({ memory: 10_240, name: 'haos', onboot: 0 });
    expect(data.digest).not.toBe(digest);
    expect(await fixture.client.call('PUT', `${homeAssistant}/config`, { form, ...root })).toMatchObject({
      status: 500,
      reason: 'detected modified configuration - file changed by other user? Try again.',
    });
  });

  it('loses keys that are deleted', async () => {
    await fixture.client.call('PUT', `${homeAssistant}/config`, { form: { delete: 'agent,tags' }, ...root });
    const { data } = await fixture.client.get(`${homeAssistant}/config`);
    expect(data).not.toHaveProperty('agent');
    expect(data).not.toHaveProperty('tags');
  });

  it('of a locked guest is refused with the reason', async () => {
    fixture.standIn.guest(102).lock = 'backup';
    const reply = await fixture.client.call('PUT', `${homeAssistant}/config`, {
      form: { memory: '4096' },
      ...root,
    });
    expect(reply).toMatchObject({ status: 500, reason: 'VM is locked (backup)' });
  });

  it('takes the privilege of each key', async () => {
    fixture.standIn.access.roles = {
      ...fixture.standIn.access.roles,
      Steward: ['VM.Audit', 'VM.Config.CPU'],
    };
    const change = (form: Record<string, string>) =>
      fixture.client.call('PUT', `${homeAssistant}/config`, { form });
    expect((await change({ cores: '2' })).status).toBe(200);
    expect((await change({ memory: '4096' })).reason).toBe(
      'Permission check failed (/vms/102, VM.Config.Memory)',
    );
    fixture.standIn.takeRefusals('permission');
  });

  it('is changed as a task by POST', async () => {
    expect(await run(`${homeAssistant}/config`, { cores: '6' })).toBe('OK');
    expect(fixture.standIn.guest(102).cores).toBe(6);
  });
});

describe('guests', () => {
  it('are cloned, locked until the clone is whole', async () => {
    await fixture.client.post(`${paperless}/clone`, { newid: '200', hostname: 'paperless-test' }, root);
    expect(fixture.standIn.guest(200).lock).toBe('create');
    await fixture.clock.advance(2_000);
    expect(fixture.standIn.guest(200)).toMatchObject({
      name: 'paperless-test',
      status: 'stopped',
      snapshots: [],
    });
    const again = await fixture.client.post(`${paperless}/clone`, { newid: '200' }, root);
    expect(again.reason).toBe('unable to create CT 200: config file already exists');
  });

  it('are destroyed only when they are off and not protected', async () => {
    expect((await fixture.client.call('DELETE', homeAssistant, root)).reason).toBe(
      'VM 102 is running - destroy failed',
    );
    expect(await run('/nodes/pumped-piglet/qemu/120', {}, 'DELETE')).toBe('OK');
    expect(() => fixture.standIn.guest(120)).toThrow('no guest 120');
    fixture.standIn.guest(101).config['protection'] = 1;
    expect((await fixture.client.call('DELETE', paperless, root)).reason).toMatch(/protection mode enabled/);
  });

  it('move to another node', async () => {
    expect(await run(`${homeAssistant}/migrate`, { target: 'still-fawn', online: '1' })).toBe('OK');
    expect(fixture.standIn.guest(102)).toMatchObject({ node: 'still-fawn', status: 'running' });
    expect((await fixture.client.post(`${paperless}/migrate`, { target: 'still-fawn' }, root)).reason).toBe(
      "can't migrate running CT without --restart",
    );
  });
});

describe('backups', () => {
  it('lock the guest and stand on the storage afterwards', async () => {
    await fixture.client.post('/nodes/still-fawn/vzdump', { vmid: '106', storage: 'pbs', mode: 'snapshot' });
    expect(fixture.standIn.guest(106).lock).toBe('backup');
    await fixture.clock.advance(2_000);
    expect(fixture.standIn.guest(106)).not.toHaveProperty('lock');
    const { data } = await fixture.client.get('/nodes/still-fawn/storage/pbs/content?vmid=106');
    expect(data.at(-1)).toMatchObject({ volid: 'pbs:backup/vm/106/2026-11-22T12:00:02Z', vmid: 106 });
  });

  it('do nothing for a guest that lives elsewhere', async () => {
    expect(
      (await fixture.client.post('/nodes/still-fawn/vzdump', { vmid: '101', storage: 'pbs' })).data,
    ).toBe('OK');
  });

  it('leave some options to root', async () => {
    const reply = await fixture.client.post('/nodes/still-fawn/vzdump', { vmid: '106', dumpdir: '/tmp' });
    expect(reply.errors).toEqual({ dumpdir: 'Only root may set this option.' });
    fixture.standIn.takeRefusals('contract');
  });
});
