import { type ErrorKind, StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import type { HttpReply } from './send-request.ts';

/** The call that was answered, as errors name it. */
export interface CallContext {
  /** The connection's name. */
  readonly name: string;
  readonly method: string;
  /** Below `/api2/json`, without query. */
  readonly path: string;
  readonly isWrite: boolean;
  /** The account, e.g. `steward@pve!homelab`. */
  readonly account: string;
}

/** An error answer in Proxmox's own terms: the `cause` of the `StewardError` made from it. */
export class ProxmoxReplyError extends Error {
  override readonly name = 'ProxmoxReplyError';
  readonly status: number;
  /** Proxmox's sentence: from the body's `message`, else the reason phrase. */
  readonly reason: string;
  /** Messages by parameter. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(call: CallContext, status: number, reason: string, fields: Readonly<Record<string, string>>) {
    super(`${status} ${reason} (${call.method} ${call.path})`);
    this.status = status;
    this.reason = reason;
    this.fields = fields;
  }
}

interface Verdict {
  readonly code: string;
  readonly kind: ErrorKind;
  /** After "Proxmox <name> ". */
  readonly says: string;
  readonly mend?: string;
}

interface ProxmoxBody {
  readonly message: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** The parts of an error body that Proxmox itself writes; undefined when the body is not Proxmox's. */
const proxmoxBody = (text: string): ProxmoxBody | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || !('data' in json)) return undefined;
    const errors =
      'errors' in json && typeof json.errors === 'object' && json.errors !== null ? json.errors : {};
    return {
      message: 'message' in json && typeof json.message === 'string' ? json.message.trim() : '',
      errors: Object.fromEntries(Object.entries(errors).map(([field, says]) => [field, String(says).trim()])),
    };
  } catch {
    return undefined;
  }
};

const refusedOver = (reason: string): string => (reason === '' ? 'without a reason' : `because: ${reason}`);

/** Reasons of a 500, in the order in which they are tried. */
const failures: readonly { readonly pattern: RegExp; readonly verdict: (reason: string) => Verdict }[] = [
  {
    pattern: /can't lock file|\bgot timeout\b|\b(?:VM|CT)\b.* is locked|\bis locked \(/i,
    verdict: (reason) => ({
      code: 'proxmox.locked',
      kind: 'retry',
      says: `is busy with another change to it (${reason})`,
      mend: 'Wait until that is over and try again.',
    }),
  },
  {
    pattern: /no quorum/i,
    verdict: () => ({
      code: 'proxmox.no-quorum',
      kind: 'retry',
      says: 'has no quorum, because more than half of the cluster cannot be reached, and changes nothing meanwhile',
      mend: 'Bring the missing nodes back first.',
    }),
  },
  {
    pattern: /Configuration file .* does not exist|no such (?:VM|CT)|(?:VM|CT) '?\d+'? does not exist/i,
    verdict: () => ({
      code: 'proxmox.guest-gone',
      kind: 'terminal',
      says: 'has no such guest there any more',
    }),
  },
  {
    pattern: /hostname lookup|no such (?:cluster )?node|Name or service not known/i,
    verdict: (reason) => ({
      code: 'proxmox.node-unknown',
      kind: 'terminal',
      says: `does not know that node (${reason})`,
      mend: 'Check the name of the node in the cluster and its entry in /etc/hosts.',
    }),
  },
];

const missingPrivilege = (reason: string): { path: string; privilege: string } | undefined => {
  const [, path, privilege] = /\((\/[^,]*),\s*([^)]+)\)/.exec(reason) ?? [];
  return path === undefined || privilege === undefined
    ? undefined
    : { path, privilege: privilege.replaceAll('|', ' or ') };
};

