import { dataFolder } from '../../config/load-options.ts';
import { isoTime } from '../../core/clock.ts';
import type { StopState } from '../../core/kill-switch.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** `steward stop`: the kill switch. Released in the panel, or by deleting its file in the data folder. */
export const stop: Command = {
  usage: '[--reason TEXT]',
  summary: 'stop everything at once; released in the panel',
  options: { reason: { type: 'string' } },
  run: async ({ values, isJson, print }) => {
    const { reason } = values;
    await createControlClient(dataFolder()).call('POST', '/stop', { reason }, (line) => {
      const state = line as StopState;
      print(
        isJson
          ? JSON.stringify(state)
          : `Everything is stopped since ${isoTime(state.sinceMs)}, by ${state.by}. An approver releases it in the panel.`,
      );
    });
    return 0;
  },
};
