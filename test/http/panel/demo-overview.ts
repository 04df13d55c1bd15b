import type { ApprovalView, Overview, RunView } from '../../../src/core/overview.ts';

/** A homelab as people have them, for the panel's tests: three nodes, a dozen guests, one pool that fills up. */

const gigabyte = 1e9;
const terabyte = 1e12;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Guest = Overview['inventory']['guests'][number];

const guest = (
  vmid: number,
  name: string,
  node: string,
  guestType: Guest['guestType'],
  rest: Partial<Guest>,
): Guest => ({
  ref: `proxmox:home/guest/${vmid}`,
  name,
  vmid,
  node,
  guestType,
  health: 'ok',
  status: 'running',
  cpu: 0.04 + (vmid % 7) * 0.05,
  memoryUsedBytes: (1 + (vmid % 5)) * gigabyte,
  memoryTotalBytes: 8 * gigabyte,
  uptimeSeconds: 86_400 * (3 + (vmid % 20)),
  ...rest,
});

const guests = (nowMs: number): Guest[] => {
  const lastNight = { lastBackupAtMs: nowMs - 9 * hour };
  return [
    guest(100, 'home-assistant', 'still-fawn', 'vm', lastNight),
    guest(101, 'paperless-ngx', 'still-fawn', 'container', lastNight),
    guest(102, 'immich', 'still-fawn', 'container', {
      ...lastNight,
      cpu: 0.91,
      memoryUsedBytes: 6.4 * gigabyte,
    }),
    guest(103, 'vaultwarden', 'still-fawn', 'container', lastNight),
    guest(110, 'grafana', 'chief-horse', 'container', lastNight),
    guest(111, 'uptime-kuma', 'chief-horse', 'container', lastNight),
    guest(112, 'adguard', 'chief-horse', 'container', lastNight),
    guest(113, 'k3s-control', 'chief-horse', 'vm', lastNight),
    guest(114, 'minecraft', 'chief-horse', 'container', {
      health: 'warning',
      status: 'stopped',
      lastBackupAtMs: null,
    }),
    guest(120, 'nas', 'pumped-piglet', 'vm', { health: 'warning', lastBackupAtMs: nowMs - 9 * day }),
    guest(121, 'jellyfin', 'pumped-piglet', 'container', lastNight),
    guest(122, 'ollama', 'pumped-piglet', 'vm', { health: 'unknown', status: 'unknown' }),
  ];
};

const digest = (character: string): string => character.repeat(64);

const stepDefaults = (id: string) =>
  ({
    id,
    kind: 'change',
    dependsOn: [],
    condition: null,
    risk: 'disruptive',
    riskReasons: [],
    pastRuns: 14,
  }) as const;

const about = (workflow: string, purpose: string, minutesSaved: number) => ({
  workflow,
  purpose,
  undoes: null,
  skipped: [],
  roi: {
    minutesSaved,
    expected: [
      {
        what: "people's time saved",
        value: `${minutesSaved} min (${minutesSaved / 2} to ${minutesSaved * 2})`,
      },
      { what: 'machine time', value: '20 s' },
      { what: 'money', value: 'nothing' },
    ],
    reasons: ['By hand it takes 8 min: log in, find the guest, restart it, look whether it is back.'],
  },
});

/** A request to restart paperless-ngx. */
export const restartRequest = (nowMs: number): ApprovalView => ({
  id: 'approval_restart',
  state: 'presented',
  title: 'Restart paperless-ngx',
  ...about('restart-guest', 'paperless-ngx answers slowly.', 6),
  requestedBy: 'Alice',
  requestText: 'restart the paperless container',
  requestedAtMs: nowMs - 2 * minute,
  expiresAtMs: nowMs + 13 * minute,
  risk: 'disruptive',
  riskReasons: ['The guest does not answer while it restarts.', 'It is running now.'],
  steps: [
    {
      ...stepDefaults('restart'),
      title: 'Restart the container paperless-ngx (101) on still-fawn',
      interruption: 'paperless-ngx does not answer for about 20 seconds.',
      undo: null,
      differences: [
        {
          ref: 'proxmox:home/guest/101',
          name: 'paperless-ngx',
          field: 'uptime',
          before: '12 days',
          after: 'starts anew',
        },
      ],
      expectedDurationMs: 20_000,
    },
  ],
  affected: ['paperless-ngx', 'everyone who reads documents in it'],
  planDigest: digest('3'),
  requirement: {
    needed: 1,
    given: [],
    mayApprove: [{ userId: 'd3m0', name: 'Alice' }],
    reasons: ['No rule is for this change, so one approver decides.'],
  },
  needsStepUp: false,
});

