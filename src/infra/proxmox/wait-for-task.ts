import { type Clock, delay } from '../../core/clock.ts';
import { asStewardError, explain, StewardError } from '../../core/errors.ts';
import type { TaskOutcome } from '../../core/proxmox.ts';
import type { ProxmoxClient } from './client.ts';
import { parseReply, taskLog, taskStatus } from './replies.ts';
import { createReadApi, segment } from './typed-api.ts';
import { parseUpid } from './upid.ts';

/** How {@link waitForTask} is bounded and watched. */
export interface WaitOptions {
  /** Milliseconds, default 15 minutes. */
  readonly timeoutMs?: number;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 15 * 60 * 1000;
const firstPollMs = 300;
const slowestPollMs = 5_000;
const pollGrowth = 1.5;
const tailLines = 10;
const logPage = 500;

/** What the exit status of an ended task means. Pure. */
export const outcomeOf = (exitStatus: string | undefined, logTail: readonly string[]): TaskOutcome => {
  if (exitStatus === 'OK') return { kind: 'succeeded', warnings: 0 };
  const [, warnings] = /^WARNINGS: (\d+)$/.exec(exitStatus ?? '') ?? [];
  if (warnings !== undefined) return { kind: 'succeeded', warnings: Number(warnings) };
  // Proxmox writes this when the worker died before it could say how it ended.
  if (exitStatus === undefined || exitStatus === '' || exitStatus === 'unexpected status')
    return { kind: 'unknown', reason: 'The task ended without saying how.' };
  return { kind: 'failed', reason: exitStatus, logTail };
};

/** Reads a task's log onwards from where it was left; the log is a help for people, so its errors are not passed on. */
const createLogFollower = (
  client: ProxmoxClient,
  name: string,
  upid: string,
  node: string,
  options: WaitOptions,
) => {
  let linesRead = 0;
  let tail: readonly string[] = [];
  return {
    tail: () => tail,
    follow: async (): Promise<void> => {
      try {
        const data: unknown = await createReadApi(client, options.signal)
          .nodes.$(segment(node))
          .tasks.$(segment(upid))
          .log.$get({ start: linesRead, limit: logPage });
        const lines = parseReply(taskLog, data, { name, path: `/nodes/${node}/tasks/${upid}/log` })
          // An empty log, or a start after its end, is answered by this line.
          .filter((line) => line.n > linesRead && line.t !== 'no content');
        const last = lines.at(-1);
        if (last === undefined) return;
        linesRead = last.n;
        const texts = lines.map((line) => line.t.trim()).filter((line) => line !== '');
        tail = [...tail, ...texts].slice(-tailLines);
        const newest = texts.at(-1);
        if (newest !== undefined) options.onProgress?.(newest);
      } catch {
        // The task's status says how it goes; without its log only the progress lines are missing.
      }
    },
  };
};

/**
 * Follows a task to its end. Reading errors that may pass are waited out; others, and the time limit, end in `unknown`.
 * @throws StewardError `proxmox.aborted` when the signal aborts: then nothing is known about the task yet
 */
export const waitForTask = async (
  client: ProxmoxClient,
  name: string,
  upid: string,
  options: WaitOptions,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): Promise<TaskOutcome> => {
  const { timeoutMs = defaultTimeoutMs, signal } = options;
  const node = parseUpid(upid)?.node;
  if (node === undefined) return { kind: 'unknown', reason: `"${upid}" is not a task of Proxmox.` };
  const log = createLogFollower(client, name, upid, node, options);
  const deadlineMs = clock.now() + timeoutMs;
  let pollMs = firstPollMs;
  let lastError: StewardError | undefined;

  for (;;) {
    const waitMs = Math.min(pollMs * (0.8 + 0.4 * random()), Math.max(0, deadlineMs - clock.now()));
    if (!(await delay(clock, waitMs, signal)))
      throw new StewardError(`Following a task of Proxmox ${name} was broken off.`, {
        code: 'proxmox.aborted',
        kind: 'retry',
      });
    pollMs = Math.min(pollMs * pollGrowth, slowestPollMs);
    try {
      const data: unknown = await createReadApi(client, signal)
        .nodes.$(segment(node))
        .tasks.$(segment(upid))
        .status.$get();
      const status = parseReply(taskStatus, data, { name, path: `/nodes/${node}/tasks/${upid}/status` });
      lastError = undefined;
      await log.follow();
      if (status.status !== 'running') return outcomeOf(status.exitstatus, log.tail());
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (signal?.aborted) throw error;
      if (error.kind !== 'retry') return { kind: 'unknown', reason: explain(error) };
      lastError = error;
    }
    if (clock.now() >= deadlineMs)
      return {
        kind: 'unknown',
        reason:
          lastError === undefined
            ? `The task is still running after ${Math.round(timeoutMs / 1000)} seconds.`
            : `The task could not be followed to its end: ${lastError.message}`,
      };
  }
};
