import { ApiError } from '../api-error.ts';
import { type Call, may, optionalNumber, optionalText, type Routes } from '../call.ts';
import { formatBackupJob } from '../format-backup-job.ts';
import { type GuestState, guestUptimeSeconds, type HomelabState, type NodeState } from '../state.ts';

const uptime = (node: NodeState, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - node.bootedAtMs) / 1000));

const guestResource = (call: Call, guest: GuestState) => {
  const isNodeUp = call.state.nodes.some((node) => node.name === guest.node && node.status === 'online');
  const known = {
    id: `${guest.type}/${guest.vmid}`,
    vmid: guest.vmid,
    node: guest.node,
    type: guest.type,
    ...(guest.lock === undefined ? {} : { lock: guest.lock }),
    ...(guest.tags.length === 0 ? {} : { tags: guest.tags.join(';') }),
    ...(guest.haState === undefined ? {} : { hastate: guest.haState }),
  };
  if (!isNodeUp) return { ...known, status: 'unknown' };
  return {
    ...known,
    name: guest.name,
    status: guest.status,
    template: guest.isTemplate === true ? 1 : 0,
    uptime: guestUptimeSeconds(guest, call.clock.now()),
    cpu: guest.cpu,
    maxcpu: guest.cores,
    mem: guest.memoryBytes,
    maxmem: guest.maxMemoryBytes,
    disk: guest.diskBytes,
    maxdisk: guest.maxDiskBytes,
    netin: guest.networkInBytes,
    netout: guest.networkOutBytes,
    diskread: 0,
    diskwrite: 0,
    ...(guest.type === 'qemu' ? { memhost: guest.memoryBytes } : {}),
  };
};

const nodeResource = (call: Call, node: NodeState) => {
  const isAuditor = may(call, `/nodes/${node.name}`, ['Sys.Audit']);
  const isUp = node.status === 'online';
  return {
    id: `node/${node.name}`,
    node: node.name,
    type: 'node',
    status: node.status,
    level: '',
    ...(isUp && isAuditor
      ? {
          uptime: uptime(node, call.clock.now()),
          cpu: node.cpu,
          mem: node.memoryBytes,
          disk: node.rootBytes,
          'cgroup-mode': 2,
        }
      : {}),
    ...(isAuditor ? { maxcpu: node.cores, maxmem: node.maxMemoryBytes, maxdisk: node.maxRootBytes } : {}),
  };
};

const storageResources = (call: Call) =>
  call.state.storages
    .filter((storage) => may(call, `/storage/${storage.name}`, ['Datastore.Audit']))
    .flatMap((storage) =>
      Object.entries(storage.onNodes).map(([node, use]) => ({
        id: `storage/${node}/${storage.name}`,
        storage: storage.name,
        node,
        type: 'storage',
        plugintype: storage.type,
        content: storage.content.join(','),
        shared: storage.isShared ? 1 : 0,
        ...(use.isActive && call.state.nodes.some((one) => one.name === node && one.status === 'online')
          ? { status: 'available', disk: use.usedBytes, maxdisk: use.totalBytes }
          : { status: 'unknown' }),
      })),
    );

const resources = (call: Call) => {
  const type = optionalText(call, 'type');
  const wants = (one: string) => type === undefined || type === one;
  return [
    ...(wants('vm')
      ? call.state.guests
          .filter((guest) => may(call, `/vms/${guest.vmid}`, ['VM.Audit']))
          .map((guest) => guestResource(call, guest))
      : []),
    ...(wants('node') ? call.state.nodes.map((node) => nodeResource(call, node)) : []),
    ...(wants('storage') ? storageResources(call) : []),
  ];
};

const clusterStatus = (call: Call) => {
  const { nodes } = call.state;
  const online = nodes.filter((node) => node.status === 'online').length;
  return [
    {
      type: 'cluster',
      id: 'cluster',
      name: call.state.clusterName,
      nodes: nodes.length,
      quorate: online * 2 > nodes.length ? 1 : 0,
      version: nodes.length,
    },
    ...nodes.map((node, index) => ({
      type: 'node',
      id: `node/${node.name}`,
      name: node.name,
      nodeid: index + 1,
      ip: node.address,
      level: '',
      local: index === 0 ? 1 : 0,
      online: node.status === 'online' ? 1 : 0,
    })),
  ];
};

const isTaken = (state: HomelabState, vmid: number): boolean =>
  state.guests.some((guest) => guest.vmid === vmid);

const nextId = (call: Call) => {
  const wanted = optionalNumber(call, 'vmid');
  if (wanted !== undefined) {
    if (isTaken(call.state, wanted))
      throw new ApiError(400, 'Parameter verification failed.', { vmid: `VM ${wanted} already exists` });
    return String(wanted);
  }
  let vmid = 100;
  while (isTaken(call.state, vmid)) vmid += 1;
  return String(vmid);
};

/** `/version`, `/nodes` and what stands under `/cluster`. */
export const clusterRoutes: Routes = {
  'GET /version': ({ state }) => ({
    version: state.version,
    release: state.version.split('.').slice(0, 2).join('.'),
    repoid: '4f1c9a2b7d3e5f60',
    console: 'html5',
  }),
  'GET /cluster/resources': resources,
  'GET /cluster/status': clusterStatus,
  'GET /cluster/nextid': nextId,
  'GET /cluster/backup': ({ state }) => state.backupJobs.map(formatBackupJob),
  'GET /nodes': (call) =>
    call.state.nodes.map((node) => {
      const { maxdisk, disk, ...entry } = nodeResource(call, node);
      return {
        ...entry,
        ...(disk === undefined ? {} : { disk }),
        ...(maxdisk === undefined ? {} : { maxdisk }),
      };
    }),
};
