import { StewardError } from '../../core/errors.ts';
import type { HostCommand } from '../../core/hosts.ts';
import { changingEntries, checkCommand, knownCommands, readingEntries } from './catalogue/catalogue.ts';

/** Signs with which a shell would begin something; none of them means anything here. The pipe of `dmesg | grep` does. */
const shellSigns = /[;&<>()$`\\"'*?[\]{}~#!\n\r\t\0]/;

const refuse = (line: string, why: string): never => {
  const shown = line.length > 120 ? `${line.slice(0, 120)}…` : line;
  throw new StewardError(`The command ${JSON.stringify(shown)} ${why}.`, {
    code: 'host.unknown-command',
    kind: 'terminal',
    mend: knownCommands(),
  });
};

/**
 * The command of the catalogue behind a line as people write it in a workflow. The line itself is never run: it is split
 * at spaces, compared with the known commands, and what is sent is made anew from the checked parameters.
 * @throws StewardError `host.unknown-command` with the list of known commands; `host.parameters`
 */
export const recogniseCommand = (line: string): HostCommand => {
  if (shellSigns.test(line)) refuse(line, 'holds signs of a shell, and hosts are given no shell');
  const words = line.split(' ').filter((word) => word !== '');
  for (const [kind, entries] of [
    ['reading', readingEntries],
    ['changing', changingEntries],
  ] as const)
    for (const [name, { recognise }] of Object.entries(entries)) {
      const parameters = recognise(words);
      if (parameters === undefined) continue;
      const { words: _words, ...command } = checkCommand({
        kind,
        name,
        parameters,
      } as unknown as HostCommand);
      return command as HostCommand;
    }
  return refuse(line, 'is not one that hosts can be given');
};
