import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { GithubApi } from './github-api.ts';
import { fittingLabels, fittingTitle, markerOf, withMarker } from './markers.ts';

const user = z.object({ id: z.number(), login: z.string() });

const issue = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  body: z.string().nullish(),
  user: user.nullable(),
  pull_request: z.looseObject({}).optional(),
});

const comment = z.object({ body: z.string().optional(), user: user.nullable() });

/** An issue as GitHub has it. */
export interface RemoteIssue {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed';
  /** A person opened it again after it was closed. */
  readonly isReopened: boolean;
}

/** Issues of one repository. Texts have passed the gate before they come here. All throw as {@link GithubApi}. */
export interface GithubIssues {
  /** Steward's own issue with this key, newer than `afterNumber`. */
  find(key: string, afterNumber: number): Promise<RemoteIssue | undefined>;
  open(text: { key: string; title: string; body: string; labels: readonly string[] }): Promise<RemoteIssue>;
  /** Throws `github.issue-gone` when a person deleted or moved the issue; so do the others. */
  read(number: number): Promise<RemoteIssue>;
  hasComment(number: number, key: string): Promise<boolean>;
  comment(number: number, text: { key: string; body: string }): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  close(number: number, as: 'completed' | 'not-planned'): Promise<RemoteIssue>;
}

const asRemote = (found: z.infer<typeof issue>): RemoteIssue => ({
  number: found.number,
  url: found.html_url,
  state: found.state,
  isReopened: found.state_reason === 'reopened',
});

/** Whether an error says that an issue is not there, rather than the repository. */
const isAway = (error: unknown): boolean =>
  error instanceof StewardError &&
  (error.code === 'github.not-found' ||
    (error.code === 'github.issues-disabled' && /deleted/i.test(error.message)));

/** Makes them over a way to the repository. */
export const createGithubIssues = (api: GithubApi): GithubIssues => {
  let ownId: Promise<number> | undefined;
  /** Who the token is: a marker in somebody else's text is none. */
  const myId = (): Promise<number> => {
    ownId ??= api.send('GET /user', user).then(
      ({ id }) => id,
      (thrown: unknown) => {
        ownId = undefined;
        throw thrown;
      },
    );
    return ownId;
  };

  /** Tells a missing issue from a repository that cannot be seen. */
  const ofIssue = async <Answer>(number: number, answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (thrown) {
      if (!isAway(thrown)) throw thrown;
      const { has_issues } = await api.send(
        'GET /repos/{owner}/{repo}',
        z.object({ has_issues: z.boolean() }),
      );
      if (!has_issues) throw thrown;
      throw new StewardError(`Issue #${number} of ${api.repository} is not there any more.`, {
        code: 'github.issue-gone',
        kind: 'terminal',
        mend: 'Steward keeps its own record of it and writes nothing more to GitHub about it.',
        cause: thrown,
      });
    }
  };

  const oneIssue = '/repos/{owner}/{repo}/issues/{issue_number}';

  return {
    find: async (key, afterNumber) => {
      const me = await myId();
      const marker = markerOf(key);
      // Listed, not searched: the search index lags behind by minutes.
      const pages = api.pages('GET /repos/{owner}/{repo}/issues', z.array(issue), {
        state: 'all',
        sort: 'created',
        direction: 'desc',
      });
      for await (const page of pages) {
        const found = page.find(
          (each) =>
            each.pull_request === undefined && each.user?.id === me && each.body?.includes(marker) === true,
        );
        if (found !== undefined) return asRemote(found);
        if (page.some(({ number }) => number <= afterNumber)) return undefined;
      }
      return undefined;
    },
    open: async ({ key, title, body, labels }) =>
      asRemote(
        await api.send('POST /repos/{owner}/{repo}/issues', issue, {
          title: fittingTitle(title),
          body: withMarker(body, key),
          labels: fittingLabels(labels),
        }),
      ),
    read: async (number) =>
      asRemote(await ofIssue(number, api.send(`GET ${oneIssue}`, issue, { issue_number: number }))),
    hasComment: (number, key) =>
      ofIssue(
        number,
        (async () => {
          const me = await myId();
          const marker = markerOf(key);
          const pages = api.pages(`GET ${oneIssue}/comments`, z.array(comment), { issue_number: number });
          for await (const page of pages)
            if (page.some(({ body, user: author }) => author?.id === me && body?.includes(marker) === true))
              return true;
          return false;
        })(),
      ),
    comment: async (number, { key, body }) => {
      await ofIssue(
        number,
        api.send(`POST ${oneIssue}/comments`, z.object({ id: z.number() }), {
          issue_number: number,
          body: withMarker(body, key),
        }),
      );
    },
    addLabels: async (number, labels) => {
      const fitting = fittingLabels(labels);
      if (fitting.length === 0) return;
      await ofIssue(
        number,
        api.send(`POST ${oneIssue}/labels`, z.array(z.looseObject({})), {
          issue_number: number,
          labels: fitting,
        }),
      );
    },
    close: async (number, as) =>
      asRemote(
        await ofIssue(
          number,
          api.send(`PATCH ${oneIssue}`, issue, {
            issue_number: number,
            state: 'closed',
            state_reason: as === 'completed' ? 'completed' : 'not_planned',
          }),
        ),
      ),
  };
};
