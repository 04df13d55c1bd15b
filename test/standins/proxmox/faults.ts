import type { TaskOutcome } from './tasks.ts';

/** What goes wrong. Delays run on the stand-in's clock. */
export type Fault =
  /** Answers this instead of handling the call. `body: null` sends no body and no content type, as 595 and 596 do. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly reason: string;
      readonly body?: string | null;
      readonly contentType?: string;
    }
  /** Handles the call, then answers with this body. */
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string; readonly status?: number }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Handles the call at once and sends the first byte of the answer late. */
  | { readonly kind: 'slow-header'; readonly delayMs: number }
  /** Sends the head at once and the body in pieces. */
  | { readonly kind: 'slow-body'; readonly delayMs: number; readonly pieces?: number }
  /** Never answers; handles the call. */
  | { readonly kind: 'silence' }
  /** Closes the connection without handling the call. */
  | { readonly kind: 'drop-before' }
  /** Handles the call, then closes the connection without an answer. */
  | { readonly kind: 'drop-after' }
  /** Sends the head and part of the body, then closes the connection. */
  | { readonly kind: 'cut-body' }
  /** Changes how the task that this call starts goes. */
  | { readonly kind: 'task'; readonly outcome: TaskOutcome }
  /** The next `times` readings of state (not of tasks) answer as before this call. */
  | { readonly kind: 'stale-reads'; readonly times: number }
  /** Ends all tickets before the call is looked at. */
  | { readonly kind: 'ticket-expiry' }
  /** Revokes every API token before the call is looked at. */
  | { readonly kind: 'token-revoked' }
  /** Handles the call and serves another certificate, of the same or another authority, from the next connection on. */
  | { readonly kind: 'certificate-swap'; readonly authority?: 'same' | 'other' };

/** Which calls a fault meets. All given conditions hold together. */
export interface FaultMatch {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Below `/api2/json`: a text is the exact path, or the vendor's template (`/nodes/{node}/qemu/{vmid}/status/start`);
   * an expression is tried on the exact path.
   */
  readonly path?: string | RegExp;
  /** The first matching call that is met, counted from 1. Default 1. */
  readonly nth?: number;
  /** How many matching calls are met from there on. Default 1; `Infinity` for all. */
  readonly times?: number;
}

export interface FaultRule {
  readonly match: FaultMatch;
  readonly fault: Fault;
}

/** An injected rule. */
export interface InjectedFault {
  /** How many calls it has met. */
  readonly hits: () => number;
  remove(): void;
}

export interface FaultBox {
  inject(rule: FaultRule): InjectedFault;
  /** The faults that meet this call; counts it. */
  take(method: string, path: string, template: string | undefined): readonly Fault[];
  clear(): void;
}

const meets = (match: FaultMatch, method: string, path: string, template: string | undefined): boolean => {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === 'string'
    ? match.path === path || match.path === template
    : match.path.test(path);
};

export const createFaultBox = (): FaultBox => {
  let rules: { rule: FaultRule; seen: number; hits: number }[] = [];
  return {
    inject: (rule) => {
      const entry = { rule, seen: 0, hits: 0 };
      rules.push(entry);
      return {
        hits: () => entry.hits,
        remove: () => {
          rules = rules.filter((one) => one !== entry);
        },
      };
    },
    take: (method, path, template) =>
      rules
        .filter(({ rule }) => meets(rule.match, method, path, template))
        .filter((entry) => {
          entry.seen += 1;
          const first = entry.rule.match.nth ?? 1;
          const isMet = entry.seen >= first && entry.seen < first + (entry.rule.match.times ?? 1);
          if (isMet) entry.hits += 1;
          return isMet;
        })
        .map(({ rule }) => rule.fault),
    clear: () => {
      rules = [];
    },
  };
};
