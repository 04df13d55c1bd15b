import type { Clock, TimerHandle } from '../../../src/core/clock.ts';
import type { PastTask } from './state.ts';
import { encodeUpid, type UpidParts } from './upid.ts';

/** How a task is made to end otherwise than well. */
export interface TaskOutcome {
  /** e.g. `WARNINGS: 1` or an error text. Default `OK`. */
  readonly exitStatus?: string;
  /** Whether the change happens. Default: only when the exit status is a success (`OK`, `WARNINGS: n`). */
  readonly hasEffect?: boolean;
  readonly neverEnds?: boolean;
  /** Ends at this many readings of its status (after so many answers `running`), not by the clock. */
  readonly runsForPolls?: number;
}

/** What a task does. Errors thrown by either function become the exit status. */
export interface TaskWork {
  readonly node: string;
  /** e.g. `vzreboot` */
  readonly type: string;
  readonly id: string;
  readonly user: string;
  readonly durationMs?: number;
  /** The file lock that it waits for (10 s at most), as the vendor names it in its complaint. */
  readonly lockFile?: string;
  /** Runs when the task has its lock: checks and configuration locks. */
  readonly begin?: () => void;
  /** Runs at the end of a task that takes effect. */
  readonly finish?: () => void;
  /** Runs at the end in any case: releases configuration locks. */
  readonly release?: () => void;
  readonly log?: readonly string[];
  readonly outcome?: TaskOutcome | undefined;
}

/** A task as the stand-in keeps it. */
export interface Task extends UpidParts {
  readonly upid: string;
  readonly startedAtMs: number;
  endedAtMs?: number;
  /** Absent while it runs. */
  exitStatus?: string;
  readonly log: string[];
}

export interface Tasks {
  /** Newest first, finished and running. */
  all(): readonly Task[];
  find(upid: string): Task | undefined;
  /** Starts one and answers its UPID at once. */
  start(work: TaskWork): string;
  /** Called for each reading of a task's status; ends those that end by polls. */
  noteStatusRead(upid: string): void;
  /** Ends a running task from outside: without its effect and with an error. @returns whether it was running */
  abort(upid: string): boolean;
  /** Drops timers. */
  close(): void;
}

export const isSuccess = (exitStatus: string): boolean =>
  exitStatus === 'OK' || /^WARNINGS: \d+$/.test(exitStatus);

const lockTimeoutMs = 10_000;

