import { ApiError, parameterError } from '../api-error.ts';
import { type Call, optionalText, type Routes, require, text } from '../call.ts';
import { effectivePrivileges, type Privileges } from '../permissions.ts';

const createTicket = (call: Call) => {
  const given = text(call, 'username');
  const user = given.includes('@') ? given : `${given}@${optionalText(call, 'realm') ?? 'pam'}`;
  const state = call.access.users[user];
  const password = text(call, 'password');
  const isRenewal = call.tickets.verify(password) === user;
  if (state === undefined || state.isEnabled === false || !(isRenewal || state.password === password))
    throw new ApiError(401, 'authentication failure');
  const { ticket, csrfToken } = call.tickets.issue(user);
  return {
    username: user,
    ticket,
    CSRFPreventionToken: csrfToken,
    clustername: call.state.clusterName,
    cap: {},
  };
};

const shownPaths = ['/', '/access', '/access/groups', '/nodes', '/pool', '/sdn', '/storage', '/vms'];

const permissions = (call: Call): Record<string, Privileges> => {
  const user = optionalText(call, 'userid') ?? call.who;
  if (user !== call.who && !user.startsWith(`${call.who}!`)) require(call, '/access', ['Sys.Audit']);
  if (call.access.users[user.split('!')[0] ?? ''] === undefined)
    throw parameterError({ userid: `no such user ('${user}')` });
  const wanted = optionalText(call, 'path');
  const paths =
    wanted === undefined ? new Set([...shownPaths, ...call.access.acl.map((entry) => entry.path)]) : [wanted];
  const result: Record<string, Privileges> = {};
  for (const path of paths) {
    const privileges = effectivePrivileges(call.access, user, path);
    if (wanted !== undefined || Object.keys(privileges).length > 0) result[path] = privileges;
  }
  return result;
};

/** Tickets, permissions, users and roles. */
export const accessRoutes: Routes = {
  'POST /access/ticket': createTicket,
  'GET /access/ticket': () => null,
  'GET /access/permissions': permissions,
  'GET /access/domains': () => [
    { realm: 'pam', type: 'pam', comment: 'Linux PAM standard authentication', default: 1 },
    { realm: 'pve', type: 'pve', comment: 'Proxmox VE authentication server' },
  ],
  'GET /access/roles': ({ access }) =>
    Object.entries(access.roles).map(([roleid, privileges]) => ({
      roleid,
      privs: privileges.join(','),
      special: roleid === 'Steward' ? 0 : 1,
    })),
};
