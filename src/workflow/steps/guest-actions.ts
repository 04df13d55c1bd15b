import { z } from 'zod';
import type { Difference } from '../../core/difference.ts';
import type { Json } from '../../core/json.ts';
import type { Compensation, Effect, Risk } from '../../core/plan.ts';
import type { GuestObservation } from '../../core/proxmox.ts';

/** The fields of a `proxmox-task` step, by its action. */
export const guestActionFields = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('guest.start'), guest: z.string().min(1) }),
  z.strictObject({
    action: z.literal('guest.restart'),
    guest: z.string().min(1),
    timeoutSeconds: z.int().min(10).max(3600),
  }),
  z.strictObject({
    action: z.literal('guest.shutdown'),
    guest: z.string().min(1),
    timeoutSeconds: z.int().min(10).max(3600),
    force: z.boolean(),
  }),
  z.strictObject({
    action: z.literal('guest.snapshot'),
    guest: z.string().min(1),
    snapshot: z
      .string()
      .max(40)
      .regex(
        /^[A-Za-z][A-Za-z0-9_-]+$/,
        'begins with a letter and holds letters, digits, dashes and underscores only',
      ),
    description: z.string().max(500),
  }),
  z.strictObject({
    action: z.literal('guest.rollback'),
    guest: z.string().min(1),
    snapshot: z.string().min(1).max(40),
  }),
  z.strictObject({
    action: z.literal('guest.snapshot-delete'),
    guest: z.string().min(1),
    snapshot: z.string().min(1).max(40),
  }),
]);

/** Fields of one guest action. */
export type GuestActionFields = z.infer<typeof guestActionFields>;

/** A {@link Compensation} on the guest itself. */
export type GuestCompensation = Omit<Compensation, 'effect'> & Pick<Effect, 'action' | 'parameters'>;

/** What people are told about an action on a guest before it runs, decided from what was observed. */
export interface GuestActionPlan {
  readonly title: string;
  readonly parameters: { readonly [key: string]: Json };
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  readonly interruption: string | null;
  readonly undo: string | null;
  readonly differences: readonly Omit<Difference, 'ref' | 'name'>[];
  readonly expectedDurationMs: number;
  /** The write on the same guest that undoes it; null when there is none. */
  readonly compensation: GuestCompensation | null;
  /** Set when there is nothing to do. */
  readonly alreadySo?: string;
  /** Set when it cannot be done as things are: what is in the way. */
  readonly obstacle?: string;
}

/** "container" or "VM", as people say. */
export const guestWord = (guest: Pick<GuestObservation, 'guestType'>): string =>
  guest.guestType === 'container' ? 'container' : 'VM';

const where = (guest: GuestObservation): string =>
  `the ${guestWord(guest)} ${guest.name} (${guest.vmid}) on ${guest.node}`;

const runningNow = (guest: GuestObservation): boolean =>
  guest.status === 'running' || guest.status === 'paused';

const lockObstacle = (guest: GuestObservation): { obstacle: string } | Record<never, never> =>
  guest.lock === undefined
    ? {}
    : {
        obstacle: `Proxmox holds the lock "${guest.lock}" on ${guest.name}. Wait until that task is over.`,
      };

/** How long a guest may take to shut down when its start is undone. Seconds. */
const undoTimeoutSeconds = 180;

const planStart = (guest: GuestObservation): GuestActionPlan => ({
  title: `Start ${where(guest)}`,
  parameters: {},
  risk: 'reversible',
  riskReasons: ['Starting a stopped guest interrupts nothing and can be undone by stopping it.'],
  interruption: null,
  undo: 'Stop it again.',
  differences: [{ field: 'status', before: guest.status, after: 'running' }],
  expectedDurationMs: 20_000,
  compensation: {
    action: 'guest.shutdown',
    parameters: { timeoutSeconds: undoTimeoutSeconds, force: false },
    title: `Stop ${where(guest)} again`,
    interruption: `${guest.name} stays off, as it was before.`,
    risk: 'disruptive',
    riskReasons: [`Everything that ${guest.name} offers stops.`],
  },
  ...(runningNow(guest) ? { alreadySo: `${guest.name} is running already.` } : lockObstacle(guest)),
});

