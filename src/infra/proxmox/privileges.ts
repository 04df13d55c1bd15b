/** One privilege that Steward needs, and for what. */
export interface PrivilegeNeed {
  readonly privilege: string;
  /** Where; it is passed on to the paths below. */
  readonly path: '/' | '/vms' | '/storage';
  /** After "needed to ". */
  readonly purpose: string;
}

/**
 * The least that Steward needs, from the permission checks of each call it makes. Rolling back is allowed by
 * VM.Snapshot as well. The two for backups look like more than reading, but Proxmox shows a backup only to those who
 * may make one.
 */
export const neededPrivileges: readonly PrivilegeNeed[] = [
  { privilege: 'Sys.Audit', path: '/', purpose: 'see the state of nodes, disks, ZFS pools and tasks' },
  { privilege: 'VM.Audit', path: '/vms', purpose: 'see guests and their snapshots' },
  { privilege: 'Datastore.Audit', path: '/storage', purpose: 'see storages' },
  { privilege: 'VM.Backup', path: '/vms', purpose: 'see which guests have backups' },
  { privilege: 'Datastore.AllocateSpace', path: '/storage', purpose: 'see which guests have backups' },
  { privilege: 'VM.PowerMgmt', path: '/vms', purpose: 'start, stop and restart guests after an approval' },
  { privilege: 'VM.Snapshot', path: '/vms', purpose: 'take snapshots and roll back after an approval' },
];

/** By path: each privilege that is held there, and whether it is passed on to the paths below. */
export type PermissionTree = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** Whether a privilege is held on a path: said there, or passed on by the nearest path above that says anything. */
export const holds = (tree: PermissionTree, privilege: string, path: string): boolean => {
  const own = tree[path];
  if (own !== undefined) return privilege in own;
  for (let above = parentOf(path); ; above = parentOf(above)) {
    const entry = tree[above];
    if (entry !== undefined) return entry[privilege] === true;
    if (above === '/') return false;
  }
};

/** The needs that are not met. */
export const missingPrivileges = (tree: PermissionTree): readonly PrivilegeNeed[] =>
  neededPrivileges.filter(({ privilege, path }) => !holds(tree, privilege, path));

const roleName = 'HomelabSteward';

const quoted = (name: string): string => (/^[A-Za-z0-9@._-]+$/.test(name) ? name : `'${name}'`);

/**
 * The commands, to be typed on a node as root, that give an account exactly what is needed.
 * @param account `user@realm!token` or `user@realm`
 * @param options.isNew also make the user and, for a token, the token itself, whose secret the last command prints
 */
export const privilegeCommands = (
  account: string,
  { isNew }: { readonly isNew: boolean },
): readonly string[] => {
  const [user = account, token] = account.split('!');
  const privileges = neededPrivileges.map(({ privilege }) => privilege).join(' ');
  return [
    // Proxmox refuses to add a role that exists, so an account that has too little gets its privileges set anew.
    isNew
      ? `pveum role add ${roleName} --privs "${privileges}"`
      : `pveum role modify ${roleName} --privs "${privileges}" || pveum role add ${roleName} --privs "${privileges}"`,
    ...(isNew ? [`pveum user add ${quoted(user)} --comment "Homelab Steward"`] : []),
    `pveum acl modify / --users ${quoted(user)} --roles ${roleName}`,
    ...(token === undefined
      ? []
      : [
          ...(isNew ? [`pveum user token add ${quoted(user)} ${quoted(token)} --privsep 1`] : []),
          `pveum acl modify / --tokens ${quoted(account)} --roles ${roleName}`,
        ]),
  ];
};