const judge = (call: CallContext, status: number, reason: string, fields: ProxmoxBody['errors']): Verdict => {
  const named = Object.entries(fields).map(([field, says]) => `${field}: ${says}`);
  switch (status) {
    case 401:
      return {
        code: 'proxmox.unauthorized',
        kind: 'auth',
        says: `does not accept ${call.account} (${reason})`,
        mend: 'Check that the account or token exists, is enabled and has not expired, then set its secret again.',
      };
    case 403: {
      const missing = missingPrivilege(reason);
      return {
        code: 'proxmox.forbidden',
        kind: 'auth',
        says:
          missing === undefined
            ? `does not allow ${call.account} to do this (${reason})`
            : `does not allow this: ${call.account} lacks ${missing.privilege} on ${missing.path}`,
        mend: 'Run `steward doctor`: it prints the commands that give exactly the privileges needed.',
      };
    }
    case 400:
      return {
        code: 'proxmox.parameters',
        kind: 'terminal',
        says: `refused the request ${named.length > 0 ? `over ${named.join('; ')}` : refusedOver(reason)}`,
      };
    case 408:
    case 429:
      return {
        code: 'proxmox.busy',
        kind: 'retry',
        says: `has too much to do (${reason})`,
        mend: 'Try again soon.',
      };
    case 501:
      return {
        code: 'proxmox.unsupported',
        kind: 'terminal',
        says: `does not offer ${call.method} ${call.path}`,
        mend: 'Update Proxmox VE: version 8 or newer is needed.',
      };
    default:
      return (
        failures.find(({ pattern }) => pattern.test(reason))?.verdict(reason) ?? {
          code: 'proxmox.failed',
          kind: 'terminal',
          says: `could not do it ${refusedOver(reason)}`,
        }
      );
  }
};

/**
 * The reasons for which the node that passes a call on never reached the other one, so that a write cannot have
 * happened. Statuses from 595 are those of AnyEvent::HTTP, with which Proxmox passes calls on: 595 stands for the
 * connection, 596 to 599 for what comes after it. A time-out is left out on purpose, since it may come late as well.
 */
const neverConnected = /refused|no route|unreachable|host is down|name or service not known|lookup/i;

/** Whether this answer leaves open what became of a write. */
const leavesOpen = (reply: HttpReply, isProxmox: boolean): boolean => {
  if (reply.status === 595) return !neverConnected.test(reply.reason);
  if (reply.status > 595) return true;
  // A proxy in between speaks, which may have passed the request on before.
  return (reply.status >= 500 || reply.status < 400) && !isProxmox;
};

/** A write of which it is not known whether it was carried out. */
export const unknownOutcome = (name: string, why: string, cause: unknown): UnknownOutcomeError =>
  new UnknownOutcomeError(`Proxmox ${name} was asked, but ${why}, so it is not known whether it was done.`, {
    code: 'proxmox.lost-reply',
    kind: 'terminal',
    mend: 'Look at the guest and its tasks in Proxmox before asking again.',
    cause,
  });

/**
 * What an answer that is not a success means. Pure.
 * @returns UnknownOutcomeError when it leaves open what became of a write; after every other one nothing happened
 */
export const replyError = (call: CallContext, reply: HttpReply): StewardError => {
  const body = proxmoxBody(reply.body);
  const reason = body?.message || reply.reason.trim();
  const cause = new ProxmoxReplyError(call, reply.status, reason, body?.errors ?? {});
  if (reply.status >= 595) {
    const node = /^\/nodes\/([^/]+)/.exec(call.path)?.[1] ?? 'another node';
    if (call.isWrite && leavesOpen(reply, false))
      return unknownOutcome(call.name, `the connection to ${node} broke (${reply.status} ${reason})`, cause);
    return new StewardError(`Proxmox ${call.name} cannot reach ${node} (${reply.status} ${reason}).`, {
      code: 'proxmox.node-unreachable',
      kind: 'retry',
      mend: `Check that ${node} is switched on and connected, and that its name is right.`,
      cause,
    });
  }
  const hasOwnAnswer = body !== undefined || reply.status === 401 || reply.status === 501;
  if (!hasOwnAnswer) {
    const isPassing = reply.status >= 500;
    const what = `something in front of it answered ${reply.status} ${reason}`.trim();
    if (call.isWrite && leavesOpen(reply, false)) return unknownOutcome(call.name, what, cause);
    return new StewardError(`Proxmox ${call.name} cannot be reached: ${what}.`, {
      code: isPassing ? 'proxmox.gateway' : 'proxmox.not-proxmox',
      kind: isPassing ? 'retry' : 'terminal',
      mend: isPassing
        ? 'Check the proxy between Steward and Proxmox.'
        : 'Check that the url leads to Proxmox itself, as a rule on port 8006.',
      cause,
    });
  }
  const { code, kind, says, mend } = judge(call, reply.status, reason, body?.errors ?? {});
  return new StewardError(`Proxmox ${call.name} ${says}.`, {
    code,
    kind,
    ...(mend === undefined ? {} : { mend }),
    ...(Object.keys(cause.fields).length > 0 ? { fields: cause.fields } : {}),
    cause,
  });
};