const uptimeText = (seconds: number): string => {
  const hours = Math.floor(seconds / 3600);
  return hours >= 48
    ? `${Math.floor(hours / 24)} days`
    : hours >= 2
      ? `${hours} hours`
      : `${Math.floor(seconds / 60)} minutes`;
};

const planRestart = (guest: GuestObservation, timeoutSeconds: number): GuestActionPlan => ({
  title: `Restart ${where(guest)}`,
  parameters: { timeoutSeconds },
  risk: 'disruptive',
  riskReasons: [`Everything that ${guest.name} offers stops until it is up again.`],
  interruption: `${guest.name} does not answer while it restarts.`,
  undo: null,
  differences: [
    { field: 'uptime', before: uptimeText(guest.uptimeSeconds), after: 'from zero', isLasting: false },
  ],
  expectedDurationMs: 60_000,
  compensation: null,
  ...(guest.status === 'running'
    ? lockObstacle(guest)
    : {
        obstacle: `${guest.name} is ${guest.status}, so it cannot be restarted. Ask me to start it instead.`,
      }),
});

const planShutdown = (guest: GuestObservation, timeoutSeconds: number, force: boolean): GuestActionPlan => ({
  title: `Stop ${where(guest)}`,
  parameters: { timeoutSeconds, force },
  risk: 'disruptive',
  riskReasons: [`Everything that ${guest.name} offers stops until it is started again.`],
  interruption: `${guest.name} stays off until somebody starts it.`,
  undo: 'Start it again.',
  differences: [{ field: 'status', before: guest.status, after: 'stopped' }],
  expectedDurationMs: 45_000,
  compensation: {
    action: 'guest.start',
    parameters: {},
    title: `Start ${where(guest)} again`,
    interruption: null,
    risk: 'reversible',
    riskReasons: ['Starting a stopped guest interrupts nothing and can be undone by stopping it.'],
  },
  ...(runningNow(guest) ? lockObstacle(guest) : { alreadySo: `${guest.name} is stopped already.` }),
});

const planSnapshot = (guest: GuestObservation, snapshot: string, description: string): GuestActionPlan => ({
  title: `Take the snapshot ${snapshot} of ${where(guest)}`,
  parameters: { name: snapshot, description },
  risk: 'reversible',
  riskReasons: ['A snapshot changes nothing in the guest and can be deleted again.'],
  interruption: null,
  undo: 'Delete the snapshot.',
  differences: [{ field: `snapshot ${snapshot}`, before: null, after: 'present' }],
  expectedDurationMs: 15_000,
  compensation: {
    action: 'guest.snapshot-delete',
    parameters: { name: snapshot },
    title: `Delete the snapshot ${snapshot} of ${where(guest)}`,
    interruption: null,
    risk: 'reversible',
    riskReasons: ['Only the snapshot that was just taken is deleted; the guest stays as it is.'],
    isWayBack: true,
  },
  ...(guest.snapshots.some((existing) => existing.name === snapshot)
    ? { obstacle: `${guest.name} has a snapshot ${snapshot} already. Choose another name.` }
    : lockObstacle(guest)),
});

const planRollback = (guest: GuestObservation, snapshot: string): GuestActionPlan => {
  const found = guest.snapshots.find((candidate) => candidate.name === snapshot);
  const known = guest.snapshots.map((candidate) => candidate.name).join(', ');
  return {
    title: `Roll ${where(guest)} back to the snapshot ${snapshot}`,
    parameters: { snapshot, start: runningNow(guest) },
    risk: 'destructive',
    riskReasons: [
      `Everything that changed in ${guest.name} since the snapshot is lost.`,
      'A rollback cannot be undone.',
    ],
    interruption: `${guest.name} is stopped, set back and, if it was running, started again.`,
    undo: null,
    differences: [
      {
        field: 'content',
        before: 'as it is now',
        after:
          found?.takenAtMs === undefined ? `snapshot ${snapshot}` : new Date(found.takenAtMs).toISOString(),
      },
    ],
    expectedDurationMs: 60_000,
    compensation: null,
    ...(found === undefined
      ? {
          obstacle: `${guest.name} has no snapshot ${snapshot}. ${known === '' ? 'It has none at all.' : `It has: ${known}.`}`,
        }
      : lockObstacle(guest)),
  };
};

