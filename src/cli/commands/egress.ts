import { dataFolder } from '../../config/load-options.ts';
import { isoTime } from '../../core/clock.ts';
import type { EgressEntry, SentBody } from '../../core/egress-ledger.ts';
import { StewardError } from '../../core/errors.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

const row = ({ number, atMs, model, purpose, attempt, bytes, outcome, isKept }: EgressEntry): string =>
  [
    String(number).padStart(6),
    isoTime(atMs),
    model.padEnd(12),
    `${purpose} (try ${attempt})`.padEnd(28),
    `${bytes} bytes`.padStart(14),
    outcome ?? 'outcome unknown',
    ...(isKept ? [] : ['text no longer kept']),
  ].join('  ');

/** `steward egress`: what left the house for cloud models, newest first; `steward egress NUMBER`: one body, byte for byte. */
export const egress: Command = {
  usage: '[NUMBER]',
  summary: 'what left the house for cloud models, or one of these as it was sent',
  options: { limit: { type: 'string', default: '20' } },
  run: async ({ positionals: [number], values, isJson, print }) => {
    const client = createControlClient(dataFolder());
    if (number === undefined) {
      await client.call('GET', `/egress?limit=${String(values['limit'])}`, undefined, (line) =>
        print(isJson ? JSON.stringify(line) : row(line as EgressEntry)),
      );
      return 0;
    }
    if (!/^\d{1,15}$/u.test(number))
      throw new StewardError(`"${number}" is no number of an entry.`, {
        code: 'cli.usage',
        kind: 'terminal',
        mend: 'See `steward help`.',
      });
    await client.call('GET', `/egress/${number}`, undefined, (line) => {
      const sent = line as SentBody;
      if (isJson) print(JSON.stringify(sent));
      else
        print(sent.body ?? `Only its size and digest are kept: ${sent.bytes} bytes, SHA-256 ${sent.digest}.`);
    });
    return 0;
  },
};
