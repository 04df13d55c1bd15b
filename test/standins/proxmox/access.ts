/** One grant of a role: who, where, what, and whether it also holds below. */
export interface AclEntry {
  /** `/`, `/vms`, `/vms/101`, `/storage/tank`, `/nodes/still-fawn` … */
  readonly path: string;
  /** A user (`steward@pve`) or a token (`steward@pve!agent`). */
  readonly who: string;
  readonly role: string;
  /** Default true, as the vendor's. */
  readonly isPropagated?: boolean;
}

export interface TokenState {
  /** Lower-case UUID. */
  secret: string;
  /** A privilege-separated token has its own grants, cut down to what its user may do. Default true. */
  readonly isPrivilegeSeparated?: boolean;
  /** Epoch milliseconds; absent: never. */
  expiresAtMs?: number;
}

export interface UserState {
  password?: string;
  isEnabled?: boolean;
  readonly tokens: Record<string, TokenState>;
}

/** Users by `name@realm`, roles by name, and who holds which role where. Mutable: a test may revoke at any time. */
export interface AccessState {
  users: Record<string, UserState>;
  roles: Record<string, readonly string[]>;
  acl: AclEntry[];
}

/** Every privilege of Proxmox VE 9. */
export const allPrivileges: readonly string[] = [
  'Datastore.Allocate',
  'Datastore.AllocateSpace',
  'Datastore.AllocateTemplate',
  'Datastore.Audit',
  'Group.Allocate',
  'Mapping.Audit',
  'Mapping.Modify',
  'Mapping.Use',
  'Permissions.Modify',
  'Pool.Allocate',
  'Pool.Audit',
  'Realm.Allocate',
  'Realm.AllocateUser',
  'SDN.Allocate',
  'SDN.Audit',
  'SDN.Use',
  'Sys.AccessNetwork',
  'Sys.Audit',
  'Sys.Console',
  'Sys.Incoming',
  'Sys.Modify',
  'Sys.PowerMgmt',
  'Sys.Syslog',
  'User.Modify',
  'VM.Allocate',
  'VM.Audit',
  'VM.Backup',
  'VM.Clone',
  'VM.Config.CDROM',
  'VM.Config.CPU',
  'VM.Config.Cloudinit',
  'VM.Config.Disk',
  'VM.Config.HWType',
  'VM.Config.Memory',
  'VM.Config.Network',
  'VM.Config.Options',
  'VM.Console',
  'VM.GuestAgent.Audit',
  'VM.GuestAgent.FileRead',
  'VM.GuestAgent.FileSystemMgmt',
  'VM.GuestAgent.FileWrite',
  'VM.GuestAgent.Unrestricted',
  'VM.Migrate',
  'VM.PowerMgmt',
  'VM.Replicate',
  'VM.Snapshot',
  'VM.Snapshot.Rollback',
];

const auditor = [
  'Datastore.Audit',
  'Mapping.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'Sys.Audit',
  'VM.Audit',
  'VM.GuestAgent.Audit',
];

/**
 * Roles that are ready to be granted: the vendor's own that matter here, and `Steward`, the least that Homelab
 * Steward needs to read everything and to carry out the power and snapshot workflows. `Datastore.AllocateSpace` and
 * `VM.Backup` are in it because the vendor hides backups from whoever lacks either.
 */
export const standardRoles: Readonly<Record<string, readonly string[]>> = {
  Administrator: allPrivileges,
  NoAccess: [],
  PVEAuditor: auditor,
  PVEVMUser: [
    'VM.Audit',
    'VM.Backup',
    'VM.Config.CDROM',
    'VM.Config.Cloudinit',
    'VM.Console',
    'VM.GuestAgent.Audit',
    'VM.GuestAgent.FileRead',
    'VM.GuestAgent.FileSystemMgmt',
    'VM.GuestAgent.FileWrite',
    'VM.PowerMgmt',
  ],
  PVEDatastoreUser: ['Datastore.AllocateSpace', 'Datastore.Audit'],
  Steward: [
    'Datastore.AllocateSpace',
    'Datastore.Audit',
    'Sys.Audit',
    'VM.Audit',
    'VM.Backup',
    'VM.PowerMgmt',
    'VM.Snapshot',
    'VM.Snapshot.Rollback',
  ],
};

/** The credentials that {@link standardAccess} sets up. */
export const standardCredentials = {
  steward: { tokenId: 'steward@pve!agent', secret: '7d1a2c4e-5b6f-4a83-9c0d-1e2f3a4b5c6d' },
  auditor: { tokenId: 'auditor@pve!read', secret: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f' },
  /** The token of root@pam without privilege separation: may do what root may. */
  root: { tokenId: 'root@pam!lab', secret: 'c3b2a190-8f7e-4d6c-b5a4-938271605f4e' },
  password: { username: 'steward@pve', password: 'correct horse battery staple' },
} as const;

/** Access as a careful owner sets it up: a Steward user with its token, an auditor and root. A new copy each time. */
export const standardAccess = (): AccessState => {
  const { steward, auditor: reader, root, password } = standardCredentials;
  return {
    users: {
      'root@pam': { password: 'root', tokens: { lab: { secret: root.secret, isPrivilegeSeparated: false } } },
      'steward@pve': { password: password.password, tokens: { agent: { secret: steward.secret } } },
      'auditor@pve': { tokens: { read: { secret: reader.secret } } },
    },
    roles: { ...standardRoles },
    acl: [
      { path: '/', who: 'steward@pve', role: 'Steward' },
      { path: '/', who: steward.tokenId, role: 'Steward' },
      { path: '/', who: 'auditor@pve', role: 'PVEAuditor' },
      { path: '/', who: reader.tokenId, role: 'PVEAuditor' },
    ],
  };
};
