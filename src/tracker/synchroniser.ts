import type { Clock, TimerHandle } from '../core/clock.ts';
import { asStewardError, type StewardError } from '../core/errors.ts';
import type { OutboxEntry, TrackerLink, TrackerOperation, TrackerOutbox } from '../core/outbox.ts';
import type { ClosingCheck } from './github/check-closing.ts';
import type { MirrorProblems } from './mirror-problems.ts';
import { RetryLaterError } from './retry-later.ts';

/** What {@link createSynchroniser} is given. */
export interface SynchroniserDeps {
  readonly target: string;
  readonly outbox: TrackerOutbox;
  /** Asks whether the other tracker can be used at all. Called until it succeeds once. */
  readonly probe: () => Promise<void>;
  /** Does one operation and marks it as done. */
  readonly repeat: (entry: OutboxEntry) => Promise<void>;
  readonly checkClosing: (link: TrackerLink, nowMs: number) => Promise<ClosingCheck>;
  readonly problems: MirrorProblems;
  readonly clock: Clock;
}

/** Brings the outbox to the other tracker, in order, whenever it can. */
export interface Synchroniser {
  start(): void;
  /** Something was added. Does not wait for it, and does not hurry what waits for GitHub to come back. */
  wake(): void;
  /** Goes through everything that is due now. Never rejects. */
  pass(): Promise<void>;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

const shortestDelayMs = 1_000;
const firstDelayMs = 5_000;
const longestDelayMs = 300_000;
/** A connection that fails this often in a row, or this long, is something to know. */
const toldAfterFailures = 3;
const toldAfterMs = 60_000;
/** What only a person can mend is tried again this often. */
const mendLookMs = 600_000;
const outage = 'github.unreachable';

/** Faults of the connection or the repository, which no other operation would get around. */
const faultsOfAll = ['github.token-refused', 'github.not-found', 'github.archived', 'github.issues-disabled'];
const concernsAll = ({ kind, code }: StewardError): boolean => kind === 'retry' || faultsOfAll.includes(code);

/** Problems that have one cause, however many issues wait for it. */
const sharedProblems = ['github.missing-permission', 'github.branch-protected', 'github.empty-repository'];

/** What has to keep its order: the issues that an operation is about. */
const lanesOf = (operation: TrackerOperation): readonly string[] => {
  if (operation.kind !== 'commit') return [String(operation.issue)];
  return operation.issues.length === 0 ? [operation.key] : operation.issues.map(String);
};

/** Makes one. Only one may work on an outbox and target at a time. */
export const createSynchroniser = (deps: SynchroniserDeps): Synchroniser => {
  const { target, outbox, problems, clock } = deps;
  /** Issues whose next operation was refused, and what waits behind it. */
  const blocked = new Map<string, { readonly untilMs: number; readonly problem: string }>();
  const nextLook = new Map<number, number>();
  const toldOfAll = new Set<string>();
  let hasProbed = false;
  let failing: { sinceMs: number; count: number } | undefined;
  let notBeforeMs = 0;
  let heldAtMs = 0;
  let timer: TimerHandle | undefined;
  let running: Promise<void> | undefined;
  let isStarted = false;
  let hasNews = false;

  const worked = () => {
    failing = undefined;
    for (const id of toldOfAll) problems.over(id);
    toldOfAll.clear();
  };

  /** Gives lanes a new reason to wait, or none; what no lane waits for any more is over. */
  const setBlocked = (lanes: readonly string[], reason?: { untilMs: number; problem: string }) => {
    const were = new Set(lanes.flatMap((lane) => blocked.get(lane)?.problem ?? []));
    for (const lane of lanes)
      if (reason === undefined) blocked.delete(lane);
      else blocked.set(lane, reason);
    const still = new Set([...blocked.values()].map(({ problem }) => problem));
    for (const problem of were) if (!still.has(problem)) problems.over(problem);
  };

  const block = (lanes: readonly string[], error: StewardError) => {
    const problem = sharedProblems.includes(error.code) ? error.code : `${error.code}/${lanes[0]}`;
    setBlocked(lanes, { untilMs: clock.now() + mendLookMs, problem });
    problems.tell(problem, error);
  };

  const tellOfAll = (id: string, error: StewardError) => {
    toldOfAll.add(id);
    problems.tell(id, error);
  };

  /** Ends the pass: nothing gets through now. */
  const holdAll = (error: StewardError) => {
    heldAtMs = clock.now();
    if (error instanceof RetryLaterError) {
      notBeforeMs = error.retryAtMs;
      return;
    }
    failing = { sinceMs: failing?.sinceMs ?? clock.now(), count: (failing?.count ?? 0) + 1 };
    if (error.kind !== 'retry') {
      tellOfAll(error.code, error);
      notBeforeMs = clock.now() + mendLookMs;
      return;
    }
    if (failing.count >= toldAfterFailures || clock.now() - failing.sinceMs >= toldAfterMs)
      tellOfAll(outage, error);
    notBeforeMs = clock.now() + Math.min(firstDelayMs * 2 ** (failing.count - 1), longestDelayMs);
  };

  /** The clock before the moment of the hold was set back: what it says of waiting is void. */
  const isHeld = (): boolean => clock.now() >= heldAtMs && clock.now() < notBeforeMs;

  const isBlocked = (lane: string): boolean => (blocked.get(lane)?.untilMs ?? 0) > clock.now();

  /** @returns how many got through */
  const repeatPending = async (): Promise<number> => {
    let count = 0;
    // What is behind a refused one waits in this pass, also when the refusal is an hour old.
    const held = new Set<string>();
    for (const entry of outbox.pending(target)) {
      const lanes = lanesOf(entry.operation);
      if (lanes.some((lane) => held.has(lane) || isBlocked(lane))) {
        for (const lane of lanes) held.add(lane);
        continue;
      }
      try {
        await deps.repeat(entry);
        count += 1;
        worked();
        setBlocked(lanes);
      } catch (thrown) {
        const error = asStewardError(thrown);
        if (concernsAll(error)) throw error;
        for (const lane of lanes) held.add(lane);
        block(lanes, error);
      }
    }
    return count;
  };

  const lookAtClosings = async () => {
    for (const link of outbox.closingLinks(target)) {
      if ((nextLook.get(link.issue) ?? 0) > clock.now()) continue;
      const check = await deps.checkClosing(link, clock.now());
      worked();
      outbox.setLink(target, check.link);
      if (check.againInMs === undefined) nextLook.delete(link.issue);
      else nextLook.set(link.issue, clock.now() + check.againInMs);
      const ids = ['github.pull-request-closed', 'github.not-closed'].map((code) => `${code}/${link.issue}`);
      if (check.problem !== undefined) problems.tell(`${check.problem.code}/${link.issue}`, check.problem);
      else for (const id of ids) problems.over(id);
    }
  };

  const workThrough = async () => {
    try {
      if (!hasProbed) {
        await deps.probe();
        hasProbed = true;
        worked();
      }
      while ((await repeatPending()) > 0);
      await lookAtClosings();
      notBeforeMs = 0;
    } catch (thrown) {
      holdAll(asStewardError(thrown));
    }
  };

  /** When something is due next; undefined: nothing until somebody adds something. */
  const nextAtMs = (): number | undefined => {
    if (isHeld()) return notBeforeMs;
    const times = [
      ...[...blocked.values()].map(({ untilMs }) => untilMs),
      ...outbox.closingLinks(target).map(({ issue }) => nextLook.get(issue) ?? clock.now()),
    ];
    return times.length === 0 ? undefined : Math.max(Math.min(...times), clock.now() + shortestDelayMs);
  };

  const schedule = (atMs: number | undefined) => {
    if (timer !== undefined) clock.clearTimeout(timer);
    timer = undefined;
    if (!isStarted || atMs === undefined) return;
    timer = clock.setTimeout(
      () => {
        timer = undefined;
        void pass();
      },
      Math.max(0, atMs - clock.now()),
    );
  };

  const pass = async (): Promise<void> => {
    if (isHeld()) return;
    running ??= workThrough().finally(() => {
      running = undefined;
      if (isStarted) schedule(hasNews && !isHeld() ? clock.now() : nextAtMs());
      hasNews = false;
    });
    await running;
  };

  return {
    start: () => {
      isStarted = true;
      schedule(clock.now());
    },
    wake: () => {
      if (running !== undefined) {
        hasNews = true;
        return;
      }
      if (!isHeld()) schedule(clock.now());
    },
    pass,
    stop: async () => {
      isStarted = false;
      schedule(undefined);
      await running;
    },
  };
};
