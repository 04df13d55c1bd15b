import type { RepositoryState } from './state.ts';

/** A checked request, as a route sees it. */
export interface Call {
  readonly state: RepositoryState;
  /** Lists and references as they are read now: of a moment ago while reads are stale. */
  readonly read: RepositoryState;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly user: { readonly id: number; readonly login: string };
  readonly nowMs: number;
  readonly closesAfterMs: number;
}

/** What a route answers; the rest of the answer is filled in by the description. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** For lists: all items, of which a page is sent. */
  readonly items?: readonly unknown[];
}

/** A refusal as GitHub words it. */
export const refusal = (status: number, message: string, errors?: readonly unknown[]): Answer => ({
  status,
  body: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
    ...(errors === undefined ? {} : { errors }),
  },
});

/** A route. */
export type Route = (call: Call) => Answer;
