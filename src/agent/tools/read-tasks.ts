import type { Clock } from '../../core/clock.ts';
import type { InventoryObject } from '../../core/inventory.ts';
import type { ProxmoxReader, ProxmoxTask } from '../../core/proxmox.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import { filled } from '../../core/texts/agent-texts.ts';
import { oneLine } from '../retrieval/one-line.ts';
import type { ReadPart, ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

const mostTasks = 8;
/** Logs that are read: of the newest tasks that did not go well, or else of the newest. */
const mostLogs = 2;
/** Lines of each, the last ones: what went wrong stands at the end. */
const logLines = 25;

const taskLine = (
  { type, node, user, startedAtMs, isRunning, exitStatus }: ProxmoxTask,
  nowMs: number,
): string =>
  `${type} on ${oneLine(node)} by ${oneLine(user)}, ${spokenAge(nowMs - startedAtMs)} ago: ${isRunning ? 'runs' : oneLine(exitStatus ?? 'not known')}`;

/** `read_tasks`: the last tasks of a guest in Proxmox, and what stands in the logs of those that matter. */
export const createReadTasksTool = ({
  readerOf,
  namedObjects,
  clock,
}: {
  /** The reader of the system that an object belongs to. */
  readonly readerOf: (ref: string) => Pick<ProxmoxReader, 'guestTasks' | 'taskLog'> | undefined;
  /** The objects that a text names. */
  readonly namedObjects: (text: string) => readonly InventoryObject[];
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'read_tasks',
    description:
      'The last tasks of a container or virtual machine (starts, stops, backups, snapshots) and the end of their logs: why something failed.',
    parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
  progress: (args, doing) => filled(doing.tasksOf, { name: oneLine(textArgument(args, 'name') ?? '?') }),
  read: async (args, { signal }) => {
    const name = textArgument(args, 'name', 'guest', 'ref');
    const guest = name === undefined ? undefined : namedObjects(name).find(({ kind }) => kind === 'guest');
    const reader = guest === undefined ? undefined : readerOf(guest.ref);
    if (guest === undefined || reader === undefined)
      return { parts: [], note: 'Give the name of a container or virtual machine.' };
    const tasks = (await reader.guestTasks(guest.ref, signal)).slice(0, mostTasks);
    if (tasks.length === 0) return { parts: [], note: `${oneLine(guest.name)} has no tasks.` };
    const nowMs = clock.now();
    const bad = tasks.filter(({ isRunning, exitStatus }) => !isRunning && exitStatus !== 'OK');
    const parts: ReadPart[] = [
      {
        source: `tasks of ${guest.name}`,
        atMs: nowMs,
        provenance: 'inventory',
        text: tasks.map((task) => taskLine(task, nowMs)).join('\n'),
      },
    ];
    for (const task of (bad.length > 0 ? bad : tasks).slice(0, mostLogs)) {
      const lines = await reader.taskLog(task.upid, { lines: logLines, signal });
      if (lines.length > 0)
        parts.push({
          source: `log of ${task.type}, ${guest.name}`,
          atMs: nowMs,
          provenance: 'log',
          text: [taskLine(task, nowMs), ...lines].join('\n'),
        });
    }
    return { parts };
  },
});
