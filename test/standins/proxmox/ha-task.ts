import type { Call } from './call.ts';
import type { GuestState } from './state.ts';

/** How long the HA manager takes to notice a request and act on it. */
const managerDelayMs = 5_000;

/**
 * Asks the HA manager to start or stop a guest that it manages: the call's own task ends at once without having
 * changed anything, and the manager starts the real task some seconds later, as root@pam.
 * @returns the UPID of the request, not of the change
 */
export const requestFromHa = (
  call: Call,
  guest: GuestState,
  wanted: 'start' | 'stop',
  act: (asManager: Call) => void,
): string =>
  call.tasks.start({
    node: guest.node,
    type: `ha${wanted}`,
    id: String(guest.vmid),
    user: call.who,
    durationMs: 100,
    outcome: call.outcome,
    log: [`Requesting HA ${wanted} for ${guest.type === 'qemu' ? 'VM' : 'CT'} ${guest.vmid}`],
    finish: () => {
      guest.haState = wanted === 'start' ? 'request_start' : 'request_stop';
      call.clock.setTimeout(() => {
        guest.haState = wanted === 'start' ? 'started' : 'stopped';
        act({ ...call, who: 'root@pam', outcome: undefined });
      }, managerDelayMs);
    },
  });
