import type { Clock } from '../../core/clock.ts';
import { delay } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { createAuthentication, secondFactorError, type Ticket } from './authentication.ts';
import { exchangeError } from './exchange-error.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { accountOf, type ProxmoxConnection } from './options.ts';
import { parseReply, ticketReply } from './replies.ts';
import { type CallContext, replyError, unknownOutcome } from './reply-error.ts';
import { type HttpReply, type HttpRequest, sendRequest } from './send-request.ts';
import { createVerifiedAgent } from './verified-agent.ts';

/** Parameters of a call. Booleans go as 1 and 0; undefined ones are left out. */
export type CallParameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** Calls Proxmox's API. Answers are the `data` of the reply, unchecked. */
export interface ProxmoxClient {
  /**
   * Reads. Errors that may pass are tried again, at most twice and only while no more than one time-out has gone by.
   * @param path below `/api2/json`, each segment escaped
   */
  get(path: string, parameters?: CallParameters, signal?: AbortSignal): Promise<unknown>;
  /**
   * Writes, exactly once. Only after a 401, which Proxmox answers before it looks at the request, is it sent again with
   * a new ticket.
   * @throws UnknownOutcomeError `proxmox.lost-reply` when the request may have left and no answer settles it
   */
  write(method: 'POST' | 'PUT' | 'DELETE', path: string, parameters?: CallParameters): Promise<unknown>;
  /** Closes idle connections. */
  close(): void;
}

const firstRetryDelayMs = 250;
const readAttempts = 3;

const encode = (parameters: CallParameters): string => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined)
      form.append(name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
  return form.toString();
};

const requestOf = (
  { host, port }: ProxmoxConnection,
  method: HttpRequest['method'],
  path: string,
  parameters: CallParameters,
  credentials: Readonly<Record<string, string>>,
): HttpRequest => {
  const form = encode(parameters);
  const base = { method, host, port, headers: { Accept: 'application/json', ...credentials } };
  if (method === 'GET' || method === 'DELETE')
    return { ...base, path: `/api2/json${path}${form === '' ? '' : `?${form}`}` };
  return {
    ...base,
    path: `/api2/json${path}`,
    headers: {
      ...base.headers,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(form)),
    },
    body: form,
  };
};

const dataOf = (call: CallContext, reply: HttpReply): unknown => {
  if (reply.status < 200 || reply.status >= 300) throw replyError(call, reply);
  try {
    const json: unknown = JSON.parse(reply.body);
    if (typeof json === 'object' && json !== null && 'data' in json) return json.data;
  } catch {
    // Falls through: what is no JSON is no answer of Proxmox either.
  }
  const what = `the answer (${reply.contentType || 'no content type'}) is not Proxmox's`;
  if (call.isWrite) throw unknownOutcome(call.name, what, undefined);
  throw new StewardError(`Proxmox ${call.name} cannot be read: ${what}.`, {
    code: 'proxmox.not-proxmox',
    kind: 'terminal',
    mend: 'Check that the url leads to Proxmox itself and not to a sign-in page in front of it.',
  });
};

/** A client for one connection, with connections of its own. */
export const createProxmoxClient = (
  connection: ProxmoxConnection,
  { clock, log, random }: { clock: Clock; log: Log; random: () => number },
): ProxmoxClient => {
  const readAgent = createVerifiedAgent(connection, { keepAlive: true, clock });
  const writeAgent = createVerifiedAgent(connection, { keepAlive: false, clock });
  const account = accountOf(connection.credentials);

  const exchange = async (
    call: CallContext,
    method: HttpRequest['method'],
    parameters: CallParameters,
    credentials: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<HttpReply> => {
    const startedMs = clock.now();
    try {
      const reply = await sendRequest(requestOf(connection, method, call.path, parameters, credentials), {
        agent: call.isWrite ? writeAgent : readAgent,
        clock,
        timeoutMs: connection.requestTimeoutMs,
        signal,
      });
      log.debug('call', {
        method,
        path: call.path,
        status: reply.status,
        durationMs: clock.now() - startedMs,
      });
      return reply;
    } catch (thrown) {
      if (!(thrown instanceof ExchangeFailure)) throw asStewardError(thrown);
      log.debug('call failed', {
        method,
        path: call.path,
        reason: thrown.reason,
        durationMs: clock.now() - startedMs,
      });
      throw exchangeError(call, connection.origin, thrown);
    }
  };

  const logIn = async (): Promise<Ticket> => {
    const { credentials, name } = connection;
    if (credentials.kind !== 'password') throw new TypeError('only a password is changed for a ticket');
    const call = { name, method: 'POST', path: '/access/ticket', isWrite: false, account };
    const parameters = { username: credentials.user, password: credentials.password };
    const reply = await exchange(call, 'POST', parameters, {});
    const given = parseReply(ticketReply, dataOf(call, reply), call);
    if (
      given.ticket === undefined ||
      given.CSRFPreventionToken === undefined ||
      given.ticket.startsWith('PVE:!tfa!')
    )
      throw secondFactorError(name, credentials.user);
    return { ticket: given.ticket, csrfToken: given.CSRFPreventionToken };
  };

  const authentication = createAuthentication(connection.credentials, logIn, clock);

  const attempt = async (
    call: CallContext,
    method: HttpRequest['method'],
    parameters: CallParameters,
    signal?: AbortSignal,
  ) => {
    const credentials = await authentication.headers(call.isWrite);
    const reply = await exchange(call, method, parameters, credentials, signal);
    if (reply.status !== 401 || !authentication.renew(credentials)) return dataOf(call, reply);
    const renewed = await authentication.headers(call.isWrite);
    return dataOf(call, await exchange(call, method, parameters, renewed, signal));
  };

  return {
    get: async (path, parameters = {}, signal) => {
      const call = { name: connection.name, method: 'GET', path, isWrite: false, account };
      const giveUpAtMs = clock.now() + connection.requestTimeoutMs;
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(call, 'GET', parameters, signal);
        } catch (thrown) {
          const error = asStewardError(thrown);
          const waitMs = firstRetryDelayMs * 4 ** (attempts - 1) * (0.5 + random());
          const isOver = attempts >= readAttempts || clock.now() + waitMs >= giveUpAtMs;
          if (error.kind !== 'retry' || isOver || !(await delay(clock, waitMs, signal))) throw error;
        }
      }
    },
    write: async (method, path, parameters = {}) =>
      attempt({ name: connection.name, method, path, isWrite: true, account }, method, parameters),
    close: () => {
      readAgent.destroy();
      writeAgent.destroy();
    },
  };
};