const planSnapshotDelete = (guest: GuestObservation, snapshot: string): GuestActionPlan => ({
  title: `Delete the snapshot ${snapshot} of ${where(guest)}`,
  parameters: { name: snapshot },
  risk: 'destructive',
  riskReasons: [`Nobody can go back to the snapshot ${snapshot} of ${guest.name} afterwards.`],
  interruption: null,
  undo: null,
  differences: [{ field: `snapshot ${snapshot}`, before: 'present', after: null }],
  expectedDurationMs: 15_000,
  compensation: null,
  ...(guest.snapshots.some((existing) => existing.name === snapshot)
    ? lockObstacle(guest)
    : { alreadySo: `${guest.name} has no snapshot ${snapshot}.` }),
});

/** The guest as the earlier steps of a plan will leave it. `predicted`: field to value, as in their differences. */
export const predictedGuest = (
  guest: GuestObservation,
  predicted: Readonly<Record<string, Json>>,
): GuestObservation => {
  const { status } = predicted;
  const added = Object.entries(predicted).flatMap(([field, after]) =>
    field.startsWith('snapshot ') && after !== null ? [{ name: field.slice('snapshot '.length) }] : [],
  );
  return {
    ...guest,
    ...(status === 'running' || status === 'stopped' ? { status } : {}),
    snapshots: [
      ...guest.snapshots.filter((snapshot) => predicted[`snapshot ${snapshot.name}`] !== null),
      ...added.filter(({ name }) => guest.snapshots.every((snapshot) => snapshot.name !== name)),
    ],
  };
};

/** What an action means for a guest as it was observed. Pure. */
export const planGuestAction = (fields: GuestActionFields, guest: GuestObservation): GuestActionPlan => {
  if (guest.isTemplate)
    return {
      ...planStart(guest),
      obstacle: `${guest.name} is a template, which cannot be changed this way.`,
    };
  switch (fields.action) {
    case 'guest.start':
      return planStart(guest);
    case 'guest.restart':
      return planRestart(guest, fields.timeoutSeconds);
    case 'guest.shutdown':
      return planShutdown(guest, fields.timeoutSeconds, fields.force);
    case 'guest.snapshot':
      return planSnapshot(guest, fields.snapshot, fields.description);
    case 'guest.rollback':
      return planRollback(guest, fields.snapshot);
    case 'guest.snapshot-delete':
      return planSnapshotDelete(guest, fields.snapshot);
  }
};

/** What must not change between approval and run. */
export const guestFacts = (guest: GuestObservation, effect: Effect): { readonly [fact: string]: Json } => {
  const snapshot = effect.parameters['snapshot'];
  const target = guest.snapshots.find((candidate) => candidate.name === snapshot);
  return {
    status: guest.status,
    node: guest.node,
    name: guest.name,
    lock: guest.lock ?? null,
    configuration: guest.configDigest,
    ...(typeof snapshot === 'string' ? { [`snapshot ${snapshot}`]: target?.takenAtMs ?? null } : {}),
  };
};

/** Whether the observed guest already is as the effect would leave it. A restart never is. */
export const isEffectThere = (guest: GuestObservation, effect: Effect): boolean => {
  switch (effect.action) {
    case 'guest.start':
      return guest.status === 'running';
    case 'guest.shutdown':
      return guest.status === 'stopped';
    case 'guest.snapshot':
      return guest.snapshots.some((snapshot) => snapshot.name === effect.parameters['name']);
    case 'guest.snapshot-delete':
      return guest.snapshots.every((snapshot) => snapshot.name !== effect.parameters['name']);
    default:
      return false;
  }
};
