import { delay, systemClock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { ProxmoxAdapter } from '../infra/proxmox/proxmox.ts';

/** How long the start waits for a system that is slow. Milliseconds. */
const patienceMs = 3_000;

/** Errors that mean the options are wrong, rather than that a machine happens to be off. */
const isMistake = (code: string): boolean =>
  ['proxmox.certificate', 'proxmox.not-proxmox', 'proxmox.unknown-host'].includes(code);

/**
 * Asks each system once. What only a person can mend (a wrong address, certificate or token) stops the start; a system
 * that does not answer now does not: it is shown as unreachable and tried again.
 * @throws StewardError `start.option-wrong`
 */
export const checkSystems = async (systems: readonly ProxmoxAdapter[], log: Log): Promise<void> => {
  await Promise.all(
    systems.map(async (system, index) => {
      const name = system.reader.system;
      const answer = await Promise.race([
        system.readPart('resources', AbortSignal.timeout(patienceMs)).then(
          () => undefined,
          (error: unknown) => error,
        ),
        delay(systemClock, patienceMs).then(() => undefined),
      ]);
      if (!(answer instanceof StewardError)) return;
      if (answer.kind === 'auth' || isMistake(answer.code))
        throw new StewardError(`The option proxmox[${index + 1}] does not work: ${answer.message}`, {
          code: 'start.option-wrong',
          kind: 'terminal',
          mend: answer.mend ?? 'Run `steward doctor`: it says what to mend.',
          cause: answer,
        });
      log.warn('A system does not answer yet; it is tried again.', { system: name, error: answer.message });
    }),
  );
};
