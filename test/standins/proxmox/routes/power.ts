import { ApiError, parameterError } from '../api-error.ts';
import { type Call, guestOf, type Route, type Routes } from '../call.ts';
import { type GuestTask, startGuestTask } from '../guest-task.ts';
import { requestFromHa } from '../ha-task.ts';
import { type GuestState, startGuest, stopGuest } from '../state.ts';

type Kind = GuestState['type'];

/** What an action refuses at once (not in its task) and what it does in the end. */
interface PowerAction {
  readonly check?: (call: Call, guest: GuestState) => void;
  readonly task: (call: Call, guest: GuestState) => Omit<GuestTask, 'guest'>;
}

const mustRun = (_: Call, guest: GuestState): void => {
  const word = guest.type === 'qemu' ? 'VM' : 'CT';
  if (guest.status !== 'running') throw new ApiError(500, `${word} ${guest.vmid} not running`);
};

const mustNotRun = (_: Call, guest: GuestState): void => {
  if (guest.status === 'running') throw new ApiError(500, `CT ${guest.vmid} already running`);
};

/** A container's reboot complains about a "VM": the vendor's own slip, kept because clients match on it. */
const mustRunToReboot = (_: Call, guest: GuestState): void => {
  if (guest.isPaused === true) throw new ApiError(500, 'VM is paused - cannot shutdown');
  if (guest.status !== 'running') throw new ApiError(500, `VM ${guest.vmid} not running`);
};

const refuseSkiplock = (call: Call): void => {
  if (call.parameters['skiplock'] === true && call.who !== 'root@pam')
    throw parameterError({ skiplock: 'Only root may use this option.' });
};

const start: PowerAction['task'] = (call, guest) => ({
  action: 'start',
  check: () => {
    if (guest.isTemplate === true) throw new Error("you can't start a vm if it's a template");
    if (guest.status === 'running') throw new Error(`VM ${guest.vmid} already running`);
  },
  finish: () => startGuest(guest, call.clock.now()),
});

const stop: PowerAction['task'] = (_, guest) => ({ action: 'stop', finish: () => stopGuest(guest) });

/** Ends running shutdowns of the guest, so that a stop need not wait for them. */
const overrule = (call: Call, guest: GuestState): void => {
  if (call.parameters['overrule-shutdown'] !== true) return;
  for (const task of call.tasks.all())
    if (
      task.exitStatus === undefined &&
      task.id === String(guest.vmid) &&
      /^(qm|vz)shutdown$/.test(task.type)
    )
      call.tasks.abort(task.upid);
};

const pause: PowerAction['task'] = (call, guest) =>
  call.parameters['todisk'] === true
    ? { action: 'suspend', finish: () => stopGuest(guest) }
    : {
        action: guest.type === 'qemu' ? 'pause' : 'suspend',
        finish: () => {
          guest.isPaused = true;
        },
      };

const actions: Readonly<Record<Kind, Readonly<Record<string, PowerAction>>>> = {
  qemu: {
    start: { task: start },
    stop: { check: overrule, task: stop },
    shutdown: { task: (_, guest) => ({ action: 'shutdown', finish: () => stopGuest(guest) }) },
    reboot: {
      check: mustRunToReboot,
      task: (call, guest) => ({ action: 'reboot', finish: () => startGuest(guest, call.clock.now()) }),
    },
    reset: {
      check: mustRun,
      task: (call, guest) => ({ action: 'reset', finish: () => startGuest(guest, call.clock.now()) }),
    },
    suspend: { check: mustRun, task: pause },
    resume: {
      check: mustRun,
      task: (_, guest) => ({
        action: 'resume',
        finish: () => {
          guest.isPaused = false;
        },
      }),
    },
  },
  lxc: {
    start: { check: mustNotRun, task: start },
    stop: {
      check: (call, guest) => {
        mustRun(call, guest);
        overrule(call, guest);
      },
      task: stop,
    },
    shutdown: {
      check: mustRun,
      task: (_, guest) => ({ action: 'shutdown', finish: () => stopGuest(guest) }),
    },
    reboot: {
      check: mustRunToReboot,
      task: (call, guest) => ({ action: 'reboot', finish: () => startGuest(guest, call.clock.now()) }),
    },
    suspend: { check: mustRun, task: pause },
    resume: {
      task: (_, guest) => ({
        action: 'resume',
        finish: () => {
          guest.isPaused = false;
        },
      }),
    },
  },
};

/** What the HA manager is asked for when it manages the guest; other actions are carried out at once. */
const haRequests: Readonly<Record<string, 'start' | 'stop'>> = {
  start: 'start',
  stop: 'stop',
  shutdown: 'stop',
};

const route =
  (type: Kind, name: string, { check, task }: PowerAction): Route =>
  (call) => {
    const guest = guestOf(call, type, call.liveState);
    refuseSkiplock(call);
    check?.(call, guest);
    const act = (as: Call) => startGuestTask(as, { guest, ...task(as, guest) });
    const wanted = guest.haState === undefined ? undefined : haRequests[name];
    return wanted === undefined ? act(call) : requestFromHa(call, guest, wanted, act);
  };

/** Start, stop, shutdown, reboot, reset, suspend and resume. */
export const powerRoutes: Routes = Object.fromEntries(
  Object.entries(actions).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, action]) => [
      `POST /nodes/{node}/${type}/{vmid}/status/${name}`,
      route(type as Kind, name, action),
    ]),
  ),
);
