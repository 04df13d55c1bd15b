import { createHash } from 'node:crypto';
import { type Call, type Route, refusal } from './call.ts';
import { filesOf, historyOf, keepCommit, keepTree, moveBranch, type RepositoryState } from './state.ts';

const notFound = refusal(404, 'Not Found');
const empty = refusal(409, 'Git Repository is empty.');
const blobId = (text: string): string => createHash('sha1').update(`blob ${text}`).digest('hex');
const largestContent = 1024 * 1024;

const isEmpty = (state: RepositoryState): boolean => Object.keys(state.refs).length === 0;

const refView = (state: RepositoryState, ref: string) => ({
  ref: `refs/${ref}`,
  object: { type: 'commit', sha: state.refs[ref] },
});

const commitView = (state: RepositoryState, sha: string) => {
  const commit = state.commits[sha];
  return {
    sha,
    message: commit?.message,
    tree: { sha: commit?.tree },
    parents: (commit?.parents ?? []).map((parent) => ({ sha: parent })),
    author: { name: commit?.authorName },
  };
};

/** Git's objects are refused while there is none. */
const inGit =
  (route: Route): Route =>
  (call) =>
    isEmpty(call.state) ? empty : route(call);

const commitOf = (call: Call, name: string | undefined) => {
  const sha = name === undefined ? call.read.refs[`heads/${call.state.defaultBranch}`] : name;
  return call.state.commits[sha ?? ''] ?? call.state.commits[call.read.refs[`heads/${name}`] ?? ''];
};

const createTree: Route = ({ state, body }) => {
  const base = body['base_tree'] === undefined ? {} : state.trees[String(body['base_tree'])];
  if (base === undefined) return refusal(422, 'base_tree is not a valid tree oid');
  const files = { ...base };
  for (const entry of body['tree'] as { path?: string; content?: string; mode?: string; type?: string }[]) {
    if (entry.path === undefined || entry.mode === undefined || entry.content === undefined)
      return refusal(422, 'tree.path, tree.mode and content must be there');
    if (entry.path.split('/').some((part) => part === '' || part === '..' || part === '.git'))
      return refusal(422, 'tree.path contains a malformed path component');
    files[entry.path] = entry.content;
  }
  return { status: 201, body: { sha: keepTree(state, files), tree: [], truncated: false } };
};

const createCommit: Route = ({ state, body, user, nowMs }) => {
  const parents = (body['parents'] ?? []) as string[];
  if (state.trees[String(body['tree'])] === undefined) return refusal(422, 'Tree SHA does not exist');
  if (parents.some((parent) => state.commits[parent] === undefined))
    return refusal(422, 'Parent SHA does not exist or is not a commit object');
  const author = body['author'] as { name: string } | undefined;
  const commit = {
    message: String(body['message']),
    tree: String(body['tree']),
    parents,
    authorName: author?.name ?? user.login,
  };
  return { status: 201, body: commitView(state, keepCommit(state, commit, nowMs).sha) };
};

