import { type AccessState, allPrivileges } from './access.ts';
import { ApiError } from './api-error.ts';
import type { MethodSchema, PermissionCheck } from './schema.ts';

/** Privileges on a path; the value says whether the grant also holds below. */
export type Privileges = Readonly<Record<string, 0 | 1>>;

const isAtOrAbove = (grant: string, path: string): boolean =>
  grant === '/' || grant === path || path.startsWith(`${grant}/`);

/**
 * Privileges from the grants of exactly one user or token. The nearest path with any grant decides, and `NoAccess`
 * there takes everything away, as in the vendor's tree.
 */
const grantedTo = (access: AccessState, who: string, path: string): Privileges => {
  const inForce = access.acl
    .filter((entry) => entry.who === who && isAtOrAbove(entry.path, path))
    .filter((entry) => entry.path === path || entry.isPropagated !== false);
  const nearest = Math.max(...inForce.map((entry) => (entry.path === '/' ? 0 : entry.path.length)));
  const roles = inForce.filter((entry) => (entry.path === '/' ? 0 : entry.path.length) === nearest);
  if (roles.some((entry) => entry.role === 'NoAccess')) return {};
  const privileges: Record<string, 0 | 1> = {};
  for (const entry of roles)
    for (const privilege of access.roles[entry.role] ?? [])
      if (privileges[privilege] !== 1) privileges[privilege] = entry.isPropagated === false ? 0 : 1;
  return privileges;
};

/** What a user or token may do on a path. A privilege-separated token never exceeds its user. */
export const effectivePrivileges = (access: AccessState, who: string, path: string): Privileges => {
  if (who === 'root@pam')
    return Object.fromEntries(allPrivileges.map((privilege) => [privilege, 1 as const]));
  const [user = '', token] = who.split('!');
  const state = access.users[user];
  if (state === undefined) return {};
  if (token === undefined) return grantedTo(access, user, path);
  const tokenState = state.tokens[token];
  if (tokenState === undefined) return {};
  const ofUser = effectivePrivileges(access, user, path);
  if (tokenState.isPrivilegeSeparated === false) return ofUser;
  return Object.fromEntries(
    Object.entries(grantedTo(access, who, path))
      .filter(([privilege]) => ofUser[privilege] !== undefined)
      .map(([privilege, isPropagated]) => [privilege, (isPropagated & (ofUser[privilege] ?? 0)) as 0 | 1]),
  );
};

/** Whether somebody holds all (or, with `any`, at least one) of the privileges on a path. */
export const holds = (
  access: AccessState,
  who: string,
  path: string,
  privileges: readonly string[],
  mode: 'all' | 'any' = 'all',
): boolean => {
  const held = effectivePrivileges(access, who, path);
  return mode === 'all'
    ? privileges.every((privilege) => held[privilege] !== undefined)
    : privileges.some((privilege) => held[privilege] !== undefined);
};

const permissionFailed = (what?: string): ApiError =>
  new ApiError(403, `Permission check failed${what === undefined ? '' : ` (${what})`}`);

/** @throws ApiError 403 naming path and privilege, in the vendor's words */
export const requirePrivileges = (
  access: AccessState,
  who: string,
  path: string,
  privileges: readonly string[],
  mode: 'all' | 'any' = 'all',
): void => {
  if (holds(access, who, path, privileges, mode)) return;
  const held = effectivePrivileges(access, who, path);
  const missing = privileges.find((privilege) => held[privilege] === undefined);
  throw permissionFailed(`${path}, ${mode === 'any' ? privileges.join('|') : missing}`);
};

const fill = (template: string, parameters: Readonly<Record<string, unknown>>): string =>
  template
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''))
    .replace(/(.)\/$/, '$1');

/** Options stand behind the fixed part as key, value, key, value. */
const optionsOf = (rest: readonly unknown[]): Record<string, unknown> => {
  const options: Record<string, unknown> = {};
  for (let index = 0; index + 1 < rest.length; index += 2) options[String(rest[index])] = rest[index + 1];
  return options;
};

type Parameters = Readonly<Record<string, unknown>>;

const checkUserGroup = (
  access: AccessState,
  who: string,
  check: PermissionCheck,
  parameters: Parameters,
): void => {
  const [, privileges, ...rest] = check as [string, string[], ...unknown[]];
  const options = optionsOf(rest);
  if (options['groups_param'] !== 'create' && access.users[String(parameters['userid'])] === undefined)
    throw new ApiError(500, `no such user ('${String(parameters['userid'])}')`);
  requirePrivileges(access, who, '/access/groups', privileges, 'any');
};

const checkUserParameter = (
  access: AccessState,
  who: string,
  check: PermissionCheck,
  parameters: Parameters,
): void => {
  const userId = String(parameters['userid']);
  if (check[1] !== 'self') {
    requirePrivileges(access, who, `/access/realm/${userId.split('@').at(-1)}`, ['Realm.AllocateUser']);
  } else if (who !== userId) {
    throw permissionFailed();
  }
};

/** Evaluates the vendor's permission expression. @throws ApiError 403 */
export const evaluateCheck = (
  access: AccessState,
  who: string,
  check: PermissionCheck,
  parameters: Parameters,
): void => {
  const [test, ...operands] = check;
  switch (test) {
    case 'and':
      for (const operand of operands) evaluateCheck(access, who, operand as PermissionCheck, parameters);
      return;
    case 'or': {
      for (const operand of operands) {
        try {
          evaluateCheck(access, who, operand as PermissionCheck, parameters);
          return;
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
        }
      }
      throw permissionFailed();
    }
    case 'perm': {
      const [template, privileges, ...rest] = operands as [string, string[], ...unknown[]];
      const options = optionsOf(rest);
      const required = options['require_param'];
      if (required !== undefined && parameters[String(required)] === undefined) throw permissionFailed();
      requirePrivileges(
        access,
        who,
        fill(template, parameters),
        privileges,
        options['any'] === 1 ? 'any' : 'all',
      );
      return;
    }
    case 'perm-modify': {
      requirePrivileges(access, who, fill(String(operands[0]), parameters), ['Permissions.Modify'], 'any');
      return;
    }
    case 'userid-group':
      checkUserGroup(access, who, check, parameters);
      return;
    case 'userid-param':
      checkUserParameter(access, who, check, parameters);
      return;
    default:
      throw new Error(`The stand-in does not know the permission test ${test}.`);
  }
};

/**
 * Whether a caller may call a method at all.
 * @param who undefined for a call without credentials (only `user: world` allows that)
 * @throws ApiError 403
 */
export const checkMethodPermission = (
  access: AccessState,
  who: string | undefined,
  permissions: MethodSchema['permissions'],
  parameters: Parameters,
): void => {
  if (permissions?.user === 'world') return;
  if (who === undefined) throw permissionFailed('user != null');
  if (who === 'root@pam') return;
  if (permissions === undefined) throw permissionFailed('user != root@pam');
  if (permissions.user === 'all') return;
  if (permissions.check === undefined) throw permissionFailed();
  evaluateCheck(access, who, permissions.check, parameters);
};
