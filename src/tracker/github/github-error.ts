import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import { RetryLaterError } from '../retry-later.ts';

/** What Octokit throws, as far as it is used here. `response` is absent when no answer came. */
interface OctokitError {
  readonly status: number;
  readonly message: string;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly data: unknown;
  };
}

/** A request that failed. */
export interface FailedRequest {
  readonly repository: string;
  /** e.g. `POST /repos/{owner}/{repo}/issues` */
  readonly route: string;
  readonly nowMs: number;
}

/** How long to wait at a secondary limit that does not say; GitHub asks for at least a minute. */
const fallbackWaitMs = 60_000;

const isOctokitError = (thrown: unknown): thrown is OctokitError =>
  thrown instanceof Error && typeof (thrown as { status?: unknown }).status === 'number';

/** GitHub's own sentence, without the address of the documentation. */
const sentenceOf = (data: unknown): string => {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : data;
  return typeof message === 'string' && !message.includes('<') ? message.slice(0, 300) : 'no explanation';
};

/** The first fault of GitHub's list: `title is too long`. */
const faultsOf = (data: unknown): string => {
  const faults = typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;
  if (!Array.isArray(faults)) return '';
  const words = faults.map((fault: unknown) => {
    if (typeof fault === 'string') return fault;
    const { message, field, code } = (fault ?? {}) as Record<string, unknown>;
    return typeof message === 'string' ? message : `${String(field)} ${String(code)}`;
  });
  return words.length === 0 ? '' : `: ${words.join(', ').slice(0, 300)}`;
};

/** When a limit ends. Undefined: it was none. */
const limitEndMs = (
  { status, message, response }: OctokitError,
  data: string,
  nowMs: number,
): number | undefined => {
  if (status !== 403 && status !== 429 && !/submitted too quickly/i.test(data)) return undefined;
  const retryAfter = Number(response?.headers['retry-after']);
  if (retryAfter > 0) return nowMs + retryAfter * 1000;
  const reset = Number(response?.headers['x-ratelimit-reset']) * 1000;
  if (response?.headers['x-ratelimit-remaining'] === '0' && reset > nowMs) return reset + 1000;
  const isLimit =
    status === 429 ||
    response?.headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse|submitted too quickly/i.test(`${message} ${data}`);
  return isLimit ? nowMs + fallbackWaitMs : undefined;
};

const forbidden = (error: OctokitError, { repository }: FailedRequest, sentence: string): StewardError => {
  if (/archived/i.test(sentence))
    return new StewardError(`The repository ${repository} is archived and takes nothing.`, {
      code: 'github.archived',
      kind: 'terminal',
      mend: 'Unarchive it on GitHub, or name another one in the option github.repository.',
    });
  const needed = error.response?.headers['x-accepted-github-permissions'];
  return new StewardError(
    `GitHub refuses this to the token for ${repository}: ${sentence}${needed === undefined ? '' : ` (it needs ${needed.replaceAll('=', ': ')})`}.`,
    {
      code: 'github.missing-permission',
      kind: 'auth',
      mend: `Give the token ${needed === undefined ? 'Issues and Contents (read and write)' : needed.replaceAll('=', ': ')} on ${repository} at github.com/settings/personal-access-tokens.`,
    },
  );
};

const refused = (error: OctokitError, request: FailedRequest): StewardError => {
  const data = error.response?.data;
  const sentence = sentenceOf(data).replace(/\.$/, '');
  const { repository, route } = request;
  switch (error.status) {
    case 401:
      return new StewardError(`GitHub does not accept the token for ${repository}: ${sentence}.`, {
        code: 'github.token-refused',
        kind: 'auth',
        mend: 'Make a new token at github.com/settings/personal-access-tokens and set the option github.token; this one has expired or was revoked.',
      });
    case 403:
      return forbidden(error, request, sentence);
    case 404:
      return new StewardError(
        `GitHub finds ${route} of ${repository} not, or does not show it to this token.`,
        {
          code: 'github.not-found',
          kind: 'terminal',
          mend: `Look whether ${repository} is spelled right in the option github.repository, and whether the token may see it.`,
        },
      );
    case 409:
      return new StewardError(`GitHub answers ${route} of ${repository} with a conflict: ${sentence}.`, {
        code: 'github.conflict',
        kind: 'retry',
      });
    case 410:
      return new StewardError(`Issues are switched off in ${repository}: ${sentence}.`, {
        code: 'github.issues-disabled',
        kind: 'terminal',
        mend: `Switch them on in the settings of ${repository} on GitHub, under Features.`,
      });
    default:
      return new StewardError(
        `GitHub refuses ${route} of ${repository}: ${sentence}${faultsOf(data)} (${error.status}).`,
        {
          code: 'github.refused',
          kind: 'terminal',
          mend: 'Steward keeps it in its own record and tries again every hour; the reason above says what to change.',
        },
      );
  }
};

/**
 * Makes a Steward error of whatever a request to GitHub threw. A write without a plain answer has an unknown outcome. No
 * token is in any text: GitHub's answers do not repeat it, and Octokit's request is left out.
 */
export const asGithubError = (thrown: unknown, request: FailedRequest): StewardError => {
  if (thrown instanceof StewardError) return thrown;
  const { repository, route, nowMs } = request;
  const ErrorClass = route.startsWith('GET ') ? StewardError : UnknownOutcomeError;
  if (!isOctokitError(thrown) || thrown.response === undefined)
    return new ErrorClass(`GitHub cannot be reached: no answer to ${route} of ${repository}.`, {
      code: 'github.unreachable',
      kind: 'retry',
      mend: 'Nothing has to be done: Steward keeps its own record and brings it to GitHub when it can be reached.',
    });
  const text = JSON.stringify(thrown.response.data ?? '');
  const endMs = limitEndMs(thrown, text, nowMs);
  if (endMs !== undefined)
    return new RetryLaterError(`GitHub asks Steward to wait before it writes more to ${repository}.`, {
      code: 'github.rate-limited',
      retryAtMs: endMs,
    });
  if (thrown.status >= 500 || thrown.status < 400)
    return new ErrorClass(`GitHub has a fault: it answers ${route} of ${repository} with ${thrown.status}.`, {
      code: 'github.server-error',
      kind: 'retry',
      mend: 'Nothing has to be done: Steward keeps its own record and tries again. www.githubstatus.com says more.',
    });
  return refused(thrown, request);
};

/** Thrown when an answer is not what GitHub's description says, as from a proxy in between. */
export const unexpectedAnswer = (route: string, repository: string): StewardError => {
  const ErrorClass = route.startsWith('GET ') ? StewardError : UnknownOutcomeError;
  return new ErrorClass(`The answer to ${route} of ${repository} is not one of GitHub's.`, {
    code: 'github.unexpected-answer',
    kind: 'retry',
    mend: 'Look whether a proxy or a captive portal answers instead of GitHub.',
  });
};
