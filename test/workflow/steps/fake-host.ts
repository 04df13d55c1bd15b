import { StewardError } from '../../../src/core/errors.ts';
import type { HostReader, ReadingCommand } from '../../../src/core/hosts.ts';

/** A host whose pool `tank` tests set by hand. `null`: it cannot be reached. */
export interface FakeHost extends HostReader {
  tank: { state: string; sizeBytes: number; allocatedBytes: number; compression: string } | null;
}

/** Makes the host still-fawn, whose pool of 1 TB is 81 % full. */
export const createFakeHost = (): FakeHost => {
  const answer = (tank: NonNullable<FakeHost['tank']>, command: ReadingCommand): unknown => {
    switch (command.name) {
      case 'zpool.list':
        return [
          {
            pool: 'tank',
            sizeBytes: tank.sizeBytes,
            allocatedBytes: tank.allocatedBytes,
            freeBytes: tank.sizeBytes - tank.allocatedBytes,
            capacityPercent: Math.round((tank.allocatedBytes / tank.sizeBytes) * 100),
            health: tank.state,
          },
        ];
      case 'zfs.get':
        return { ...command.parameters, value: tank.compression, source: 'local' };
      default:
        throw new Error(`the fake host does not know ${command.name}`);
    }
  };
  const host: FakeHost = {
    system: 'ssh:still-fawn',
    name: 'still-fawn',
    tank: { state: 'ONLINE', sizeBytes: 1e12, allocatedBytes: 0.81e12, compression: 'lz4' },
    read: async (command) => {
      if (host.tank === null)
        throw new StewardError('still-fawn does not answer.', { code: 'ssh.unreachable', kind: 'retry' });
      return answer(host.tank, command as ReadingCommand) as never;
    },
  };
  return host;
};
