import { dataFolder } from '../../config/load-options.ts';
import type { TotpSecret } from '../../core/step-up.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** `steward step-up enroll`: an approver’s first authenticator app, or a new one for who has lost theirs. */
export const stepUp: Command = {
  usage: 'enroll --user NAME',
  summary: 'a new authenticator app for an approver; its key is shown once',
  options: { user: { type: 'string' } },
  run: async ({ positionals, values, isJson, print }) => {
    const { user } = values;
    if (positionals[0] !== 'enroll' || positionals.length !== 1 || typeof user !== 'string') {
      print('Usage: steward step-up enroll --user NAME');
      return 2;
    }
    await createControlClient(dataFolder()).call('POST', '/step-up/enroll', { user }, (line) => {
      const { uri, key, name } = line as TotpSecret & { readonly name: string };
      if (isJson) return print(JSON.stringify({ uri, key }));
      print(
        `An authenticator app for ${name}. This is shown once; an app that was enrolled before is no good now.`,
      );
      print('');
      print(`  Key      ${key}   (time-based, 6 digits)`);
      print(`  Address  ${uri}`);
      print('');
      print(
        'Type the key into the app, or make a QR code of the address on this machine: qrencode -t ANSIUTF8',
      );
    });
    return 0;
  },
};
