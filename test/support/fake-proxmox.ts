import { StewardError, UnknownOutcomeError } from '../../src/core/errors.ts';
import { Grant } from '../../src/core/grant.ts';
import type { Effect } from '../../src/core/plan.ts';
import type { GuestObservation, Proxmox, ProxmoxTask, TaskOutcome } from '../../src/core/proxmox.ts';

/** A Proxmox connection in memory, for tests of the engine. The real adapter has the vendor's stand-in. */
export interface FakeProxmox extends Proxmox {
  guest: GuestObservation | undefined;
  /** Every effect that was carried out. */
  readonly writes: Effect[];
  readonly tasks: ProxmoxTask[];
  /** What the next `startTask` does. Default: carries it out. */
  nextWrite: 'carry-out' | 'lose-reply' | 'lose-request' | 'refuse' | 'busy';
  taskOutcome: TaskOutcome;
  /** Error of the next reads. */
  readError: StewardError | undefined;
}

/** The running container that most tests are about. */
export const paperless: GuestObservation = {
  ref: 'proxmox:home/guest/101',
  name: 'paperless-ngx',
  vmid: 101,
  guestType: 'container',
  node: 'still-fawn',
  status: 'running',
  uptimeSeconds: 86_400,
  isTemplate: false,
  configDigest: 'a'.repeat(40),
  snapshots: [{ name: 'before-upgrade', takenAtMs: Date.UTC(2026, 10, 1) }],
  isManagedByHa: false,
};

const taskTypes: Record<string, string> = {
  'guest.start': 'vzstart',
  'guest.shutdown': 'vzshutdown',
  'guest.restart': 'vzreboot',
  'guest.snapshot': 'vzsnapshot',
  'guest.rollback': 'vzrollback',
  'guest.snapshot-delete': 'vzdelsnapshot',
};

const after = (guest: GuestObservation, { action, parameters }: Effect): GuestObservation => {
  switch (action) {
    case 'guest.start':
      return { ...guest, status: 'running', uptimeSeconds: 1 };
    case 'guest.shutdown':
      return { ...guest, status: 'stopped', uptimeSeconds: 0 };
    case 'guest.restart':
      return { ...guest, status: 'running', uptimeSeconds: 1 };
    case 'guest.snapshot':
      return { ...guest, snapshots: [...guest.snapshots, { name: String(parameters['name']) }] };
    case 'guest.snapshot-delete':
      return {
        ...guest,
        snapshots: guest.snapshots.filter((snapshot) => snapshot.name !== parameters['name']),
      };
    default:
      return guest;
  }
};

/** Makes a connection with one guest. */
export const createFakeProxmox = (guest: GuestObservation = paperless): FakeProxmox => {
  const failIfAsked = () => {
    if (fake.readError !== undefined) throw fake.readError;
  };
  const fake: FakeProxmox = {
    guest,
    writes: [],
    tasks: [],
    nextWrite: 'carry-out',
    taskOutcome: { kind: 'succeeded', warnings: 0 },
    readError: undefined,
    reader: {
      system: 'proxmox:home',
      actsAs: 'steward@pve!steward',
      observeGuest: async () => {
        failIfAsked();
        if (fake.guest === undefined)
          throw new StewardError('There is no guest 101 any more.', {
            code: 'proxmox.guest-gone',
            kind: 'terminal',
          });
        return fake.guest;
      },
      guestTasks: async () => {
        failIfAsked();
        return [...fake.tasks].reverse();
      },
      taskLog: async () => {
        failIfAsked();
        return [];
      },
      taskTypesOf: (action) => [taskTypes[action] ?? 'none'],
      waitForTask: async () => fake.taskOutcome,
    },
    openWriter: (grant) => {
      Grant.assertGenuine(grant);
      return {
        startTask: async (effect) => {
          Grant.assertCovers(grant, effect);
          const behaviour = fake.nextWrite;
          fake.nextWrite = 'carry-out';
          if (behaviour === 'refuse')
            throw new StewardError('Proxmox refused.', { code: 'proxmox.refused', kind: 'terminal' });
          if (behaviour === 'busy')
            throw new StewardError("can't lock file", { code: 'proxmox.locked', kind: 'retry' });
          if (behaviour === 'lose-request')
            throw new UnknownOutcomeError('No reply.', { code: 'proxmox.lost-reply', kind: 'retry' });
          const upid = `UPID:still-fawn:${fake.writes.length + 1}:${effect.action}:`;
          fake.writes.push(effect);
          fake.tasks.push({
            upid,
            node: 'still-fawn',
            type: taskTypes[effect.action] ?? 'none',
            vmid: 101,
            user: 'steward@pve!steward',
            startedAtMs: 0,
            isRunning: false,
            exitStatus: 'OK',
          });
          if (fake.guest !== undefined && fake.taskOutcome.kind === 'succeeded')
            fake.guest = after(fake.guest, effect);
          if (behaviour === 'lose-reply')
            throw new UnknownOutcomeError('No reply.', { code: 'proxmox.lost-reply', kind: 'retry' });
          return upid;
        },
      };
    },
  };
  return fake;
};