/** A request to roll a guest back, which asks for a PIN. */
export const rollbackRequest = (nowMs: number): ApprovalView => ({
  id: 'approval_rollback',
  state: 'requested',
  title: 'Roll back grafana to the snapshot before-upgrade',
  ...about('roll-back-guest', 'grafana is to be as it was before the upgrade.', 25),
  requestedBy: 'an unknown speaker, by its own claim in kitchen',
  requestText: 'roll grafana back to before upgrade',
  requestedAtMs: nowMs - minute,
  expiresAtMs: nowMs + 14 * minute,
  risk: 'destructive',
  riskReasons: ['Everything that changed in the guest since the snapshot is lost.'],
  steps: [
    {
      ...stepDefaults('roll-back'),
      risk: 'destructive',
      title: 'Roll back the container grafana (110) on chief-horse to before-upgrade',
      interruption: 'grafana does not answer for about a minute.',
      undo: null,
      differences: [
        {
          ref: 'proxmox:home/guest/110',
          name: 'grafana',
          field: 'state of the disk',
          before: 'now',
          after: 'as of 3 days ago',
        },
      ],
      expectedDurationMs: 60_000,
    },
  ],
  affected: ['grafana'],
  planDigest: digest('b'),
  requirement: {
    needed: 1,
    given: [],
    mayApprove: [{ userId: 'd3m0', name: 'Alice' }],
    reasons: ['No rule is for this change, so one approver decides.'],
  },
  needsStepUp: true,
});

/** A run that is half done. */
export const runningRun = (nowMs: number): RunView => ({
  id: 'run_snapshot',
  approvalId: 'approval_snapshot',
  title: 'Take a snapshot of home-assistant',
  state: 'running',
  progressPercent: 45,
  startedAtMs: nowMs - 12_000,
  issue: 7,
  waitsFor: [],
  canUndo: false,
  steps: [
    {
      id: 'snapshot',
      title: 'Take the snapshot before-update of the VM home-assistant (100) on still-fawn',
      state: 'applying',
      startedAtMs: nowMs - 11_000,
      detail: 'Proxmox is saving the memory of the VM.',
    },
  ],
});

const finishedRun = (nowMs: number): RunView => ({
  id: 'run_jellyfin',
  approvalId: 'approval_jellyfin',
  title: 'Restart jellyfin',
  state: 'succeeded',
  progressPercent: 100,
  startedAtMs: nowMs - 3 * hour,
  endedAtMs: nowMs - 3 * hour + 19_000,
  result: 'jellyfin was restarted and runs again.',
  issue: 6,
  commit: '9c1b2d3e4f5061728394a5b6c7d8e9f001122334',
  waitsFor: [],
  canUndo: false,
  steps: [
    {
      id: 'restart',
      title: 'Restart the container jellyfin (121) on pumped-piglet',
      state: 'done',
      startedAtMs: nowMs - 3 * hour,
      endedAtMs: nowMs - 3 * hour + 18_000,
    },
  ],
});

const lapsedRequest = (nowMs: number): ApprovalView => ({
  ...restartRequest(nowMs),
  id: 'approval_lapsed',
  state: 'invalidated',
  title: 'Stop minecraft',
  requestText: 'stop minecraft',
  requestedAtMs: nowMs - 26 * hour,
  endedBecause: 'minecraft had been stopped by somebody else meanwhile, so nothing was done.',
  differences: [
    {
      ref: 'proxmox:home/guest/114',
      name: 'minecraft',
      field: 'status',
      before: 'running',
      after: 'stopped',
    },
  ],
});

const deniedRequest = (nowMs: number): ApprovalView => ({
  ...restartRequest(nowMs),
  id: 'approval_denied',
  state: 'denied',
  title: 'Restart nas',
  requestText: 'restart the nas',
  requestedAtMs: nowMs - 30 * hour,
  decision: {
    userId: 'owner',
    name: 'Alice',
    channel: 'phone',
    device: 'notify.mobile_app_pixel',
    atMs: nowMs - 29 * hour,
  },
});

