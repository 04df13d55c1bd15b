import { describe, expect, it } from 'vitest';
import { standardCredentials } from './access.ts';
import { routes } from './routes/index.ts';
import { useStandIn } from './standin-fixture.ts';

const fixture = useStandIn();

const exampleOf = (template: string): string =>
  template
    .replace('{node}', 'chief-horse')
    .replace('/qemu/{vmid}', '/qemu/102')
    .replace('/lxc/{vmid}', '/lxc/101')
    .replace('/qemu/102/snapshot/{snapname}', '/qemu/102/snapshot/zigbee-moved')
    .replace('/lxc/101/snapshot/{snapname}', '/lxc/101/snapshot/before-2-20')
    .replace('{storage}', 'pbs')
    .replace('{volume}', 'pbs:backup/ct/101/2026-11-22T02:00:00Z')
    .replace('/disks/smart', '/disks/smart?disk=/dev/nvme0n1')
    .replace('{name}', 'fast');

const reads = Object.keys(routes)
  .filter(
    (route) => route.startsWith('GET ') && !route.includes('{upid}') && !route.includes('/access/ticket'),
  )
  .map((route) => route.slice('GET '.length));

describe('readings of the demo homelab', () => {
  it.each(reads)('%s fits what the vendor returns', async (template) => {
    const reply = await fixture.client.get(exampleOf(template), { token: standardCredentials.root });
    expect(reply).toMatchObject({ status: 200, reason: 'OK' });
    expect(reply.headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(reply.data).toBeDefined();
  });

  it('list guests, nodes and storages together or by kind', async () => {
    const everything = (await fixture.client.get('/cluster/resources')).data;
    expect(everything).toHaveLength(14 + 3 + 9);
    const guests = (await fixture.client.get('/cluster/resources?type=vm')).data;
    expect(guests.find(({ vmid }: { vmid: number }) => vmid === 101)).toMatchObject({
      id: 'lxc/101',
      name: 'paperless-ngx',
      node: 'chief-horse',
      status: 'running',
      uptime: (9 * 24 + 4) * 3600,
    });
  });

  it('show a change of the state at once', async () => {
    fixture.standIn.guest(103).status = 'stopped';
    const { data } = await fixture.client.get('/nodes/chief-horse/lxc/103/status/current');
    expect(data).toMatchObject({ status: 'stopped', uptime: 0, ha: { managed: 0 } });
  });

  it('count uptime on the clock', async () => {
    await fixture.clock.advance(90_000);
    const { data } = await fixture.client.get('/nodes/chief-horse/lxc/101/status/current');
    expect(data.uptime).toBe((9 * 24 + 4) * 3600 + 90);
  });

  it('know nothing but the number of guests on a node that is off', async () => {
    const node = fixture.standIn.state.nodes.find(({ name }) => name === 'pumped-piglet');
    if (node) node.status = 'offline';
    const { data } = await fixture.client.get('/cluster/resources');
    const unbound = data.find(({ vmid }: { vmid?: number }) => vmid === 110);
    expect(unbound).toMatchObject({ status: 'unknown', node: 'pumped-piglet' });
    expect(unbound).not.toHaveProperty('name');
    expect(await fixture.client.get('/nodes/pumped-piglet/lxc')).toMatchObject({
      status: 595,
      reason: 'No route to host',
      body: '',
    });
  });

  it('answer 596 without a body for a node that nobody knows', async () => {
    const reply = await fixture.client.get('/nodes/still-fawnn/status');
    expect(reply).toMatchObject({ status: 596, body: '' });
    expect(reply.headers['content-type']).toBeUndefined();
  });

  it('answer 500 for a guest that is gone or of the other kind', async () => {
    expect((await fixture.client.get('/nodes/chief-horse/lxc/102/status/current')).reason).toBe(
      "Configuration file 'nodes/chief-horse/lxc/102.conf' does not exist",
    );
  });

  it('name the pool that is 78 % full, the worn disk and the stale backup', async () => {
    const [tank] = (await fixture.client.get('/nodes/still-fawn/disks/zfs')).data;
    expect(tank.name).toBe('tank');
    expect(tank.alloc / tank.size).toBeCloseTo(0.78, 2);
    const disks = (await fixture.client.get('/nodes/still-fawn/disks/list')).data;
    expect(disks[0]).toMatchObject({ health: 'PASSED', wearout: 18 });
    const backups = (
      await fixture.client.get('/nodes/still-fawn/storage/pbs/content?content=backup&vmid=106')
    ).data;
    expect(backups).toHaveLength(1);
    const ageDays = (fixture.clock.now() / 1000 - backups[0].ctime) / 86_400;
    expect(Math.floor(ageDays)).toBe(16);
  });

  it('hide backups from whoever lacks VM.Backup, without an error', async () => {
    const path = '/nodes/still-fawn/storage/pbs/content?content=backup';
    expect((await fixture.client.get(path)).data.length).toBeGreaterThan(30);
    expect((await fixture.client.get(path, { token: standardCredentials.auditor })).data).toEqual([]);
  });

  it('hide guests that the caller may not see', async () => {
    fixture.standIn.access.acl.push({
      path: '/vms/108',
      who: standardCredentials.steward.tokenId,
      role: 'NoAccess',
    });
    const ids = (await fixture.client.get('/nodes/chief-horse/lxc')).data.map(
      ({ vmid }: { vmid: number }) => vmid,
    );
    expect(ids).toEqual([101, 103, 111]);
  });

  it('give the privileges of the caller by path', async () => {
    const { data } = await fixture.client.get('/access/permissions');
    expect(data['/']).toEqual(data['/vms']);
    expect(Object.keys(data['/vms'])).toContain('VM.Snapshot.Rollback');
    const one = await fixture.client.get('/access/permissions?path=/vms/101');
    expect(one.data['/vms/101']).toEqual(data['/vms']);
  });

  it('compress long answers for whoever accepts it', async () => {
    const reply = await fixture.client.get('/cluster/resources', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(reply.headers['content-encoding']).toBe('gzip');
  });

  it('find the next free number', async () => {
    expect((await fixture.client.get('/cluster/nextid')).data).toBe('100');
    expect((await fixture.client.get('/cluster/nextid?vmid=101')).errors).toEqual({
      vmid: 'VM 101 already exists',
    });
    fixture.standIn.takeRefusals('contract');
  });
});
