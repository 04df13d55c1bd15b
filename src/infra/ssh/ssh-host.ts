import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import { Grant } from '../../core/grant.ts';
import {
  type ChangingCommands,
  changing,
  effectOf,
  type Host,
  type HostReceipt,
  type ReadingCommand,
  type ReadingCommands,
} from '../../core/hosts.ts';
import type { Log } from '../../core/log.ts';
import type { Effect } from '../../core/plan.ts';
import { checkChanging, checkReading, readingEntries } from './catalogue/catalogue.ts';
import { OutputError, type ProgramResult } from './catalogue/entry.ts';
import { type CommandContext, refusalError, sessionError } from './command-error.ts';
import { createSshConnection } from './connection.ts';
import { checkSshOptions, type SshOptions } from './options.ts';
import { commandLine } from './quote.ts';
import { SessionFailure } from './session-failure.ts';

/** What the adapter needs from outside. */
export interface SshDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** One host over SSH. */
export interface SshHost extends Host {
  /** Ends the connection. Commands under way fail. */
  close(): void;
}

/**
 * Connects to one host over SSH. Nothing is sent before the first command, and never anything but commands of the
 * catalogue.
 * @throws StewardError `ssh.options` when an option is wrong
 */
export const createSshHost = (given: SshOptions, deps: SshDeps): SshHost => {
  const options = checkSshOptions(given);
  const { name, system } = options;
  const log = deps.log.child(system);
  const connection = createSshConnection(options, { clock: deps.clock, log });

  const contextOf = (command: string, words: readonly string[], isWrite: boolean): CommandContext => ({
    options,
    command,
    program: words[0] ?? '',
    isWrite,
  });
  const lineOf = (words: readonly string[]): string =>
    commandLine(options.usesSudo ? ['sudo', '-n', '--', ...words] : words);

  const run = async (
    context: CommandContext,
    line: string,
    how: { readonly signal?: AbortSignal | undefined; readonly beforeSending?: () => void },
  ): Promise<ProgramResult> => {
    try {
      return await connection.run(line, { isRead: !context.isWrite, ...how });
    } catch (thrown) {
      throw thrown instanceof SessionFailure ? sessionError(context, thrown) : thrown;
    }
  };

  const read = async <Name extends keyof ReadingCommands>(
    command: ReadingCommand<Name>,
    signal?: AbortSignal,
  ): Promise<ReadingCommands[Name]['result']> => {
    const commandName: Name = command.name;
    const { parameters, words } = checkReading(commandName, command.parameters);
    const context = contextOf(commandName, words, false);
    const entry = readingEntries[commandName];
    const result = await run(context, lineOf(words), { signal });
    if (!(entry.isAnswer?.(result.exitStatus) ?? result.exitStatus === 0))
      throw refusalError(context, result);
    try {
      return entry.parse(result, parameters);
    } catch (thrown) {
      throw new StewardError(
        `What ${commandName} said on ${name} is not understood: ${thrown instanceof OutputError ? thrown.message : 'it has another form'}.`,
        {
          code: 'ssh.output',
          kind: 'terminal',
          mend: 'Report this with the version of the tool; nothing was changed.',
          cause: thrown,
        },
      );
    }
  };

  const write = async (grant: Grant, effect: Effect): Promise<HostReceipt> => {
    Grant.assertCovers(grant, effect);
    const commandName = effect.action as keyof ChangingCommands;
    const { parameters, words } = checkChanging(commandName, effect.parameters);
    if (effectOf(system, changing(commandName, parameters)).ref !== effect.ref)
      throw new StewardError(`${effect.action} with these parameters is not a change of ${effect.ref}.`, {
        code: 'host.effect',
        kind: 'terminal',
      });
    const context = contextOf(commandName, words, true);
    const line = lineOf(words);
    log.info('change', { commandLine: line, run: grant.runId });
    // Once more, because the run may have ended while the connection was made.
    const result = await run(context, line, { beforeSending: () => Grant.assertCovers(grant, effect) });
    if (result.exitStatus !== 0) throw refusalError(context, result);
    return { commandLine: line };
  };

  return {
    reader: { system, name, read },
    openWriter: (grant) => {
      Grant.assertGenuine(grant);
      return { run: (effect) => write(grant, effect) };
    },
    close: () => connection.close(),
  };
};
