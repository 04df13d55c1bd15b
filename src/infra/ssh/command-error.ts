import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import type { ProgramResult } from './catalogue/entry.ts';
import type { SshConnectionOptions } from './options.ts';
import type { SessionFailure } from './session-failure.ts';

/** What a failing command is told of by: its host and the program's name. */
export interface CommandContext {
  readonly options: Pick<SshConnectionOptions, 'name' | 'user' | 'usesSudo'>;
  /** Name in the catalogue, e.g. `zpool.add`. */
  readonly command: string;
  /** The program, e.g. `zpool`. */
  readonly program: string;
  readonly isWrite: boolean;
}

/** What the program said, in one line that is fit for messages. */
const said = ({ stderr, stdout }: ProgramResult): string => {
  const text = (stderr.trim() || stdout.trim())
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals obey them
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ');
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};

/** What an exit status that is no answer means. Nothing was changed. Pure. */
export const refusalError = (
  { options, command, program }: CommandContext,
  result: ProgramResult,
): StewardError => {
  const { name, user, usesSudo } = options;
  const reason = said(result);
  const isMissing = result.exitStatus === 127 || /(?:^|: )(?:command )?not found$/.test(result.stderr.trim());
  if (
    isMissing &&
    /^(?:sudo|.*\bsudo:? .*not found)/.test(result.stderr) &&
    !/sudo: .*: command/.test(result.stderr)
  )
    return new StewardError(`The host ${name} has no sudo.`, {
      code: 'ssh.sudo',
      kind: 'auth',
      mend: 'Install sudo there, or connect as root and leave the option sudo out.',
    });
  if (isMissing)
    return new StewardError(`The host ${name} has no command ${program} that ${user} could run.`, {
      code: 'host.command-missing',
      kind: 'terminal',
      mend: usesSudo
        ? `Install ${program} there.`
        : `Install ${program} there. If it is there and ${user} is not root, set the option sudo.`,
    });
  if (usesSudo && /^sudo: /m.test(result.stderr))
    return new StewardError(`sudo on ${name} does not let ${user} run ${program}: ${reason}.`, {
      code: 'ssh.sudo',
      kind: 'auth',
      mend: `Allow ${user} to run ${program} without a password in /etc/sudoers.d on ${name}.`,
    });
  if (/permission denied|operation not permitted|must be (?:root|superuser)|not allowed/i.test(reason))
    return new StewardError(`${user} may not run ${command} on ${name}: ${reason}.`, {
      code: 'ssh.permission',
      kind: 'auth',
      mend: usesSudo ? 'Check the rules of sudo on the host.' : 'Connect as root, or set the option sudo.',
    });
  return new StewardError(
    `${command} was refused on ${name}: ${reason || `exit status ${result.exitStatus}`}.`,
    { code: 'host.refused', kind: 'terminal' },
  );
};

/** A change of which it is not known whether it was made. */
const unknownOutcome = (name: string, why: string, cause: unknown): UnknownOutcomeError =>
  new UnknownOutcomeError(`The host ${name} was asked, but ${why}, so it is not known whether it was done.`, {
    code: 'ssh.lost-reply',
    kind: 'terminal',
    mend: 'Look at the host before asking again.',
    cause,
  });

/**
 * What it means that a command came to no exit status. Pure.
 * @returns UnknownOutcomeError for a change that the host may have received; otherwise nothing happened
 */
export const sessionError = (
  { options: { name }, command, isWrite }: CommandContext,
  failure: SessionFailure,
): StewardError => {
  if (isWrite && failure.mayBeSent) return unknownOutcome(name, failure.message, failure);
  const what = `${command} on ${name}`;
  switch (failure.reason) {
    case 'timeout':
      return new StewardError(`${what} did not end: ${failure.message}.`, {
        code: 'ssh.timeout',
        kind: 'retry',
        mend: 'Check that the host is not overloaded and that its disks answer.',
        cause: failure,
      });
    case 'aborted':
      return new StewardError(`${what} was broken off.`, {
        code: 'ssh.aborted',
        kind: 'retry',
        cause: failure,
      });
    case 'too-large':
      return new StewardError(`${what} printed more than can be right.`, {
        code: 'ssh.output',
        kind: 'terminal',
        cause: failure,
      });
    case 'lost':
    case 'killed':
    case 'refused':
      return new StewardError(`${what} came to no end: ${failure.message}.`, {
        code: 'ssh.connection-lost',
        kind: 'retry',
        mend: 'Check the network between Steward and the host.',
        cause: failure,
      });
  }
};
