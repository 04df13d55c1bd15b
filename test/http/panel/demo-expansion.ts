import type { ApprovalView, RunView, StepView } from '../../../src/core/overview.ts';

/** A pool that gets a disk, as the panel shows it: planned, waiting for a person, and rolled back. */

const minute = 60_000;
const hour = 60 * minute;

const step = (id: string, rest: Partial<StepView> & Pick<StepView, 'title' | 'kind'>): StepView => ({
  id,
  dependsOn: [],
  condition: null,
  risk: 'read',
  riskReasons: [],
  interruption: null,
  undo: null,
  differences: [],
  expectedDurationMs: 5_000,
  pastRuns: 0,
  ...rest,
});

const pool = { ref: 'proxmox:home/pool/pumped-piglet.tank', name: 'tank' };
const guest = { ref: 'proxmox:home/guest/120', name: 'nas' };

const steps: readonly StepView[] = [
  step('capacity', { kind: 'check', title: 'Measure how full tank on pumped-piglet is' }),
  step('snapshot', {
    kind: 'change',
    title: 'Take the snapshot before-expansion of the VM nas (120) on pumped-piglet',
    risk: 'reversible',
    undo: 'Delete the snapshot before-expansion of nas again.',
    differences: [{ ...guest, field: 'snapshots', before: 0, after: 1 }],
    expectedDurationMs: 12_000,
    pastRuns: 8,
  }),
  step('disk', {
    kind: 'person',
    dependsOn: ['capacity'],
    title: 'A person buys and installs: Seagate IronWolf 8 TB',
    expectedDurationMs: 3 * 24 * hour,
  }),
  step('expand', {
    kind: 'change',
    dependsOn: ['snapshot', 'disk'],
    title: 'Add the disk ZR10ABCD as a mirror to the pool tank on pumped-piglet',
    risk: 'destructive',
    riskReasons: ['What is on the new disk is lost.', 'A disk cannot be taken out of this pool again.'],
    differences: [
      { ...pool, field: 'size', before: '10.9 TB', after: '18.9 TB' },
      { ...pool, field: 'devices', before: 'sda, sdb', after: 'sda, sdb, ZR10ABCD' },
    ],
    expectedDurationMs: 40_000,
  }),
  step('validate', {
    kind: 'check',
    dependsOn: ['expand'],
    title: 'Check that tank is healthy and has at least 15 TB',
  }),
];

/** A request to expand a pool: two approvals, one of them given. */
export const expansionRequest = (nowMs: number): ApprovalView => ({
  id: 'approval_expansion',
  state: 'presented',
  title: 'Expand the pool tank with a new disk',
  purpose: 'tank is 78 % full and will be full in about nine weeks.',
  workflow: 'storage-expansion',
  undoes: null,
  roi: {
    minutesSaved: 95,
    expected: [
      { what: "people's time saved", value: '95 min (40 to 2.5 h)' },
      { what: "people's time", value: '30 min (20 to 45)' },
      { what: 'machine time', value: '2 min' },
      { what: 'money', value: '150 USD (120 to 180)' },
      { what: 'learning', value: 'medium' },
      { what: 'complexity', value: 'medium' },
    ],
    reasons: [
      'By hand it took 2 h the last time, says the workflow.',
      'The price is the workflow’s own; nobody has looked it up.',
    ],
  },
  requestedBy: 'Bob',
  requestText: 'tank needs more room',
  requestedAtMs: nowMs - 40 * minute,
  expiresAtMs: nowMs + 5 * hour,
  risk: 'destructive',
  riskReasons: [
    'A step adds a disk to a pool, which cannot be taken back.',
    'tank is used by nas and jellyfin.',
  ],
  steps,
  skipped: [{ id: 'buy-cable', reason: 'A free SATA port with its cable is there already.' }],
  affected: ['nas', 'jellyfin', 'everyone who watches films'],
  planDigest: 'e'.repeat(64),
  requirement: {
    needed: 2,
    given: [{ name: 'Bob', channel: 'panel', atMs: nowMs - 30 * minute }],
    mayApprove: [{ userId: 'd3m0', name: 'Alice' }],
    reasons: ['The rule "storage" asks for two people where data may be lost.'],
    escalatesAtMs: nowMs + hour,
  },
  needsStepUp: true,
});

