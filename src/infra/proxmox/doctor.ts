import { asStewardError, explain, type StewardError } from '../../core/errors.ts';
import type { ProxmoxClient } from './client.ts';
import { accountOf, type ProxmoxConnection } from './options.ts';
import { missingPrivileges, neededPrivileges, privilegeCommands } from './privileges.ts';
import { parseReply, permissionTree, versionReply } from './replies.ts';
import { createReadApi } from './typed-api.ts';

/** One thing that was looked at. */
export interface ProxmoxCheck {
  /** e.g. `reachable`, `certificate`, `account`, `version`, `privilege VM.PowerMgmt` */
  readonly check: string;
  readonly ok: boolean;
  /** What was found, one sentence. */
  readonly detail: string;
  /** What to do, when something is to be done; several lines where commands are to be typed. */
  readonly mend?: string;
}

const oldestMajor = 8;
const exampleAccount = 'steward@pve!homelab';

const failed = (check: string, error: StewardError, mend = error.mend): ProxmoxCheck => ({
  check,
  ok: false,
  detail: error.message,
  ...(mend === undefined ? {} : { mend }),
});

const commands = (account: string, isNew: boolean): string =>
  `On a Proxmox node, as root:\n${privilegeCommands(account, { isNew }).join('\n')}`;

/** How far the first call came: each entry holds when the error is none of those before it. */
const checksBefore = (
  connection: ProxmoxConnection,
  error: StewardError | undefined,
): readonly ProxmoxCheck[] => {
  const unreachable = new Set([
    'proxmox.unreachable',
    'proxmox.unknown-host',
    'proxmox.timeout',
    'proxmox.connection-lost',
    'proxmox.gateway',
  ]);
  if (error !== undefined && unreachable.has(error.code)) return [failed('reachable', error)];
  const reachable: ProxmoxCheck = { check: 'reachable', ok: true, detail: `${connection.origin} answers.` };
  if (error?.code === 'proxmox.certificate') return [reachable, failed('certificate', error)];
  const trust =
    connection.fingerprint !== undefined
      ? 'It is the one whose fingerprint is pinned.'
      : connection.ca !== undefined
        ? 'It is signed by the given authority.'
        : 'It is signed by an authority that this machine trusts.';
  const certificate: ProxmoxCheck = { check: 'certificate', ok: true, detail: trust };
  if (error === undefined) return [reachable, certificate];
  return error.kind === 'auth'
    ? [
        reachable,
        certificate,
        failed(
          'account',
          error,
          `${error.mend ?? ''} To make a new token:\n${commands(exampleAccount, true)}`.trim(),
        ),
      ]
    : [reachable, certificate, failed('api', error)];
};

const privilegeChecks = async (
  client: ProxmoxClient,
  connection: ProxmoxConnection,
  signal?: AbortSignal,
) => {
  const account = accountOf(connection.credentials);
  const data: unknown = await createReadApi(client, signal).access.permissions.$get();
  const tree = parseReply(permissionTree, data, { name: connection.name, path: '/access/permissions' });
  const missing = new Set(missingPrivileges(tree));
  return neededPrivileges.map((need): ProxmoxCheck => {
    const { privilege, path, purpose } = need;
    if (!missing.has(need))
      return { check: `privilege ${privilege}`, ok: true, detail: `${account} may ${purpose}.` };
    return {
      check: `privilege ${privilege}`,
      ok: false,
      detail: `${account} lacks ${privilege} on ${path}, which is needed to ${purpose}.`,
      mend: commands(account, false),
    };
  });
};

/** Looks at a connection from the outside in and stops where nothing further can be known. Never throws. */
export const diagnose = async (
  client: ProxmoxClient,
  connection: ProxmoxConnection,
  signal?: AbortSignal,
): Promise<readonly ProxmoxCheck[]> => {
  const account = accountOf(connection.credentials);
  const checks: ProxmoxCheck[] = [];
  try {
    const data: unknown = await createReadApi(client, signal).version.$get();
    const { version } = parseReply(versionReply, data, { name: connection.name, path: '/version' });
    checks.push(...checksBefore(connection, undefined));
    checks.push({
      check: 'account',
      ok: true,
      detail: `${account} is accepted.`,
      ...(account.startsWith('root@')
        ? { mend: `It may do anything. A token of its own is safer.\n${commands(exampleAccount, true)}` }
        : {}),
    });
    const isKnown = Number.parseInt(version, 10) >= oldestMajor;
    checks.push({
      check: 'version',
      ok: isKnown,
      detail: `It is Proxmox VE ${version}.`,
      ...(isKnown ? {} : { mend: `Update to Proxmox VE ${oldestMajor} or newer.` }),
    });
  } catch (thrown) {
    return checksBefore(connection, asStewardError(thrown));
  }
  try {
    checks.push(...(await privilegeChecks(client, connection, signal)));
  } catch (thrown) {
    checks.push({ check: 'privileges', ok: false, detail: explain(asStewardError(thrown)) });
  }
  return checks;
};