const lastLine = (exitStatus: string): string => {
  if (exitStatus === 'OK') return 'TASK OK';
  return isSuccess(exitStatus) ? `TASK ${exitStatus}` : `TASK ERROR: ${exitStatus}`;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs tasks on a clock.
 * @param options.durationMs how long a task takes unless its work says otherwise
 */
export const createTasks = (
  { durationMs, past }: { durationMs: () => number; past: readonly PastTask[] },
  clock: Clock,
): Tasks => {
  const tasks: Task[] = [];
  const running = new Map<
    string,
    { work: TaskWork; pollsLeft?: number; timer?: TimerHandle; holdsLock: boolean }
  >();
  const waiting = new Map<string, { upid: string; timer: TimerHandle }[]>();
  const holders = new Map<string, string>();
  let lastPid = 0x3f1a0;

  const create = (node: string, type: string, id: string, user: string, startedAtMs: number): Task => {
    lastPid += 7;
    const parts = {
      node,
      pid: lastPid,
      pstart: Math.floor(startedAtMs / 10) % 0xffffffff,
      starttime: Math.floor(startedAtMs / 1000),
      type,
      id,
      user,
    };
    const task = { ...parts, upid: encodeUpid(parts), startedAtMs, log: [] };
    tasks.unshift(task);
    return task;
  };

  for (const one of [...past].sort((a, b) => a.startedAtMs - b.startedAtMs)) {
    const task = create(one.node, one.type, one.id, one.user, one.startedAtMs);
    task.endedAtMs = one.endedAtMs;
    task.exitStatus = one.exitStatus;
    task.log.push(...(one.log ?? []), lastLine(one.exitStatus));
  }

  const end = (task: Task, exitStatus: string): void => {
    const entry = running.get(task.upid);
    if (entry === undefined) return;
    running.delete(task.upid);
    if (entry.timer !== undefined) clock.clearTimeout(entry.timer);
    task.endedAtMs = clock.now();
    task.exitStatus = exitStatus;
    task.log.push(lastLine(exitStatus));
    const { lockFile } = entry.work;
    if (!entry.holdsLock || lockFile === undefined) return;
    holders.delete(lockFile);
    const next = waiting.get(lockFile)?.shift();
    if (next === undefined) return;
    clock.clearTimeout(next.timer);
    const successor = tasks.find(({ upid }) => upid === next.upid);
    if (successor !== undefined) begin(successor);
  };

  const complete = (task: Task): void => {
    const entry = running.get(task.upid);
    if (entry === undefined) return;
    const { outcome = {}, finish, release } = entry.work;
    let exitStatus = outcome.exitStatus ?? 'OK';
    try {
      release?.();
      if (outcome.hasEffect ?? isSuccess(exitStatus)) finish?.();
    } catch (error) {
      exitStatus = messageOf(error);
    }
    end(task, exitStatus);
  };

  const begin = (task: Task): void => {
    const entry = running.get(task.upid);
    if (entry === undefined) return;
    const { work } = entry;
    if (work.lockFile !== undefined) {
      holders.set(work.lockFile, task.upid);
      entry.holdsLock = true;
    }
    try {
      work.begin?.();
    } catch (error) {
      end(task, messageOf(error));
      return;
    }
    task.log.push(...(work.log ?? []));
    if (work.outcome?.neverEnds === true) return;
    if (work.outcome?.runsForPolls !== undefined) entry.pollsLeft = work.outcome.runsForPolls;
    else entry.timer = clock.setTimeout(() => complete(task), work.durationMs ?? durationMs());
  };

  const waitForLock = (task: Task, lockFile: string): void => {
    const queue = waiting.get(lockFile) ?? [];
    waiting.set(lockFile, queue);
    task.log.push(`trying to acquire lock...`);
    const timer = clock.setTimeout(() => {
      waiting.set(
        lockFile,
        (waiting.get(lockFile) ?? []).filter(({ upid }) => upid !== task.upid),
      );
      end(task, `can't lock file '${lockFile}' - got timeout`);
    }, lockTimeoutMs);
    queue.push({ upid: task.upid, timer });
  };

  return {
    all: () => tasks,
    find: (upid) => tasks.find((task) => task.upid === upid),
    start: (work) => {
      const task = create(work.node, work.type, work.id, work.user, clock.now());
      running.set(task.upid, { work, holdsLock: false });
      if (work.lockFile !== undefined && holders.has(work.lockFile)) waitForLock(task, work.lockFile);
      else begin(task);
      return task.upid;
    },
    noteStatusRead: (upid) => {
      const entry = running.get(upid);
      if (entry?.pollsLeft === undefined) return;
      entry.pollsLeft -= 1;
      const task = tasks.find((one) => one.upid === upid);
      if (entry.pollsLeft < 0 && task !== undefined) complete(task);
    },
    abort: (upid) => {
      const task = tasks.find((one) => one.upid === upid);
      const entry = running.get(upid);
      if (task === undefined || entry === undefined) return false;
      entry.work.release?.();
      end(task, 'interrupted by signal');
      return true;
    },
    close: () => {
      for (const { timer } of running.values()) if (timer !== undefined) clock.clearTimeout(timer);
      for (const queue of waiting.values()) for (const { timer } of queue) clock.clearTimeout(timer);
    },
  };
};

/** The vendor splits a token's tasks into the user and the token's name. */
export const ownerOf = (user: string): { user: string; tokenid?: string } => {
  const [name = '', tokenid] = user.split('!');
  return tokenid === undefined ? { user: name } : { user: name, tokenid };
};

/** Whether a caller may see a task without being an auditor: a user sees those of its tokens too. */
export const isTaskOf = (task: Pick<Task, 'user'>, caller: string): boolean =>
  task.user === caller || task.user.split('!')[0] === caller;
