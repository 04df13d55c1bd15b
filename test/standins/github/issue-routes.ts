import { type Call, type Route, refusal } from './call.ts';
import type { KeptComment, KeptIssue, RepositoryState } from './state.ts';

const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Whoever wrote something, as the API shows them. */
export const userView = (id: number) => ({ id, login: `user-${id}`, type: 'User' });

const urlOf = ({ owner, name }: RepositoryState, number: number, kind = 'issues'): string =>
  `https://github.com/${owner}/${name}/${kind}/${number}`;

const issueView = (state: RepositoryState, issue: KeptIssue) => ({
  id: 1000 + issue.number,
  number: issue.number,
  title: issue.title,
  body: issue.body,
  user: userView(issue.userId),
  state: issue.state,
  state_reason: issue.stateReason,
  labels: issue.labels.map((name) => ({ name })),
  comments: issue.comments.length,
  html_url: urlOf(state, issue.number, issue.pull === undefined ? 'issues' : 'pull'),
  created_at: isoTime(issue.createdAtMs),
  updated_at: isoTime(issue.createdAtMs),
  closed_at: null,
  ...(issue.pull === undefined
    ? {}
    : { pull_request: { url: '', html_url: '', diff_url: '', patch_url: '' } }),
});

const commentView = ({ id, body, userId, createdAtMs }: KeptComment) => ({
  id,
  body,
  user: userView(userId),
  created_at: isoTime(createdAtMs),
  updated_at: isoTime(createdAtMs),
});

const pullView = (state: RepositoryState, issue: KeptIssue) => ({
  ...issueView(state, issue),
  merged_at: issue.pull?.mergedAtMs == null ? null : isoTime(issue.pull.mergedAtMs),
  merged: issue.pull?.mergedAtMs != null,
  head: { ref: issue.pull?.head, label: `${state.owner}:${issue.pull?.head}` },
  base: { ref: issue.pull?.base },
});

const find = (state: RepositoryState, number: string | undefined): KeptIssue | undefined =>
  state.issues.find((issue) => String(issue.number) === number);

const notFound = refusal(404, 'Not Found');
const longestText = 65_536;

const labelNames = (labels: unknown): string[] =>
  (Array.isArray(labels) ? labels : []).map((label: unknown) =>
    typeof label === 'string' ? label : String((label as { name: string }).name),
  );

const labelFault = (labels: readonly string[]) =>
  labels.some((label) => label.length > 50)
    ? refusal(422, 'Validation Failed', [{ resource: 'Label', field: 'name', code: 'invalid' }])
    : undefined;

const tooLong = (body: unknown) =>
  typeof body === 'string' && body.length > longestText
    ? refusal(422, 'Validation Failed', [
        {
          resource: 'Issue',
          field: 'body',
          code: 'custom',
          message: 'body is too long (maximum is 65536 characters)',
        },
      ])
    : undefined;

/** Calls that are answered 410 when issues are switched off. */
const withIssues =
  (route: Route): Route =>
  (call) =>
    call.state.hasIssues ? route(call) : refusal(410, 'Issues has been disabled in this repository.');

const onIssue =
  (route: (call: Call, issue: KeptIssue) => ReturnType<Route>, isRead = false): Route =>
  (call) => {
    const issue = find(isRead ? call.read : call.state, call.parameters['issue_number']);
    return issue === undefined ? notFound : route(call, issue);
  };

