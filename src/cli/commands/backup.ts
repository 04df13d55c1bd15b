import { dataFolder } from '../../config/load-options.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** `steward backup`: a whole copy of the database of the running Steward, now; done by itself once a day. */
export const backup: Command = {
  usage: '',
  summary: 'copy the database into backups/ now',
  options: {},
  run: async ({ isJson, print }) => {
    await createControlClient(dataFolder()).call('POST', '/backup', {}, (line) => {
      const { file } = line as { file: string };
      print(isJson ? JSON.stringify({ file }) : file);
    });
    return 0;
  },
};
