import type { BlockDevice, HostReader, ReadingCommand, SmartReport } from '../../../core/hosts.ts';
import type { Json } from '../../../core/json.ts';
import { sizeText } from '../../../core/sizes.ts';

/** What one command has shown. */
export interface CommandFinding {
  readonly command: string;
  /** In plain words. */
  readonly shows: string;
  /** Set when what it shows is bad. */
  readonly isBad?: true;
  readonly evidence: Json;
}

const finding = (command: string, shows: string, evidence: unknown): CommandFinding => ({
  command,
  shows,
  evidence: evidence as Json,
});

const smartFinding = (command: string, report: SmartReport): CommandFinding => {
  const verdict =
    report.passed === undefined
      ? 'gives no verdict on its health'
      : report.passed
        ? 'passes its self-test'
        : 'FAILS its self-test';
  const notes = report.warnings.length === 0 ? '' : ` (${report.warnings.join('; ')})`;
  return {
    ...finding(command, `${report.device} (${report.model}, ${report.serial}) ${verdict}${notes}`, report),
    ...(report.passed === false ? { isBad: true as const } : {}),
  };
};

/** The lines of the kernel's log that are kept; the last ones tell what is new. */
const keptLogLines = 20;

const diskLines = (devices: readonly BlockDevice[]): readonly BlockDevice[] =>
  devices.filter(({ type, sizeBytes }) => type === 'disk' && sizeBytes > 0);

/**
 * Runs one reading command and says what it shows.
 * @param line as it stands in the workflow
 * @throws StewardError `ssh.*`, `host.*`
 */
export const readFinding = async (
  reader: HostReader,
  line: string,
  command: ReadingCommand,
  signal: AbortSignal,
): Promise<CommandFinding> => {
  switch (command.name) {
    case 'lsblk': {
      const disks = diskLines(await reader.read(command, signal));
      return finding(
        line,
        `${disks.length} disks: ${disks.map(({ name, model, sizeBytes }) => `${name} (${model ?? 'unknown model'}, ${sizeText(sizeBytes)})`).join(', ')}`,
        disks.map(({ name, model, serial, sizeBytes }) => ({
          name,
          model: model ?? null,
          serial: serial ?? null,
          sizeBytes,
        })),
      );
    }
    case 'smartctl':
      return smartFinding(line, await reader.read(command, signal));
    case 'dmesg': {
      const lines = await reader.read(command, signal);
      return finding(
        line,
        `${lines.length} lines of the kernel's log about ${command.parameters.contains}`,
        lines.slice(-keptLogLines),
      );
    }
    case 'zpool.status': {
      const status = await reader.read(command, signal);
      const shown = finding(line, `the pool ${status.pool} is ${status.state}: ${status.errors}`, {
        pool: status.pool,
        state: status.state,
        errors: status.errors,
        scan: status.scan ?? null,
      });
      return status.state === 'ONLINE' ? shown : { ...shown, isBad: true };
    }
    case 'zpool.list': {
      const pools = await reader.read(command, signal);
      return finding(
        line,
        pools
          .map((pool) => `${pool.pool} is ${pool.capacityPercent} % full of ${sizeText(pool.sizeBytes)}`)
          .join(', ') || 'there is no pool',
        pools,
      );
    }
    case 'zfs.get': {
      const { dataset, property, value, source } = await reader.read(command, signal);
      return finding(line, `${property} of ${dataset} is ${value} (${source})`, { value, source });
    }
    case 'zfs.list': {
      const datasets = await reader.read(command, signal);
      return finding(line, `${datasets.length} datasets`, datasets);
    }
  }
};
