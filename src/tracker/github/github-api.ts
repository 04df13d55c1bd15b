import type { Octokit } from '@octokit/rest';
import type { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { asGithubError, unexpectedAnswer } from './github-error.ts';

/** Settings of {@link createGithubApi}. */
export interface GithubApiOptions {
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  /** Default `https://api.github.com`; for GitHub Enterprise e.g. `https://github.example.org/api/v3`. */
  readonly apiUrl?: string;
  /** How long one request may take, from its sending to the last byte of its answer. Default 30,000. */
  readonly timeoutMs?: number;
  /** `none` sends as fast as it goes, for tests. Default: at most one write a second and one new text in three. */
  readonly pacing?: 'github' | 'none';
}

/** What {@link createGithubApi} is given. */
export interface GithubApiDeps {
  readonly clock: Clock;
  /** Ends every request. */
  readonly signal: AbortSignal;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Requests to one repository at GitHub. Every request is sent once; who repeats one knows whether that is harmless. */
export interface GithubApi {
  readonly repository: string;
  readonly owner: string;
  /**
   * Sends a request, e.g. `POST /repos/{owner}/{repo}/issues`, and checks its answer.
   * @throws StewardError `github.*`; UnknownOutcomeError for a write whose answer was lost; RetryLaterError at a limit
   */
  send<Answer>(
    route: string,
    schema: z.ZodType<Answer>,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<Answer>;
  /** All pages of a list, one by one, following GitHub's links. Throws as `send`. */
  pages<Item>(
    route: string,
    schema: z.ZodType<Item[]>,
    parameters?: Readonly<Record<string, unknown>>,
  ): AsyncGenerator<Item[]>;
}

const defaultTimeoutMs = 30_000;

/** Reads each answer whole, within a time that the clock measures. */
const timedFetch =
  ({ fetch = globalThis.fetch, clock, signal }: GithubApiDeps, timeoutMs: number): typeof globalThis.fetch =>
  async (input, init) => {
    const timedOut = new AbortController();
    const timer = clock.setTimeout(() => timedOut.abort(new TypeError('no answer in time')), timeoutMs);
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any([signal, timedOut.signal]) });
      const body = await response.arrayBuffer();
      return new Response(body.byteLength === 0 ? null : body, {
        status: response.status,
        headers: response.headers,
      });
    } finally {
      clock.clearTimeout(timer);
    }
  };

/** Loads Octokit. Only when GitHub is used: it costs memory that others should not pay. */
const loadOctokit = async (options: GithubApiOptions, fetch: typeof globalThis.fetch): Promise<Octokit> => {
  const [{ Octokit: Plain }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-throttling'),
  ]);
  const quiet = () => {};
  return new (Plain.plugin(throttling))({
    auth: options.token,
    userAgent: 'homelab-steward',
    baseUrl: options.apiUrl ?? 'https://api.github.com',
    request: { fetch },
    // Its errors and warnings come back as thrown errors, and are said once.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    throttle: {
      enabled: options.pacing !== 'none',
      id: options.repository,
      // What is waited for is kept in the outbox, over restarts, and not in a request that hangs.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
};

/** Makes the way to one repository. Nothing is sent or loaded before the first request. */
export const createGithubApi = (options: GithubApiOptions, deps: GithubApiDeps): GithubApi => {
  const { repository, timeoutMs = defaultTimeoutMs } = options;
  const [owner = '', repo = ''] = repository.split('/');
  const fetch = timedFetch(deps, timeoutMs);
  let loading: Promise<Octokit> | undefined;
  const octokit = (): Promise<Octokit> => {
    loading ??= loadOctokit(options, fetch);
    return loading;
  };
  const headers = { 'x-github-api-version': '2022-11-28', accept: 'application/vnd.github+json' };
  const placeOf = (route: string) => (route.includes('{owner}') ? { owner, repo, headers } : { headers });
  const failed = (thrown: unknown, route: string) =>
    asGithubError(thrown, { repository, route, nowMs: deps.clock.now() });

  return {
    repository,
    owner,
    send: async (route, schema, parameters = {}) => {
      const { request } = await octokit();
      const answer = await request(route, { ...placeOf(route), ...parameters }).catch((thrown: unknown) => {
        throw failed(thrown, route);
      });
      const parsed = schema.safeParse(answer.data);
      if (!parsed.success) throw unexpectedAnswer(route, repository);
      return parsed.data;
    },
    pages: async function* (route, schema, parameters = {}) {
      const { paginate } = await octokit();
      const pages = paginate.iterator(route, { ...placeOf(route), per_page: 100, ...parameters });
      try {
        for await (const { data } of pages) {
          const parsed = schema.safeParse(data);
          if (!parsed.success) throw unexpectedAnswer(route, repository);
          yield parsed.data;
        }
      } catch (thrown) {
        throw failed(thrown, route);
      }
    },
  };
};
