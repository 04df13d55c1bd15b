import type { Client, ClientChannel } from 'ssh2';
import type { Clock } from '../../core/clock.ts';
import type { ProgramResult } from './catalogue/entry.ts';
import { SessionFailure } from './session-failure.ts';

/** The kernel's log of a busy host is the longest answer by far: a few hundred kilobytes. */
const longestOutputBytes = 8 * 1024 * 1024;

/** What {@link runCommand} needs beside the line. */
export interface RunCommandOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs one command line in a session of its own.
 * @throws SessionFailure when there is no exit status
 */
export const runCommand = (
  client: Client,
  line: string,
  { clock, timeoutMs, signal }: RunCommandOptions,
): Promise<ProgramResult> =>
  new Promise((resolve, reject) => {
    let channel: ClientChannel | undefined;
    let bytes = 0;
    let exit: { readonly status: number } | { readonly signal: string } | undefined;
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };

    const settle = (end: () => void) => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      client.removeListener('close', onLost);
      end();
    };
    const fail = (failure: SessionFailure) =>
      settle(() => {
        channel?.close();
        reject(failure);
      });
    const onAbort = () => fail(new SessionFailure('aborted', true, 'given up'));
    const onLost = () => fail(new SessionFailure('lost', true, 'the connection broke off'));
    const timer = clock.setTimeout(
      () => fail(new SessionFailure('timeout', true, `no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const keep = (kept: Buffer[]) => (part: Buffer) => {
      bytes += part.length;
      if (bytes > longestOutputBytes) fail(new SessionFailure('too-large', true, 'it printed too much'));
      else kept.push(part);
    };
    const onClose = () => {
      if (exit === undefined) onLost();
      else if ('signal' in exit)
        fail(new SessionFailure('killed', true, `the program was ended by ${exit.signal}`));
      else {
        const { status } = exit;
        settle(() =>
          resolve({
            stdout: Buffer.concat(output.stdout).toString('utf8'),
            stderr: Buffer.concat(output.stderr).toString('utf8'),
            exitStatus: status,
          }),
        );
      }
    };

    if (signal?.aborted) return fail(new SessionFailure('aborted', false, 'given up'));
    signal?.addEventListener('abort', onAbort, { once: true });
    client.once('close', onLost);
    try {
      // Messages in one language, where the host takes this variable; the answers of the catalogue do not depend on it.
      client.exec(line, { env: { LC_ALL: 'C' } }, (error, opened) => {
        if (error !== undefined) {
          // Without an answer the request may have arrived; the host's own refusal says that nothing was run.
          const isRefusal = !/no response/i.test(error.message);
          return fail(new SessionFailure(isRefusal ? 'refused' : 'lost', !isRefusal, error.message, error));
        }
        channel = opened;
        opened.on('exit', (status: number | null, killedBy?: string) => {
          exit = status === null ? { signal: killedBy ?? 'a signal' } : { status };
        });
        opened.on('data', keep(output.stdout));
        opened.stderr.on('data', keep(output.stderr));
        opened.on('close', onClose);
        opened.on('error', () => {});
        // No command of the catalogue reads its input; one that did would wait for ever.
        opened.end();
      });
    } catch (thrown) {
      fail(new SessionFailure('lost', false, 'the connection is closed', thrown));
    }
  });