const updateRef: Route = ({ state, parameters, body, nowMs, closesAfterMs }) => {
  const ref = parameters['ref'] ?? '';
  const [before, sha] = [state.refs[ref], String(body['sha'])];
  if (before === undefined) return refusal(422, 'Reference does not exist');
  if (state.commits[sha] === undefined) return refusal(422, 'Object does not exist');
  if (state.isProtected && ref === `heads/${state.defaultBranch}`)
    return refusal(422, 'Repository rule violations found\n\nChanges must be made through a pull request.');
  if (body['force'] !== true && !historyOf(state, sha).some((commit) => commit.sha === before))
    return refusal(422, 'Update is not a fast forward');
  moveBranch(state, ref.replace(/^heads\//, ''), sha, nowMs, closesAfterMs);
  return { status: 200, body: refView(state, ref) };
};

const createRef: Route = ({ state, body }) => {
  const ref = String(body['ref']).replace(/^refs\//, '');
  if (state.refs[ref] !== undefined) return refusal(422, 'Reference already exists');
  if (!/^refs\/heads\/[\w./-]+$/.test(String(body['ref'])))
    return refusal(422, `${ref} is not a valid ref name.`);
  if (state.commits[String(body['sha'])] === undefined) return refusal(422, 'Object does not exist');
  state.refs[ref] = String(body['sha']);
  return { status: 201, body: refView(state, ref) };
};

const getContent: Route = (call) => {
  const commit = commitOf(call, call.parameters['ref']);
  const path = call.parameters['path'] ?? '';
  const files = call.state.trees[commit?.tree ?? ''] ?? {};
  const text = files[path];
  if (text === undefined)
    return Object.keys(files).some((each) => each.startsWith(`${path}/`))
      ? { status: 200, body: [] }
      : notFound;
  const isLarge = text.length > largestContent;
  return {
    status: 200,
    body: {
      type: 'file',
      path,
      name: path.split('/').at(-1),
      sha: blobId(text),
      size: text.length,
      encoding: isLarge ? 'none' : 'base64',
      content: isLarge ? '' : Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n'),
    },
  };
};

const putContent: Route = ({ state, parameters, body, nowMs, closesAfterMs }) => {
  const branch = String(body['branch'] ?? state.defaultBranch);
  const path = parameters['path'] ?? '';
  const files = filesOf(state, branch);
  if (files[path] !== undefined && body['sha'] === undefined)
    return refusal(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  const before = state.refs[`heads/${branch}`];
  const text = Buffer.from(String(body['content']), 'base64').toString('utf8');
  const commit = keepCommit(
    state,
    {
      message: String(body['message']),
      tree: keepTree(state, { ...files, [path]: text }),
      parents: before === undefined ? [] : [before],
      authorName: 'x',
    },
    nowMs,
  );
  moveBranch(state, branch, commit.sha, nowMs, closesAfterMs);
  return { status: 201, body: { content: null, commit: { sha: commit.sha } } };
};

/** Calls about the repository and its git objects. */
export const gitRoutes: Readonly<Record<string, Route>> = {
  'repos/get': ({ read }) => ({
    status: 200,
    body: {
      name: read.name,
      full_name: `${read.owner}/${read.name}`,
      default_branch: read.defaultBranch,
      has_issues: read.hasIssues,
      archived: read.isArchived,
    },
  }),
  'repos/list-commits': inGit((call) => {
    const commit = commitOf(call, call.parameters['sha']);
    if (commit === undefined) return notFound;
    const items = historyOf(call.state, commit.sha).map((each) => ({
      sha: each.sha,
      commit: { message: each.message },
    }));
    return { status: 200, body: null, items };
  }),
  'repos/get-content': getContent,
  'repos/create-or-update-file-contents': putContent,
  'git/create-tree': inGit(createTree),
  'git/create-commit': inGit(createCommit),
  'git/get-commit': inGit(({ state, parameters }) =>
    state.commits[parameters['commit_sha'] ?? ''] === undefined
      ? notFound
      : { status: 200, body: commitView(state, parameters['commit_sha'] ?? '') },
  ),
  'git/get-blob': inGit(({ state, parameters }) => {
    const texts = Object.values(state.trees).flatMap((files) => Object.values(files));
    const text = texts.find((each) => blobId(each) === parameters['file_sha']);
    if (text === undefined) return notFound;
    const content = Buffer.from(text).toString('base64');
    return { status: 200, body: { content, encoding: 'base64', sha: blobId(text), size: text.length } };
  }),
  'git/get-ref': inGit(({ read, parameters }) =>
    read.refs[parameters['ref'] ?? ''] === undefined
      ? notFound
      : { status: 200, body: refView(read, parameters['ref'] ?? '') },
  ),
  'git/create-ref': inGit(createRef),
  'git/update-ref': inGit(updateRef),
};
