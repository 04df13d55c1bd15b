import { dataFolder } from '../../config/load-options.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** `steward pair`: a code to type into Home Assistant when the integration is added by hand. */
export const pair: Command = {
  usage: '',
  summary: 'show a code that pairs the Home Assistant integration',
  options: {},
  run: async ({ isJson, print }) => {
    await createControlClient(dataFolder()).call('POST', '/pairing-code', {}, (line) => {
      const { code } = line as { code: string };
      print(isJson ? JSON.stringify({ code }) : `${code}  (valid for ten minutes, once)`);
    });
    return 0;
  },
};