/** Calls about issues, comments, labels and pull requests. */
export const issueRoutes: Readonly<Record<string, Route>> = {
  'issues/list-for-repo': withIssues(({ read, parameters }) => {
    const wanted = parameters['state'] ?? 'open';
    const newestFirst = (parameters['direction'] ?? 'desc') === 'desc';
    const found = read.issues
      .filter((issue) => wanted === 'all' || issue.state === wanted)
      .toSorted((a, b) => (newestFirst ? b.number - a.number : a.number - b.number));
    return { status: 200, body: null, items: found.map((issue) => issueView(read, issue)) };
  }),
  'issues/create': withIssues(({ state, body, user, nowMs }) => {
    const labels = labelNames(body['labels']);
    if (String(body['title']).length > 256)
      return refusal(422, 'Validation Failed', [
        {
          resource: 'Issue',
          field: 'title',
          code: 'custom',
          message: 'title is too long (maximum is 256 characters)',
        },
      ]);
    const fault = labelFault(labels) ?? tooLong(body['body']);
    if (fault !== undefined) return fault;
    const issue: KeptIssue = {
      number: state.issues.reduce((highest, { number }) => Math.max(highest, number), 0) + 1,
      title: String(body['title']),
      body: String(body['body'] ?? ''),
      userId: user.id,
      labels: [...new Set(labels)],
      state: 'open',
      stateReason: null,
      createdAtMs: nowMs,
      comments: [],
    };
    state.issues.push(issue);
    return { status: 201, body: issueView(state, issue) };
  }),
  'issues/get': withIssues(
    onIssue(({ read }, issue) => ({ status: 200, body: issueView(read, issue) }), true),
  ),
  'issues/update': withIssues(
    onIssue(({ state, body }, issue) => {
      if (body['state'] === 'closed' && issue.state === 'open') {
        issue.state = 'closed';
        issue.stateReason = String(body['state_reason'] ?? 'completed');
      }
      return { status: 200, body: issueView(state, issue) };
    }),
  ),
  'issues/list-comments': withIssues(
    onIssue((_, issue) => ({ status: 200, body: null, items: issue.comments.map(commentView) }), true),
  ),
  'issues/create-comment': withIssues(
    onIssue(({ state, body, user, nowMs }, issue) => {
      const fault = tooLong(body['body']);
      if (fault !== undefined) return fault;
      const comment = { id: state.nextId++, body: String(body['body']), userId: user.id, createdAtMs: nowMs };
      issue.comments.push(comment);
      return { status: 201, body: commentView(comment) };
    }),
  ),
  'issues/add-labels': withIssues(
    onIssue(({ body }, issue) => {
      const labels = labelNames(body['labels']);
      const fault = labelFault(labels);
      if (fault !== undefined) return fault;
      issue.labels = [...new Set([...issue.labels, ...labels])];
      return { status: 200, body: issue.labels.map((name) => ({ name })) };
    }),
  ),
  'pulls/list': ({ read, parameters }) => {
    const wanted = parameters['state'] ?? 'open';
    const found = read.issues
      .filter(({ pull, state: is }) => pull !== undefined && (wanted === 'all' || is === wanted))
      .filter(
        ({ pull }) =>
          parameters['head'] === undefined || parameters['head'] === `${read.owner}:${pull?.head}`,
      )
      .toReversed();
    return { status: 200, body: null, items: found.map((issue) => pullView(read, issue)) };
  },
  'pulls/create': ({ state, body, user, nowMs }) => {
    const [head, base] = [String(body['head']), String(body['base'])];
    if (state.refs[`heads/${head}`] === undefined || state.refs[`heads/${base}`] === undefined)
      return refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'head', code: 'invalid' }]);
    if (state.issues.some((issue) => issue.pull?.head === head && issue.state === 'open'))
      return refusal(422, 'Validation Failed', [
        {
          resource: 'PullRequest',
          code: 'custom',
          message: `A pull request already exists for ${state.owner}:${head}.`,
        },
      ]);
    const pull: KeptIssue = {
      number: state.issues.reduce((highest, { number }) => Math.max(highest, number), 0) + 1,
      title: String(body['title']),
      body: String(body['body'] ?? ''),
      userId: user.id,
      labels: [],
      state: 'open',
      stateReason: null,
      createdAtMs: nowMs,
      comments: [],
      pull: { head, base, mergedAtMs: null },
    };
    state.issues.push(pull);
    return { status: 201, body: pullView(state, pull) };
  },
  'pulls/get': ({ read, parameters }) => {
    const issue = find(read, parameters['pull_number']);
    return issue?.pull === undefined ? notFound : { status: 200, body: pullView(read, issue) };
  },
  'users/get-authenticated': ({ user }) => ({
    status: 200,
    body: { ...userView(user.id), login: user.login },
  }),
};
