import { describe, expect, it } from 'vitest';
import { type AccessState, standardAccess, standardCredentials } from './access.ts';
import { checkMethodPermission, effectivePrivileges, evaluateCheck, holds } from './permissions.ts';
import type { PermissionCheck } from './schema.ts';

const access = (acl: AccessState['acl']): AccessState => ({
  users: {
    'ann@pve': { tokens: { own: { secret: 'x' }, full: { secret: 'y', isPrivilegeSeparated: false } } },
    'root@pam': { tokens: {} },
  },
  roles: { Power: ['VM.PowerMgmt'], Audit: ['VM.Audit'], Both: ['VM.Audit', 'VM.PowerMgmt'], NoAccess: [] },
  acl,
});

const power: PermissionCheck = ['perm', '/vms/{vmid}', ['VM.PowerMgmt']];

describe('privileges', () => {
  it('are passed down from a path to those below it', () => {
    const granted = access([{ path: '/vms', who: 'ann@pve', role: 'Power' }]);
    expect(holds(granted, 'ann@pve', '/vms/101', ['VM.PowerMgmt'])).toBe(true);
    expect(holds(granted, 'ann@pve', '/', ['VM.PowerMgmt'])).toBe(false);
  });

  it('stay where they are without propagation', () => {
    const granted = access([{ path: '/vms', who: 'ann@pve', role: 'Power', isPropagated: false }]);
    expect(effectivePrivileges(granted, 'ann@pve', '/vms')).toEqual({ 'VM.PowerMgmt': 0 });
    expect(effectivePrivileges(granted, 'ann@pve', '/vms/101')).toEqual({});
  });

  it('of a deeper path replace those from above', () => {
    const granted = access([
      { path: '/', who: 'ann@pve', role: 'Both' },
      { path: '/vms/101', who: 'ann@pve', role: 'Audit' },
      { path: '/vms/102', who: 'ann@pve', role: 'NoAccess' },
    ]);
    expect(effectivePrivileges(granted, 'ann@pve', '/vms/101')).toEqual({ 'VM.Audit': 1 });
    expect(effectivePrivileges(granted, 'ann@pve', '/vms/102')).toEqual({});
    expect(effectivePrivileges(granted, 'ann@pve', '/vms/103')).toEqual({ 'VM.Audit': 1, 'VM.PowerMgmt': 1 });
  });

  it('of a guest are not those of another whose number begins alike', () => {
    const granted = access([{ path: '/vms/10', who: 'ann@pve', role: 'Power' }]);
    expect(holds(granted, 'ann@pve', '/vms/101', ['VM.PowerMgmt'])).toBe(false);
  });

  it('of a separated token need a grant of its own and never exceed the user', () => {
    const user = { path: '/', who: 'ann@pve', role: 'Audit' };
    expect(effectivePrivileges(access([user]), 'ann@pve!own', '/vms/101')).toEqual({});
    const token = { path: '/', who: 'ann@pve!own', role: 'Both' };
    expect(effectivePrivileges(access([user, token]), 'ann@pve!own', '/vms/101')).toEqual({ 'VM.Audit': 1 });
  });

  it('of a token without separation are those of its user', () => {
    const granted = access([{ path: '/', who: 'ann@pve', role: 'Both' }]);
    expect(holds(granted, 'ann@pve!full', '/vms/101', ['VM.Audit', 'VM.PowerMgmt'])).toBe(true);
  });
});

describe('permission checks', () => {
  it('name the path and the missing privilege', () => {
    expect(() => evaluateCheck(access([]), 'ann@pve', power, { vmid: 101 })).toThrow(
      'Permission check failed (/vms/101, VM.PowerMgmt)',
    );
  });

  it('are content with any of several where the vendor is', () => {
    const any: PermissionCheck = ['perm', '/vms/{vmid}', ['VM.Audit', 'VM.PowerMgmt'], 'any', 1];
    const granted = access([{ path: '/', who: 'ann@pve', role: 'Power' }]);
    expect(() => evaluateCheck(granted, 'ann@pve', any, { vmid: 101 })).not.toThrow();
    expect(() => evaluateCheck(access([]), 'ann@pve', any, { vmid: 101 })).toThrow(
      'Permission check failed (/vms/101, VM.Audit|VM.PowerMgmt)',
    );
  });

  it('combine with and and or', () => {
    const audit: PermissionCheck = ['perm', '/vms/{vmid}', ['VM.Audit']];
    const granted = access([{ path: '/', who: 'ann@pve', role: 'Audit' }]);
    expect(() => evaluateCheck(granted, 'ann@pve', ['or', power, audit], { vmid: 101 })).not.toThrow();
    expect(() => evaluateCheck(granted, 'ann@pve', ['and', power, audit], { vmid: 101 })).toThrow(
      /VM.PowerMgmt/,
    );
  });

  it('fail when a parameter that they hang on is not given', () => {
    const check: PermissionCheck = ['perm', '/pool/{pool}', ['VM.Audit'], 'require_param', 'pool'];
    const granted = access([{ path: '/', who: 'ann@pve', role: 'Audit' }]);
    expect(() => evaluateCheck(granted, 'ann@pve', check, { pool: 'home' })).not.toThrow();
    expect(() => evaluateCheck(granted, 'ann@pve', check, {})).toThrow('Permission check failed');
  });

  it('let people act on themselves', () => {
    const self: PermissionCheck = ['userid-param', 'self'];
    expect(() => evaluateCheck(access([]), 'ann@pve', self, { userid: 'ann@pve' })).not.toThrow();
    expect(() => evaluateCheck(access([]), 'ann@pve', self, { userid: 'root@pam' })).toThrow(
      'Permission check failed',
    );
  });

  it('leave calls without a rule to root alone', () => {
    expect(() => checkMethodPermission(access([]), 'root@pam', undefined, {})).not.toThrow();
    expect(() => checkMethodPermission(access([]), 'ann@pve', undefined, {})).toThrow(/user != root@pam/);
    expect(() => checkMethodPermission(access([]), undefined, { user: 'all' }, {})).toThrow(/user != null/);
    expect(() => checkMethodPermission(access([]), undefined, { user: 'world' }, {})).not.toThrow();
  });
});

describe('the ready roles', () => {
  it('let Steward restart and roll back, and neither destroy nor configure', () => {
    const state = standardAccess();
    const may = (privilege: string) =>
      holds(state, standardCredentials.steward.tokenId, '/vms/101', [privilege]);
    expect(['VM.Audit', 'VM.PowerMgmt', 'VM.Snapshot', 'VM.Snapshot.Rollback'].map(may)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['VM.Allocate', 'VM.Config.Options', 'VM.Console', 'Permissions.Modify'].map(may)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('let an auditor change nothing', () => {
    const state = standardAccess();
    expect(holds(state, standardCredentials.auditor.tokenId, '/vms/101', ['VM.Audit'])).toBe(true);
    expect(holds(state, standardCredentials.auditor.tokenId, '/vms/101', ['VM.PowerMgmt'])).toBe(false);
  });
});