/** Its run while it waits for the disk; the snapshot is done, the check runs side by side. */
export const waitingRun = (nowMs: number): RunView => ({
  id: 'run_expansion',
  approvalId: 'approval_expansion',
  title: 'Expand the pool tank with a new disk',
  state: 'waiting',
  progressPercent: 35,
  startedAtMs: nowMs - 26 * hour,
  issue: 12,
  canUndo: false,
  waitsFor: [
    {
      stepId: 'disk',
      tasks: [
        { task: 'Buy: Seagate IronWolf 8 TB (about $150)', notes: ['https://example.com/ironwolf'] },
        { task: 'Install it', notes: ['docs/guides/disk-bays.md'] },
        { task: 'Say that it is done, with: serial', notes: [] },
      ],
      report: ['serial'],
    },
  ],
  steps: [
    {
      id: 'capacity',
      title: 'Measure how full tank on pumped-piglet is',
      state: 'done',
      startedAtMs: nowMs - 26 * hour,
      endedAtMs: nowMs - 26 * hour + 4_000,
      detail: 'tank is 78 % full, 2.4 TB free.',
    },
    {
      id: 'snapshot',
      title: 'Take the snapshot before-expansion of the VM nas (120) on pumped-piglet',
      state: 'applying',
      startedAtMs: nowMs - 9_000,
      detail: 'Proxmox is saving the memory of the VM.',
    },
    {
      id: 'disk',
      title: 'A person buys and installs: Seagate IronWolf 8 TB',
      state: 'held',
      startedAtMs: nowMs - 26 * hour,
      detail: 'Waits for a person.',
      attention: 'The disk that is there now has the serial WD-77, not ZR10ABCD.',
    },
    { id: 'expand', title: 'Add the disk ZR10ABCD to the pool tank', state: 'waiting' },
  ],
});

/** Another run that failed half-way, was rolled back, and left one thing. */
export const rolledBackRun = (nowMs: number): RunView => ({
  id: 'run_rolled_back',
  approvalId: 'approval_resize',
  title: 'Give immich more memory',
  state: 'failed',
  progressPercent: 60,
  startedAtMs: nowMs - 9 * minute,
  endedAtMs: nowMs - 7 * minute,
  result: 'immich did not start with 12 GB. It runs again with 8 GB; one snapshot is left.',
  issue: 11,
  canUndo: true,
  waitsFor: [],
  remaining: [
    {
      ref: 'proxmox:home/guest/102',
      name: 'immich',
      field: 'snapshot before-resize',
      before: null,
      after: 'there',
    },
  ],
  roi: [
    { what: 'machine time', forecast: '40 s', outcome: '2 min', verdict: 'worse' },
    {
      what: "people's time",
      forecast: '5 min (3 to 10)',
      outcome: 'at most 4 min, waiting included',
      verdict: 'as expected',
    },
    {
      what: "people's time saved",
      forecast: '12 min (5 to 20)',
      outcome: 'none, because it did not succeed',
      verdict: 'worse',
    },
  ],
  steps: [
    {
      id: 'resize',
      title: 'Set the memory of the container immich (102) to 12 GB',
      state: 'undone',
      startedAtMs: nowMs - 9 * minute,
      endedAtMs: nowMs - 9 * minute + 3_000,
    },
    {
      id: 'start',
      title: 'Start the container immich (102)',
      state: 'failed',
      startedAtMs: nowMs - 9 * minute,
      endedAtMs: nowMs - 8 * minute,
      detail: 'Proxmox says: not enough memory on still-fawn.',
    },
    { id: 'notify', title: 'Check that immich answers', state: 'skipped' },
    {
      id: 'undo resize',
      undoes: 'resize',
      title: 'Set the memory of the container immich (102) back to 8 GB',
      state: 'done',
      startedAtMs: nowMs - 8 * minute,
      endedAtMs: nowMs - 7 * minute,
    },
  ],
});
