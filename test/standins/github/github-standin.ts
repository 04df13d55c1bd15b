import type { Clock } from '../../../src/core/clock.ts';
import { type Answer, type Call, type Route, refusal } from './call.ts';
import type { Fault, FaultRule } from './faults.ts';
import { gitRoutes } from './git-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { faultsIn, filled, type Operation, operations } from './schema.ts';
import { closeDue, commitByPerson, newRepository, type RepositoryState } from './state.ts';

/** A token, and what it may do. */
export interface KeptToken {
  readonly user: { readonly id: number; readonly login: string };
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

/** A GitHub with one repository. */
export interface GithubStandIn {
  readonly state: RepositoryState;
  readonly tokens: Map<string, KeptToken>;
  /** Takes a request as Node's fetch does. */
  readonly fetch: typeof globalThis.fetch;
  /** Requests so far, as `operation/id`; refused ones too. */
  readonly requests: string[];
  /** What the description does not allow, and what the stand-in itself answered wrongly. */
  readonly violations: string[];
  inject(rule: FaultRule): { readonly hits: () => number };
  /** Nothing can be reached. */
  isDown: boolean;
  /** How many items a page really has, whatever was asked for; links are right. */
  longestPage: number;
  /** How long after a commit GitHub closes what it fixes. Infinity: never. */
  closesAfterMs: number;
}

const routes: Readonly<Record<string, Route>> = { ...issueRoutes, ...gitRoutes };

/** What GitHub asks of a token for a call. */
const permissionFor = ({ id, method }: Operation): readonly [string, 'read' | 'write'] => {
  const level = method === 'GET' ? 'read' : 'write';
  if (id.startsWith('issues/')) return ['issues', level];
  if (id.startsWith('pulls/')) return ['pull_requests', level];
  if (id === 'repos/get' || id.startsWith('users/')) return ['metadata', 'read'];
  return ['contents', level];
};

const compiled = operations.map((operation) => ({
  operation,
  pattern: new RegExp(
    `^${operation.path.replace(/\{(path|ref)\}/g, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  ),
}));

const find = (method: string, path: string) => {
  for (const { operation, pattern } of compiled) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match !== null) return { operation, values: match.groups ?? {} };
  }
  return undefined;
};

/** Makes one whose answers need no network: its `fetch` is a function. */
export const createGithubStandIn = (options: {
  readonly clock: Clock;
  readonly repository?: string;
  readonly isEmpty?: boolean;
}): GithubStandIn => {
  const { clock, repository = 'alice/homelab', isEmpty } = options;
  const rules: { rule: FaultRule; seen: number; hits: number }[] = [];
  let stale: { state: RepositoryState; untilMs: number } | undefined;
  let limitedUntilMs = 0;

  const parametersOf = (operation: Operation, values: Readonly<Record<string, string>>, url: URL) => {
    const parameters: Record<string, string> = {};
    for (const [name, value] of [...Object.entries(values), ...url.searchParams]) {
      const known = operation.parameters.find((each) => each.name === name);
      if (known === undefined) standIn.violations.push(`${operation.id}: the parameter ${name} is unknown`);
      const text = decodeURIComponent(value);
      const typed = known?.schema.type === 'integer' ? Number(text) : text;
      for (const fault of faultsIn(known?.schema ?? {}, typed, true, name))
        standIn.violations.push(`${operation.id}: ${fault}`);
      parameters[name] = text;
    }
    return parameters;
  };

  const takeFaults = ({ id, method }: Operation): Fault[] =>
    rules
      .filter(({ rule }) => (rule.operation ?? id) === id && (rule.method ?? method) === method)
      .filter((each) => {
        each.seen += 1;
        const first = each.rule.nth ?? 1;
        const isMet = each.seen >= first && each.seen < first + (each.rule.times ?? 1);
        if (isMet) each.hits += 1;
        return isMet;
      })
      .map(({ rule }) => rule.fault);

  /** Everything that GitHub looks at before the route. */
  const admit = (operation: Operation, call: Omit<Call, 'user'>, token: KeptToken | undefined): Answer => {
    if (token === undefined) return refusal(401, 'Bad credentials');
    const { owner, repo } = call.parameters;
    const isHere = owner === undefined || `${owner}/${repo}`.toLowerCase() === repository.toLowerCase();
    if (!isHere || token.permissions['metadata'] === undefined) return refusal(404, 'Not Found');
    const [permission, level] = permissionFor(operation);
    const has = token.permissions[permission];
    if (has === undefined || (level === 'write' && has === 'read'))
      return {
        ...refusal(403, 'Resource not accessible by personal access token'),
        items: [`${permission}=${level}`],
      };
    if (call.state.isArchived && operation.method !== 'GET')
      return refusal(403, 'Repository was archived so is read-only.');
    return (routes[operation.id] as Route)({ ...call, user: token.user });
  };

  const respond = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
    new Response(JSON.stringify(body), {
      status,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-ratelimit-remaining': '4990',
        ...headers,
      },
    });

  const send = (operation: Operation, answer: Answer, url: URL): Response => {
    if (answer.status >= 300)
      return respond(
        answer.status,
        answer.body,
        answer.status === 403 && answer.items !== undefined
          ? { 'x-accepted-github-permissions': String(answer.items[0]) }
          : {},
      );
    const headers: Record<string, string> = {};
    let { body } = answer;
    if (answer.items !== undefined) {
      const asked = Number(url.searchParams.get('per_page') ?? 30);
      const length = Math.min(asked, standIn.longestPage);
      const page = Number(url.searchParams.get('page') ?? 1);
      body = answer.items.slice((page - 1) * length, page * length);
      if (answer.items.length > page * length) {
        url.searchParams.set('page', String(page + 1));
        headers['link'] = `<${url.href}>; rel="next"`;
      }
    }
    const schema = operation.answers[String(answer.status)] ?? {};
    const whole = filled(schema, body);
    for (const fault of faultsIn(schema, whole, false))
      standIn.violations.push(`own answer of ${operation.id}: ${fault}`);
    return respond(answer.status, whole, headers);
  };

  const lost = (why: string): never => {
    throw new TypeError('fetch failed', { cause: new Error(why) });
  };

  const handle = async (request: Request): Promise<Response> => {
    if (standIn.isDown) return lost('connect ECONNREFUSED');
    const url = new URL(request.url);
    const found = find(request.method, url.pathname);
    if (found === undefined) {
      standIn.violations.push(`${request.method} ${url.pathname} is unknown`);
      return respond(404, { message: 'Not Found' });
    }
    const { operation, values } = found;
    standIn.requests.push(operation.id);
    const faults = takeFaults(operation);
    if (faults.some(({ kind }) => kind === 'lost-before')) return lost('socket hang up');
    for (const fault of faults) {
      if (fault.kind === 'answer') return respond(fault.status, fault.body, fault.headers);
      if (fault.kind === 'primary-limit') limitedUntilMs = clock.now() + fault.forMs;
      if (fault.kind === 'push-before')
        commitByPerson(standIn.state, { message: 'notes', files: { 'notes.md': `${clock.now()}\n` } });
      if (fault.kind === 'stale-reads')
        stale = { state: structuredClone(standIn.state), untilMs: clock.now() + fault.forMs };
    }
    if (clock.now() < limitedUntilMs)
      return respond(
        403,
        { message: 'API rate limit exceeded for user ID 1.' },
        {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(limitedUntilMs / 1000)),
        },
      );
    closeDue(standIn.state, clock.now());
    const text = await request.text();
    const body = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
    const bodyFaults =
      operation.body === undefined
        ? body === undefined
          ? []
          : ['a body is not expected']
        : faultsIn(operation.body, body ?? {}, true, 'body');
    for (const fault of bodyFaults) standIn.violations.push(`${operation.id}: ${fault}`);
    if (!/application\/vnd\.github\+json|application\/json/.test(request.headers.get('accept') ?? ''))
      standIn.violations.push(`${operation.id}: accepts ${request.headers.get('accept')}`);
    if (!request.headers.has('user-agent'))
      return respond(403, { message: 'Administrative rules: no User-Agent' });
    const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const parameters = parametersOf(operation, values, new URL(url));
    const isStale = stale !== undefined && clock.now() < stale.untilMs;
    const answer =
      bodyFaults.length > 0
        ? refusal(422, 'Invalid request.', bodyFaults)
        : admit(
            operation,
            {
              state: standIn.state,
              read: isStale && stale !== undefined ? stale.state : standIn.state,
              parameters,
              body: body ?? {},
              nowMs: clock.now(),
              closesAfterMs: standIn.closesAfterMs,
            },
            standIn.tokens.get(token),
          );
    closeDue(standIn.state, clock.now());
    for (const fault of faults) {
      if (fault.kind === 'lost-after' || (fault.kind === 'stale-reads' && fault.isAnswerLost))
        return lost('socket hang up');
      if (fault.kind === 'silence')
        return new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => reject(new TypeError('aborted')));
        });
      if (fault.kind === 'handle-and-answer')
        return new Response(fault.body, { status: fault.status, headers: { 'content-type': fault.type } });
    }
    return send(operation, answer, url);
  };

  const standIn: GithubStandIn = {
    state: newRepository(repository, isEmpty),
    tokens: new Map([
      [
        'github_pat_ofAlice',
        {
          user: { id: 1, login: 'alice' },
          permissions: { metadata: 'read', issues: 'write', contents: 'write', pull_requests: 'write' },
        },
      ],
    ]),
    fetch: async (input, init) => handle(new Request(input, init)),
    requests: [],
    violations: [],
    inject: (rule) => {
      const entry = { rule, seen: 0, hits: 0 };
      rules.push(entry);
      return { hits: () => entry.hits };
    },
    isDown: false,
    longestPage: 100,
    closesAfterMs: 5_000,
  };
  return standIn;
};
