import { asStewardError } from '../../core/errors.ts';
import { type HostReader, type ReadingCommand, reading } from '../../core/hosts.ts';

/** One plain check of a host. */
export interface HostCheck {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly mend?: string | undefined;
}

const attempt = async (
  reader: HostReader,
  check: string,
  command: ReadingCommand,
  detail: string,
): Promise<HostCheck> => {
  try {
    await reader.read(command);
    return { check, ok: true, detail };
  } catch (thrown) {
    const { message, mend } = asStewardError(thrown);
    return { check, ok: false, detail: message, mend };
  }
};

/** Checks of one host, in the order in which they build on each other; ends with the first that fails. Never throws. */
export const diagnoseHost = async (reader: HostReader): Promise<readonly HostCheck[]> => {
  const steps = [
    () => attempt(reader, 'can be reached', reading('lsblk', {}), 'It shows its disks.'),
    () => attempt(reader, 'pools can be seen', reading('zpool.list', {}), 'It shows its pools.'),
  ];
  const checks: HostCheck[] = [];
  for (const step of steps) {
    const check = await step();
    checks.push(check);
    if (!check.ok) break;
  }
  return checks;
};
