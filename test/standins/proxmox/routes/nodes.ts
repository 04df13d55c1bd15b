import { nodeOf, type Routes } from '../call.ts';

/** A node's own status, time and version. */
export const nodeRoutes: Routes = {
  'GET /nodes/{node}/status': (call) => {
    const node = nodeOf(call);
    const load = (node.cpu * node.cores).toFixed(2);
    return {
      uptime: Math.max(0, Math.floor((call.clock.now() - node.bootedAtMs) / 1000)),
      cpu: node.cpu,
      wait: 0.001,
      idle: 0,
      loadavg: [load, load, load],
      cpuinfo: { model: node.cpuModel, cores: node.cores / 2, cpus: node.cores, sockets: 1 },
      memory: {
        total: node.maxMemoryBytes,
        used: node.memoryBytes,
        free: node.maxMemoryBytes - node.memoryBytes,
        available: node.maxMemoryBytes - node.memoryBytes,
      },
      swap: { total: 0, used: 0, free: 0 },
      rootfs: {
        total: node.maxRootBytes,
        used: node.rootBytes,
        free: node.maxRootBytes - node.rootBytes,
        avail: node.maxRootBytes - node.rootBytes,
      },
      pveversion: `pve-manager/${call.state.version}/4f1c9a2b7d3e5f60`,
      kversion: 'Linux 6.17.2-1-pve #1 SMP PREEMPT_DYNAMIC',
      'current-kernel': {
        sysname: 'Linux',
        release: '6.17.2-1-pve',
        version: '#1 SMP PREEMPT_DYNAMIC PMX 6.17.2-1',
        machine: 'x86_64',
      },
      'boot-info': { mode: 'efi', secureboot: 0 },
    };
  },
  'GET /nodes/{node}/time': ({ clock }) => {
    const seconds = Math.floor(clock.now() / 1000);
    return { time: seconds, localtime: seconds, timezone: 'UTC' };
  },
  'GET /nodes/{node}/version': ({ state }) => ({
    version: state.version,
    release: state.version.split('.').slice(0, 2).join('.'),
    repoid: '4f1c9a2b7d3e5f60',
  }),
  'GET /nodes/{node}/config': (call) => {
    const { description } = nodeOf(call);
    return { digest: '0'.repeat(40), ...(description === undefined ? {} : { description }) };
  },
};
