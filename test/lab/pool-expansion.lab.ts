import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Run } from '../../src/core/run.ts';
import { createSshHost } from '../../src/infra/ssh/ssh-host.ts';
import { createSshHosts, type SshHosts } from '../../src/infra/ssh/ssh-hosts.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { recommendedDisk } from '../standins/ssh/demo-host.ts';
import { insertDisk, removeDisk } from '../standins/ssh/host-state.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { alice } from '../support/engine.ts';
import { beginEngineLife, type EngineLife } from '../support/engine-life.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeProxmox } from '../support/fake-proxmox.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type OpenSsh, startOpenSsh } from './support/openssh.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe.skipIf(missingPeers('openssh').length > 0)('a pool that gets a new disk, over real SSH', () => {
  let server: OpenSsh;
  let hosts: SshHosts;

  beforeAll(async () => {
    server = await startOpenSsh();
    hosts = createSshHosts([createSshHost(server.options(), { clock: systemClock, log: silentLog })]);
  });
  afterAll(async () => {
    hosts.close();
    await server.stop();
  });

  it('waits for a person over days and a restart, refuses a wrong disk, and expands the pool with the right one', async () => {
    const folder = temporaryFolder();
    const clock = createFakeClock();
    const ids = createCountedIds();
    const tracker = await createLocalTracker({ folder: join(folder, 'tracker'), clock, log: silentLog });
    const begin = async (): Promise<EngineLife> =>
      beginEngineLife({
        store: await openStore({ folder, clock, log: silentLog }),
        clock,
        ids,
        proxmox: createFakeProxmox(),
        tracker,
        approvers: [{ userId: 'alice', name: 'Alice', pin: '2468' }],
        hosts,
        examples: ['expand-pool'],
      });
    let life = await begin();
    const run = (): Run | undefined => life.runner.list(1)[0];
    const step = (id: string) => run()?.steps.find((each) => each.id === id);
    /** Lets Steward's time pass in steps of a second until something is so; at most `limitMs` of it. */
    const within = async (limitMs: number, what: string, isSo: () => boolean) => {
      const untilMs = clock.now() + limitMs;
      await waitFor(
        what,
        async () => {
          if (isSo()) return true;
          if (clock.now() < untilMs) await clock.advance(1_000);
          return undefined;
        },
        // The host answers in real time, and a second of Steward's is one look here.
        { timeoutMs: 60_000, intervalMs: 500 },
      );
    };

    const approval = await life.request(
      'expand-pool',
      {
        host: 'still-fawn',
        pool: 'tank',
        device: recommendedDisk.device,
        part: 'Samsung 980 PRO 2TB NVMe SSD',
        leastFree: '2TB',
      },
      alice,
    );
    life.approvals.approve(approval.id, {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest: approval.planDigest,
      stepUp: proofOf('alice', `approve ${approval.id}`),
    });
    const isWaiting = () =>
      step('hardware-procurement')?.attention?.startsWith('Buy: Samsung 980 PRO') === true;
    await within(60_000, 'the run to wait for the disk', isWaiting);

    life.approvals.stop();
    await life.runner.stop();
    await life.recorder.stop();
    life.store.close();
    clock.set(clock.now() + 12 * dayMs);
    life = await begin();
    await within(60_000, 'the run to wait again', () => run()?.state === 'waiting');
    expect(server.readState().pools[0]?.topLevel).toHaveLength(2);

    const wrong = { ...recommendedDisk, model: 'KINGSTON SNV2S2000G', serial: '50026B7282D4E5F6' };
    server.changeState((state) => void insertDisk(state, wrong));
    const isRefused = () =>
      step('hardware-procurement')?.attention?.includes('it is a KINGSTON SNV2S2000G, not a Samsung') ===
      true;
    await within(10_000, 'the wrong disk to be refused', isRefused);

    server.changeState((state) => removeDisk(state, wrong.device));
    server.changeState((state) => void insertDisk(state, recommendedDisk));
    await within(300_000, 'the run to end', () => run()?.endedAtMs !== undefined);
    expect(run()).toMatchObject({ state: 'succeeded', commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(server.readState()).toMatchObject({
      pools: [{ topLevel: [['/dev/sda1'], ['/dev/sdb1'], ['/dev/nvme1n1p1']] }],
      datasets: { tank: { compression: 'lz4' } },
    });
    const changes = server
      .takeCalls()
      .filter(([tool, word]) => tool !== 'lsblk' && /^(?:add|set)$/.test(word ?? ''));
    expect(changes).toEqual([
      ['zpool', 'add', 'tank', '/dev/nvme1n1'],
      ['zfs', 'set', 'compression=lz4', 'tank'],
    ]);
    expect(
      life.store.journal
        .ledger()
        .map(({ action }) => action)
        .sort(),
    ).toEqual(['zfs.set', 'zpool.add']);
    life.approvals.stop();
    await life.runner.stop();
    await life.recorder.stop();
    life.store.close();
  });
});
