import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../../src/core/clock.ts';
import type { AccessState } from './access.ts';
import { ApiError, parameterError } from './api-error.ts';
import { authenticate, type Tickets } from './authentication.ts';
import type { Call } from './call.ts';
import { checkMethodPermission } from './permissions.ts';
import { readParameters } from './read-parameters.ts';
import type { RefusalKind, Refusals } from './refusals.ts';
import { routes } from './routes/index.ts';
import { type MatchedMethod, matchMethod } from './schema.ts';
import type { HomelabState } from './state.ts';
import type { TaskOutcome, Tasks } from './tasks.ts';
import { convertParameters, verifyParameters, verifyReply } from './verify-parameters.ts';

/** What a request is, as far as the API is concerned. */
export interface ApiRequest {
  readonly method: string;
  /** Below `/api2/json`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the API answers. */
export interface ApiReply {
  readonly status: number;
  readonly reason: string;
  /** Undefined: no body and no content type. */
  readonly body: string | undefined;
  readonly who: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What calls work on. */
export interface ApiWorld {
  readonly access: AccessState;
  readonly tickets: Tickets;
  readonly tasks: Tasks;
  readonly clock: Clock;
  readonly liveState: HomelabState;
  readonly refusals: Refusals;
  /** The state that a reading shows. */
  readableState(method: string, path: string): HomelabState;
}

class Refused extends Error {
  readonly kind: RefusalKind;
  readonly error: ApiError;

  constructor(kind: RefusalKind, error: ApiError) {
    super(error.message);
    this.kind = kind;
    this.error = error;
  }
}

const refusing = <Result>(kind: RefusalKind, action: () => Result): Result => {
  try {
    return action();
  } catch (error) {
    if (error instanceof ApiError) throw new Refused(kind, error);
    throw error;
  }
};

const find = ({ method, path }: ApiRequest): MatchedMethod => {
  let matched: MatchedMethod | undefined;
  try {
    matched = matchMethod(method, path);
  } catch {
    matched = undefined;
  }
  if (matched === undefined) throw new ApiError(501, `Method '${method} ${path}' not implemented`);
  return matched;
};

const mergeParameters = (matched: MatchedMethod, given: Readonly<Record<string, unknown>>) => {
  for (const [name, value] of Object.entries(given)) {
    const inPath = matched.pathParameters[name];
    if (inPath !== undefined && inPath !== String(value))
      throw parameterError({
        [name]: 'duplicate parameter (already defined in URI) with conflicting values!',
      });
  }
  return { ...given, ...matched.pathParameters };
};

/** A call for a node is passed on to it: 596 when nobody knows the node, 595 when it does not answer. */
const checkNode = (world: ApiWorld, matched: MatchedMethod): void => {
  const name = matched.schema.proxyto === 'node' ? matched.pathParameters['node'] : undefined;
  if (name === undefined || name === 'localhost') return;
  const node = world.liveState.nodes.find((one) => one.name === name);
  if (node === undefined) throw new ApiError(596, 'Broken pipe');
  if (node.status === 'offline') throw new ApiError(595, 'No route to host');
};

const checkReply = (world: ApiWorld, request: ApiRequest, matched: MatchedMethod, data: unknown): void => {
  for (const [field, why] of Object.entries(verifyReply(matched.schema.returns, data)))
    world.refusals.add({
      kind: 'own-reply',
      method: request.method,
      path: request.path,
      why: `${field}: ${why}`,
    });
};

const answer = (
  world: ApiWorld,
  request: ApiRequest,
  outcome: TaskOutcome | undefined,
  note: (known: { who?: string | undefined; parameters?: Readonly<Record<string, unknown>> }) => void,
): { data: unknown; total?: number } => {
  const caller = refusing('authentication', () => authenticate(request, world));
  note({ who: caller.who });
  const matched = refusing('contract', () => find(request));
  const parameters = refusing('contract', () =>
    mergeParameters(
      matched,
      readParameters(request.method, { ...request, contentType: request.headers['content-type'] }),
    ),
  );
  note({ who: caller.who, parameters });
  if (caller.isToken && matched.schema.allowtoken !== 1)
    throw new Refused(
      'permission',
      new ApiError(
        403,
        `Permission check failed (URI '${request.path}' not available with API token, need proper ticket.`,
      ),
    );
  refusing('permission', () => {
    checkMethodPermission(world.access, caller.who, matched.schema.permissions, parameters);
  });
  checkNode(world, matched);
  const errors = verifyParameters(matched.schema.parameters, parameters);
  if (Object.keys(errors).length > 0) throw new Refused('contract', parameterError(errors));
  const route = routes[`${request.method} ${matched.path}`];
  if (route === undefined)
    throw new Refused(
      'not-covered',
      new ApiError(501, `Method '${request.method} ${request.path}' not covered by the stand-in`),
    );
  const call: Call = {
    parameters: convertParameters(matched.schema.parameters, parameters),
    who: caller.who ?? '',
    state: world.readableState(request.method, request.path),
    liveState: world.liveState,
    access: world.access,
    tasks: world.tasks,
    tickets: world.tickets,
    clock: world.clock,
    outcome,
  };
  const data = route(call);
  checkReply(world, request, matched, data);
  return call.total === undefined ? { data } : { data, total: call.total };
};

const kindOf = (status: number): RefusalKind | undefined => {
  if (status === 400) return 'contract';
  if (status === 401) return 'authentication';
  return status === 403 ? 'permission' : undefined;
};

const explain = (error: ApiError): string =>
  error.errors === undefined
    ? error.message
    : `${error.message} ${Object.entries(error.errors)
        .map(([field, text]) => `${field}: ${text.trim()}`)
        .join('; ')}`;

/** Answers one request in the vendor's order and words, and records what it refuses. */
export const handleCall = (world: ApiWorld, request: ApiRequest, outcome?: TaskOutcome): ApiReply => {
  let who: string | undefined;
  let parameters: Readonly<Record<string, unknown>> = {};
  try {
    const reply = answer(world, request, outcome, (known) => {
      who = known.who;
      parameters = known.parameters ?? parameters;
    });
    return { status: 200, reason: 'OK', body: JSON.stringify(reply), who, parameters };
  } catch (thrown) {
    const error = thrown instanceof Refused ? thrown.error : thrown;
    if (!(error instanceof ApiError)) throw error;
    const kind = thrown instanceof Refused ? thrown.kind : kindOf(error.status);
    if (kind !== undefined)
      world.refusals.add({ kind, method: request.method, path: request.path, why: explain(error) });
    const isEmpty =
      error.status === 595 ||
      error.status === 596 ||
      (error.status === 401 && kind === 'authentication' && request.path !== '/access/ticket');
    const body = {
      data: null,
      message: `${error.message}\n`,
      ...(error.errors === undefined ? {} : { errors: error.errors }),
    };
    return {
      status: error.status,
      reason: error.message,
      body: isEmpty ? undefined : JSON.stringify(body),
      who,
      parameters,
    };
  }
};
