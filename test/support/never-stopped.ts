import type { KillSwitch } from '../../src/core/kill-switch.ts';

/** A kill switch that nobody ever pulls. */
export const neverStopped: KillSwitch = { isOn: () => undefined, onChange: () => () => {} };
