import { createListRunsTool } from '../agent/tools/run-tools.ts';
import { objectPagePath } from '../workflow/record/object-page.ts';
import type { McpDeps } from './mcp-deps.ts';

/** A thing that can be read by its address. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
}

const mostListed = 100;
const pages = 'steward://documentation/';
const runsRoot = 'steward://runs/';

/** Documentation pages that there are, of guests, nodes and pools. */
export const listPages = async ({ inventory, tracker }: McpDeps): Promise<readonly ListedResource[]> => {
  const listed: ListedResource[] = [];
  const paths = new Map(
    [...inventory.current().objects.values()].map((object) => [objectPagePath(object), object.name]),
  );
  for (const [path, name] of paths) {
    if (listed.length >= mostListed) break;
    if ((await tracker.readFile(path)) !== undefined)
      listed.push({ uri: `${pages}${path}`, name: `Documentation of ${name}`, mimeType: 'text/markdown' });
  }
  return listed;
};

/** The last runs. */
export const listRuns = ({ runs }: McpDeps): readonly ListedResource[] =>
  runs(mostListed).map(({ id, title }) => ({ uri: `${runsRoot}${id}`, name: title, mimeType: 'text/plain' }));

/** A documentation page; undefined where there is none. Only what lies under `docs/` is ever read. */
export const readPage = async (path: string, { tracker }: McpDeps): Promise<string | undefined> =>
  /^docs\/[A-Za-z0-9._/-]+\.md$/.test(path) && !path.includes('..') ? tracker.readFile(path) : undefined;

/** A run in full; undefined where there is none. */
export const readRun = async (id: string, deps: McpDeps): Promise<string | undefined> => {
  if (!deps.runs(mostListed).some((run) => run.id === id)) return undefined;
  const { parts } = await createListRunsTool(deps).read(
    { id },
    { signal: new AbortController().signal, language: 'en', request: '' },
  );
  return parts.map(({ text }) => text).join('\n\n');
};
