import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  holds,
  missingPrivileges,
  neededPrivileges,
  privilegeCommands,
} from '../../../src/infra/proxmox/privileges.ts';
import { standardCredentials } from '../../standins/proxmox/access.ts';
import { createBench } from './support.ts';

const { auditor, root } = standardCredentials;

describe('the doctor', () => {
  it('finds nothing to mend with the least that is needed', async () => {
    const { proxmox } = await createBench();
    const checks = await proxmox.doctor();
    expect(checks.filter(({ ok, mend }) => !ok || mend !== undefined)).toEqual([]);
    expect(checks.map(({ check }) => check)).toEqual([
      'reachable',
      'certificate',
      'account',
      'version',
      ...neededPrivileges.map(({ privilege }) => `privilege ${privilege}`),
    ]);
  });

  it('names what an auditor lacks, what for, and the commands that mend it', async () => {
    const { connect } = await createBench();
    const checks = await connect({ tokenId: auditor.tokenId, tokenSecret: auditor.secret }).doctor();
    const lacking = checks.filter(({ ok }) => !ok);
    expect(lacking.map(({ check }) => check)).toEqual([
      'privilege VM.Backup',
      'privilege Datastore.AllocateSpace',
      'privilege VM.PowerMgmt',
      'privilege VM.Snapshot',
    ]);
    expect(lacking[2]?.detail).toBe(
      'auditor@pve!read lacks VM.PowerMgmt on /vms, which is needed to start, stop and restart guests after an approval.',
    );
    expect(lacking[2]?.mend).toContain(
      "pveum acl modify / --tokens 'auditor@pve!read' --roles HomelabSteward",
    );
  });

  it('accepts root and says that a token of its own is safer', async () => {
    const { connect } = await createBench();
    const checks = await connect({ tokenId: root.tokenId, tokenSecret: root.secret }).doctor();
    expect(checks.every(({ ok }) => ok)).toBe(true);
    expect(checks.find(({ check }) => check === 'account')?.mend).toContain(
      'pveum user token add steward@pve homelab',
    );
  });

  it('stops at the first thing that keeps it from knowing more', async () => {
    const { standIn, connect } = await createBench();
    const secret = await connect({ tokenSecret: '00000000-0000-4000-8000-000000000000' }).doctor();
    expect(secret.map(({ check, ok }) => [check, ok])).toEqual([
      ['reachable', true],
      ['certificate', true],
      ['account', false],
    ]);
    standIn.takeRefusals('authentication');
    const certificate = await connect({ ca: undefined }).doctor();
    expect(certificate.map(({ check, ok }) => [check, ok])).toEqual([
      ['reachable', true],
      ['certificate', false],
    ]);
    await standIn.close();
    const nobody = await connect().doctor();
    expect(nobody.map(({ check, ok }) => [check, ok])).toEqual([['reachable', false]]);
    for (const checks of [secret, certificate, nobody]) expect(checks.at(-1)?.mend).toBeDefined();
  });
});

describe('the least privileges', () => {
  type Check = readonly unknown[];
  const schema: Record<string, Record<string, { permissions?: { check?: Check } }>> = JSON.parse(
    readFileSync(new URL('../../standins/proxmox/pve-api-9.1.json', import.meta.url), 'utf8'),
  );
  /** Every call of the adapter whose permission the vendor states as an expression. */
  const calls = [
    'GET /nodes/{node}/disks/zfs',
    'GET /nodes/{node}/disks/list',
    'GET /nodes/{node}/storage/{storage}/content',
    ...['qemu', 'lxc'].flatMap((type) => [
      `GET /nodes/{node}/${type}/{vmid}/config`,
      `GET /nodes/{node}/${type}/{vmid}/status/current`,
      `GET /nodes/{node}/${type}/{vmid}/snapshot`,
      `POST /nodes/{node}/${type}/{vmid}/snapshot`,
      `DELETE /nodes/{node}/${type}/{vmid}/snapshot/{snapname}`,
      `POST /nodes/{node}/${type}/{vmid}/snapshot/{snapname}/rollback`,
      `POST /nodes/{node}/${type}/{vmid}/status/start`,
      `POST /nodes/{node}/${type}/{vmid}/status/shutdown`,
      `POST /nodes/{node}/${type}/{vmid}/status/reboot`,
    ]),
  ];

  it.each(calls)('cover what the vendor asks for %s', (call) => {
    const [method = '', path = ''] = call.split(' ');
    const held = new Set(neededPrivileges.map(({ privilege }) => privilege));
    const allows = (check: Check): boolean => {
      const [kind, ...rest] = check;
      if (kind === 'or') return (rest as Check[]).some(allows);
      if (kind === 'and') return (rest as Check[]).every(allows);
      const [, privileges, ...flags] = rest as [string, string[], ...unknown[]];
      return flags.includes('any')
        ? privileges.some((one) => held.has(one))
        : privileges.every((one) => held.has(one));
    };
    const check = schema[path]?.[method]?.permissions?.check;
    expect(check).toBeDefined();
    expect(allows(check ?? [])).toBe(true);
  });

  it('are held where they are said, or passed on from above unless something nearer says otherwise', () => {
    const tree = { '/': { 'VM.Audit': true, 'Sys.Audit': false }, '/storage': { 'Datastore.Audit': true } };
    expect(holds(tree, 'VM.Audit', '/vms')).toBe(true);
    expect(holds(tree, 'Sys.Audit', '/')).toBe(true);
    expect(holds(tree, 'Sys.Audit', '/nodes')).toBe(false);
    expect(holds(tree, 'VM.Audit', '/storage/tank')).toBe(false);
    expect(holds({}, 'VM.Audit', '/vms')).toBe(false);
    expect(missingPrivileges({})).toEqual(neededPrivileges);
  });

  it('are given by commands that can be pasted', () => {
    expect(privilegeCommands('steward@pve!homelab', { isNew: true })).toEqual([
      'pveum role add HomelabSteward --privs "Sys.Audit VM.Audit Datastore.Audit VM.Backup Datastore.AllocateSpace VM.PowerMgmt VM.Snapshot"',
      'pveum user add steward@pve --comment "Homelab Steward"',
      'pveum acl modify / --users steward@pve --roles HomelabSteward',
      'pveum user token add steward@pve homelab --privsep 1',
      "pveum acl modify / --tokens 'steward@pve!homelab' --roles HomelabSteward",
    ]);
  });
});
