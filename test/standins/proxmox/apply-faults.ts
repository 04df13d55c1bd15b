import type { AccessState } from './access.ts';
import type { Tickets } from './authentication.ts';
import type { Fault } from './faults.ts';
import type { ApiReply } from './handle-call.ts';
import type { WireReply } from './send-reply.ts';

/** What faults may change before a call is looked at. */
export interface FaultTargets {
  readonly access: AccessState;
  readonly tickets: Tickets;
  /** Shows the state of now to the next `times` readings. */
  holdBack(times: number): void;
}

const revokeAllTokens = (access: AccessState): void => {
  for (const user of Object.values(access.users))
    for (const name of Object.keys(user.tokens)) delete user.tokens[name];
};

const statusReply = (fault: Extract<Fault, { kind: 'status' }>): WireReply => {
  const { status, reason, body, contentType } = fault;
  const text = body ?? JSON.stringify({ data: null, message: `${reason}\n` });
  return {
    status,
    reason,
    body: body === null ? undefined : text,
    ...(contentType === undefined ? {} : { contentType }),
  };
};

/** Lets the faults happen that come before a call is looked at. @returns the reply, when a fault answers instead */
export const applyBefore = (
  faults: readonly Fault[],
  { access, tickets, holdBack }: FaultTargets,
): WireReply | undefined => {
  for (const fault of faults) {
    if (fault.kind === 'ticket-expiry') tickets.expireAll();
    if (fault.kind === 'token-revoked') revokeAllTokens(access);
    if (fault.kind === 'stale-reads') holdBack(fault.times);
    if (fault.kind === 'status') return statusReply(fault);
    if (fault.kind === 'redirect')
      return {
        status: fault.status ?? 302,
        reason: 'Found',
        body: undefined,
        headers: { Location: fault.location },
      };
  }
  return undefined;
};

/** Puts a fault's body in the place of the API's. */
export const applyToReply = (faults: readonly Fault[], reply: ApiReply): WireReply => {
  const fault = faults.find((one) => one.kind === 'body');
  if (fault === undefined) return reply;
  const { status = 200, body, contentType } = fault;
  return { status, reason: 'OK', body, ...(contentType === undefined ? {} : { contentType }) };
};
