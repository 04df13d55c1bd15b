import { join } from 'node:path';
import { dataFolder } from '../../config/load-options.ts';
import { isoTime } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { McpCall } from '../../core/mcp-calls.ts';
import { controlSocketName } from '../../http/control/socket-name.ts';
import { bridgeStdio } from '../../mcp/stdio-bridge.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

const row = ({ atMs, client, method, name = '', outcome, durationMs }: McpCall): string =>
  `${isoTime(atMs)}  ${client.padEnd(16)}  ${method} ${name}  ${outcome}  ${durationMs} ms`;

/** `steward mcp`: the Model Context Protocol over standard input and output; `steward mcp calls`: who called what. */
export const mcp: Command = {
  usage: '[calls]',
  summary: 'the Model Context Protocol over standard input and output, or who called what',
  options: { limit: { type: 'string', default: '20' } },
  run: async ({ positionals: [action], values, isJson, print }) => {
    const client = createControlClient(dataFolder());
    if (action === undefined) {
      // Says in plain words when no Steward is running, before anything of the protocol.
      await client.call('GET', '/overview', undefined, () => {});
      await bridgeStdio(join(dataFolder(), controlSocketName));
      return 0;
    }
    if (action !== 'calls')
      throw new StewardError(`There is no "steward mcp ${action}".`, {
        code: 'cli.usage',
        kind: 'terminal',
        mend: 'See `steward help`.',
      });
    await client.call('GET', `/mcp-calls?limit=${String(values['limit'])}`, undefined, (line) =>
      print(isJson ? JSON.stringify(line) : row(line as McpCall)),
    );
    return 0;
  },
};
