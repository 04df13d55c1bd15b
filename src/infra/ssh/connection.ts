import type { Client } from 'ssh2';
import { type Clock, delay } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { ProgramResult } from './catalogue/entry.ts';
import { openClient } from './open-client.ts';
import type { SshConnectionOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import { SessionFailure } from './session-failure.ts';

/** One host's connection, made at the first command, kept, and made anew after a loss. */
export interface SshConnection {
  /**
   * Runs a command line.
   * @param how.isRead whether it may be run a second time when the connection was lost
   * @param how.beforeSending called last before it is sent, so that it can still be refused by throwing
   * @throws SessionFailure when it came to no exit status
   * @throws StewardError `ssh.*` when there is no connection
   */
  run(
    line: string,
    how: {
      readonly isRead: boolean;
      readonly beforeSending?: () => void;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<ProgramResult>;
  /** Ends the connection. Commands under way fail. */
  close(): void;
}

/** OpenSSH allows ten sessions on a connection unless told otherwise (`MaxSessions`). */
const mostSessions = 4;

interface Line {
  readonly client: Client;
  sessions: number;
  isRetired: boolean;
}

/** Lets at most `limit` tasks run at a time; the others wait in order. */
const createTurns = (limit: number) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};

/** A connection of its own for one host. Nothing is sent before the first command. */
export const createSshConnection = (
  options: SshConnectionOptions,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): SshConnection => {
  const inTurn = createTurns(mostSessions);
  let current: Promise<Line> | undefined;
  let isClosed = false;

  const open = (): Promise<Line> => {
    const opening = openClient(options, clock).then((client): Line => {
      const line = { client, sessions: 0, isRetired: false };
      client.once('close', () => {
        if (current === opening) current = undefined;
        log.debug('the connection has ended');
      });
      if (isClosed) client.end();
      log.debug('connected', { user: options.user });
      return line;
    });
    opening.catch((error: unknown) => {
      if (current === opening) current = undefined;
      if (error instanceof StewardError && error.code === 'ssh.host-key-changed')
        log.security(error.message, { code: error.code });
    });
    return opening;
  };

  /** After a time-out nobody knows whether the connection still lives: the next command gets a new one. */
  const retire = (line: Line): void => {
    line.isRetired = true;
    current = undefined;
  };

  const attempt = async (
    commandLine: string,
    signal: AbortSignal | undefined,
    beforeSending: () => void,
  ): Promise<ProgramResult> => {
    if (isClosed) throw new SessionFailure('aborted', false, 'the connection is closed');
    current ??= open();
    const line = await current;
    beforeSending();
    line.sessions += 1;
    try {
      return await runCommand(line.client, commandLine, {
        clock,
        timeoutMs: options.commandTimeoutMs,
        signal,
      });
    } catch (thrown) {
      if (thrown instanceof SessionFailure && thrown.reason === 'timeout') retire(line);
      throw thrown;
    } finally {
      line.sessions -= 1;
      if (line.isRetired && line.sessions === 0) line.client.destroy();
    }
  };

  return {
    run: (commandLine, { isRead, beforeSending = () => {}, signal }) =>
      inTurn(async () => {
        try {
          return await attempt(commandLine, signal, beforeSending);
        } catch (thrown) {
          const isLost = thrown instanceof SessionFailure && thrown.reason === 'lost';
          if (!isLost || (!isRead && thrown.mayBeSent) || isClosed || signal?.aborted === true) throw thrown;
          await delay(clock, 100, signal);
          return await attempt(commandLine, signal, beforeSending);
        }
      }),
    close: () => {
      isClosed = true;
      const ending = current;
      current = undefined;
      ending?.then(
        ({ client }) => client.end(),
        () => {},
      );
    },
  };
};
