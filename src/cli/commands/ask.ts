import { dataFolder } from '../../config/load-options.ts';
import type { ReplyPart } from '../../core/reply.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** `steward ask TEXT`: one turn with the running Steward; the reply's parts as they come, then the whole. */
export const ask: Command = {
  usage: 'TEXT [--user ID] [--conversation ID]',
  summary: 'say something to the running Steward',
  options: {
    user: { type: 'string' },
    conversation: { type: 'string' },
    language: { type: 'string' },
  },
  run: async ({ positionals, values, isJson, print }) => {
    const { user, conversation, language } = values;
    let outcome = 'query';
    await createControlClient(dataFolder()).call(
      'POST',
      '/ask',
      { text: positionals.join(' '), user, conversation, language },
      (line) => {
        const part = line as ReplyPart;
        if (part.kind === 'final') outcome = part.outcome;
        if (isJson) print(JSON.stringify(part));
        else if (part.kind === 'progress' && process.stderr.isTTY)
          process.stderr.write(`\r\u001b[K${part.text}`);
        else if (part.kind === 'final') {
          if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
          print(part.speech);
        }
      },
    );
    return outcome === 'error' ? 1 : 0;
  },
};
