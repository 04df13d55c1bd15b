import { parameterError } from '../api-error.ts';
import { type Call, may, optionalNumber, optionalText, type Routes, require, text } from '../call.ts';
import { splitList } from '../check-format.ts';
import { isSuccess, isTaskOf, ownerOf, type Task } from '../tasks.ts';
import { decodeUpid } from '../upid.ts';

const statusType = (exitStatus: string | undefined): string => {
  if (exitStatus === undefined || exitStatus === 'unexpected status') return 'unknown';
  if (exitStatus === 'OK') return 'ok';
  return isSuccess(exitStatus) ? 'warning' : 'error';
};

const describe = (task: Task) => ({
  upid: task.upid,
  node: task.node,
  pid: task.pid,
  pstart: task.pstart,
  starttime: task.starttime,
  type: task.type,
  id: task.id,
  ...ownerOf(task.user),
});

const listEntry = (task: Task) => ({
  ...describe(task),
  ...(task.endedAtMs === undefined ? {} : { endtime: Math.floor(task.endedAtMs / 1000) }),
  status: task.exitStatus ?? 'RUNNING',
});

const wantedStatus = (call: Call): ReadonlySet<string> => {
  const all = ['ok', 'warning', 'error', 'unknown'];
  if (call.parameters['errors'] === true) return new Set(all.filter((status) => status !== 'ok'));
  const given = optionalText(call, 'statusfilter');
  return new Set(given === undefined ? all : splitList(given).map((status) => status.toLowerCase()));
};

const list = (call: Call) => {
  const node = text(call, 'node');
  const isAuditor = may(call, `/nodes/${node}`, ['Sys.Audit']);
  const source = optionalText(call, 'source') ?? 'archive';
  const user = optionalText(call, 'userfilter')?.toLowerCase();
  const type = optionalText(call, 'typefilter');
  const vmid = optionalNumber(call, 'vmid');
  const since = optionalNumber(call, 'since') ?? 0;
  const until = optionalNumber(call, 'until') ?? Number.POSITIVE_INFINITY;
  const status = wantedStatus(call);
  const matching = call.tasks
    .all()
    .filter((task) => task.node === node)
    .filter((task) => source === 'all' || (task.exitStatus === undefined) === (source === 'active'))
    .filter((task) => isAuditor || isTaskOf(task, call.who))
    .filter((task) => user === undefined || ownerOf(task.user).user.toLowerCase().includes(user))
    .filter((task) => type === undefined || task.type === type)
    .filter((task) => vmid === undefined || task.id === String(vmid))
    .filter((task) => task.starttime >= since && task.starttime <= until)
    .filter((task) => status.has(statusType(task.exitStatus)));
  call.total = matching.length;
  const start = optionalNumber(call, 'start') ?? 0;
  return matching.slice(start, start + (optionalNumber(call, 'limit') ?? 50)).map(listEntry);
};

/** The task that the path names. @throws ApiError 400 when the UPID is none, or of nobody; 403 when of somebody else */
const taskOf = (call: Call): Task => {
  const upid = text(call, 'upid');
  if (decodeUpid(upid) === undefined) throw parameterError({ upid: 'unable to parse worker upid' });
  const task = call.tasks.find(upid);
  if (task === undefined) throw parameterError({ upid: 'no such task' });
  if (!isTaskOf(task, call.who)) require(call, `/nodes/${text(call, 'node')}`, ['Sys.Audit']);
  return task;
};

const status = (call: Call) => {
  const task = taskOf(call);
  call.tasks.noteStatusRead(task.upid);
  return {
    ...describe(task),
    status: task.exitStatus === undefined ? 'running' : 'stopped',
    ...(task.exitStatus === undefined ? {} : { exitstatus: task.exitStatus }),
  };
};

const log = (call: Call) => {
  const task = taskOf(call);
  const start = optionalNumber(call, 'start') ?? 0;
  const lines = task.log.length === 0 ? ['no content'] : task.log;
  call.total = lines.length;
  return lines
    .map((line, index) => ({ n: index + 1, t: line }))
    .slice(start, start + (optionalNumber(call, 'limit') ?? 50));
};

/** Tasks of a node and of the cluster, their status and log. */
export const taskRoutes: Routes = {
  'GET /nodes/{node}/tasks': list,
  'GET /nodes/{node}/tasks/{upid}/status': status,
  'GET /nodes/{node}/tasks/{upid}/log': log,
  'DELETE /nodes/{node}/tasks/{upid}': (call) => {
    const task = taskOf(call);
    if (!isTaskOf(task, call.who)) require(call, `/nodes/${task.node}`, ['Sys.Modify']);
    call.tasks.abort(task.upid);
    return null;
  },
  'GET /cluster/tasks': (call) => {
    const isAuditor = may(call, '/', ['Sys.Audit']);
    return call.tasks
      .all()
      .filter((task) => isAuditor || isTaskOf(task, call.who))
      .slice(0, 25)
      .map((task) => {
        const { status: exit, ...entry } = listEntry(task);
        return task.exitStatus === undefined ? entry : { ...entry, status: exit };
      });
  },
};