const inventory = (nowMs: number): Overview['inventory'] => ({
  nodes: [
    ['still-fawn', 0.34, 41, 64],
    ['chief-horse', 0.18, 22, 32],
    ['pumped-piglet', 0.52, 55, 64],
  ].map(([name, cpu, used, total]) => ({
    ref: `proxmox:home/node/${name}`,
    name: String(name),
    health: 'ok',
    status: 'online',
    cpu: Number(cpu),
    memoryUsedBytes: Number(used) * gigabyte,
    memoryTotalBytes: Number(total) * gigabyte,
    uptimeSeconds: 86_400 * 41,
  })),
  guests: guests(nowMs),
  pools: [
    {
      ref: 'proxmox:home/pool/still-fawn.rpool',
      name: 'rpool',
      health: 'ok',
      node: 'still-fawn',
      status: 'ONLINE',
      usedBytes: 0.31 * terabyte,
      totalBytes: 0.9 * terabyte,
    },
    {
      ref: 'proxmox:home/pool/pumped-piglet.tank',
      name: 'tank',
      health: 'warning',
      node: 'pumped-piglet',
      status: 'ONLINE',
      usedBytes: 8.5 * terabyte,
      totalBytes: 10.9 * terabyte,
    },
  ],
  storages: [
    {
      ref: 'proxmox:home/storage/still-fawn.local',
      name: 'local',
      node: 'still-fawn',
      health: 'ok',
      usedBytes: 21 * gigabyte,
      totalBytes: 94 * gigabyte,
    },
    {
      ref: 'proxmox:home/storage/pumped-piglet.backup',
      name: 'backup',
      node: 'pumped-piglet',
      health: 'ok',
      usedBytes: 1.2 * terabyte,
      totalBytes: 3.6 * terabyte,
    },
    { ref: 'proxmox:home/storage/chief-horse.usb', name: 'usb', node: 'chief-horse', health: 'unknown' },
  ],
  disks: [
    {
      ref: 'proxmox:home/disk/still-fawn.nvme0n1',
      name: 'Samsung 990 Pro',
      node: 'still-fawn',
      health: 'ok',
      smartHealth: 'PASSED',
      wearPercent: 7,
      sizeBytes: 0.9 * terabyte,
    },
    {
      ref: 'proxmox:home/disk/pumped-piglet.sdb',
      name: 'WD Red Plus',
      node: 'pumped-piglet',
      health: 'error',
      smartHealth: 'FAILED',
      sizeBytes: 3.6 * terabyte,
    },
    {
      ref: 'proxmox:home/disk/chief-horse.sda',
      name: 'Crucial MX500',
      node: 'chief-horse',
      health: 'warning',
      smartHealth: 'PASSED',
      wearPercent: 84,
      sizeBytes: 0.45 * terabyte,
    },
  ],
});

/** The whole homelab as of `nowMs`. */
export const demoOverview = (nowMs: number): Overview => ({
  generatedAtMs: nowMs,
  isDemo: true,
  summary: '5 things need attention.',
  health: 'warning',
  problems: [
    {
      ref: 'proxmox:home/pool/pumped-piglet.tank',
      name: 'tank',
      severity: 'warning',
      text: 'The pool is 78 % full.',
    },
    {
      ref: 'proxmox:home/disk/pumped-piglet.sdb',
      name: 'WD Red Plus on pumped-piglet',
      severity: 'error',
      text: 'SMART says that the disk fails.',
    },
    {
      ref: 'proxmox:home/guest/120',
      name: 'nas',
      severity: 'warning',
      text: 'The newest backup is 9 days old.',
    },
    {
      ref: 'proxmox:home/guest/114',
      name: 'minecraft',
      severity: 'warning',
      text: 'It is stopped, although it starts with its node.',
    },
    {
      ref: 'proxmox:home/guest/122',
      name: 'ollama',
      severity: 'unknown',
      text: 'Its state has not been read for 12 minutes.',
    },
  ],
  approvals: [rollbackRequest(nowMs), restartRequest(nowMs), lapsedRequest(nowMs), deniedRequest(nowMs)],
  runs: [runningRun(nowMs), finishedRun(nowMs)],
  inventory: inventory(nowMs),
  systems: [{ system: 'proxmox:home', isReachable: true, readAtMs: nowMs - 4_000 }],
  autonomy: [],
});

/** A homelab with many guests on few nodes. */
export const largeOverview = (nowMs: number, count: number): Overview => {
  const small = demoOverview(nowMs);
  const nodes = small.inventory.nodes.map((node) => node.name);
  return {
    ...small,
    inventory: {
      ...small.inventory,
      guests: Array.from({ length: count }, (_, index) =>
        guest(1000 + index, `worker-${index}`, nodes[index % nodes.length] ?? 'still-fawn', 'container', {
          lastBackupAtMs: nowMs - hour,
        }),
      ),
    },
  };
};
