import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/core/clock.ts';
import { emptyInventory } from '../../../src/core/inventory.ts';
import type { Plan } from '../../../src/core/plan.ts';
import { makePlan } from '../../../src/planner/plan/make-plan.ts';
import { parseWorkflow } from '../../../src/planner/workflow-file/workflow-file.ts';
import { createHostCommands } from '../../../src/workflow/steps/host-commands/host-commands.ts';
import { withHostCommands } from '../../../src/workflow/steps/host-commands/with-host-commands.ts';
import { createProxmoxTask } from '../../../src/workflow/steps/proxmox-task.ts';
import { createStepHandlers } from '../../../src/workflow/steps/step-handlers.ts';
import { createSystemCheck } from '../../../src/workflow/steps/system-check/system-check.ts';
import { removeDisk } from '../../standins/ssh/host-state.ts';
import type { SshStandIn } from '../../standins/ssh/ssh-standin.ts';
import { createFakeProxmox } from '../../support/fake-proxmox.ts';
import { createFakeInventory } from '../../support/inventory.ts';
import { createSmallEngine, type SmallEngine } from '../../support/small-engine.ts';
import type { SmallSystem } from '../../support/small-system.ts';
import { createHostBench } from '../steps/host-bench.ts';

const file = join(import.meta.dirname, '__fixtures__/storage-expansion.yaml');

/** Every step type that there is, over a host on real SSH, with an engine whose clock is moved by hand. */
const createBench = async () => {
  const { standIn, hosts } = await createHostBench();
  const inventory = createFakeInventory(emptyInventory(0));
  const proxmox = createFakeProxmox();
  let engine: SmallEngine | undefined;
  const clock: Clock = {
    now: () => engine?.clock.now() ?? 0,
    setTimeout: (callback, delayMs) => engine?.clock.setTimeout(callback, delayMs),
    clearTimeout: (handle) => engine?.clock.clearTimeout(handle),
  };
  const handlers = createStepHandlers({
    inventory,
    hosts: hosts.all.map(({ reader }) => reader),
    observeGuest: (ref, signal) => proxmox.reader.observeGuest(ref, signal),
    ledger: (options) => engine?.life.store.journal.ledger(options) ?? [],
    clock,
    systems: [
      withHostCommands(
        createProxmoxTask({ proxmoxOf: () => proxmox, pastDurations: () => [] }),
        createHostCommands({ hosts, pastDurations: () => [] }),
      ),
      createSystemCheck({ hosts }),
    ],
  });
  engine = await createSmallEngine({ handlers: [...handlers.values()] } as unknown as SmallSystem);
  const started = engine;
  const planOf = async (): Promise<Plan> => {
    const workflow = parseWorkflow(file, readFileSync(file, 'utf8'), handlers);
    const planned = await makePlan(workflow, {}, { inventory: inventory.current(), clock, handlers });
    if (planned.kind !== 'plan') throw new Error(planned.statement);
    started.digests.set(workflow.name, workflow.digest);
    return planned.plan;
  };
  /** Lets the engine's time and the real connection pass until something is so. */
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) {
      await started.clock.advance(5_000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(isSo()).toBe(true);
  };
  return { standIn, engine: started, planOf, until };
};

describe('the record of a storage expansion', () => {
  it('tells the whole story: what was measured, who did what, what was checked, and how the pool is now', async () => {
    const { standIn, engine, planOf, until } = await createBench();
    engine.approve(await planOf());
    await until(() => engine.lastRun()?.state === 'waiting');
    const waiting = await engine.tracker.readIssue(1);
    expect(waiting.state).toBe('open');
    expect(waiting.labels).toContain('person-needed');
    expect(waiting.body).toContain(`- [ ] Buy: Samsung 980 PRO 2TB NVMe SSD (about $150)
  - newegg.com/samsung-980-pro-2tb
- [ ] Install it
  - docs/hardware/nvme-installation.md`);
    expect(waiting.comments[0]?.body).toContain('The file says 71 % full, measured 78 %.');

    standIn.insertDisk({
      device: 'nvme1n1',
      model: 'Samsung SSD 980 PRO 2TB',
      serial: 'S69ENF0R846512A',
      sizeBytes: 2_000_398_934_016,
    });
    await until(() => engine.lastRun()?.endedAtMs !== undefined);

    expect(engine.lastRun()).toMatchObject({
      state: 'succeeded',
      result:
        'The disk nvme1n1 is in the pool tank on still-fawn, which has 10 TB now and is ONLINE. compression of tank on still-fawn is lz4.',
    });
    const issue = await engine.tracker.readIssue(1);
    expect(issue.state).toBe('closed');
    const all = issue.comments.map(({ body }) => body).join('\n');
    expect(all.match(/^## .*/gm)).toEqual([
      '## Analysis',
      '## Approval',
      '## Progress',
      '## Validation: verified',
      '## Forecast and outcome',
    ]);
    expect(all).toContain(
      '| available space \\> 2TB | verified | The pool tank on still-fawn has 3.8 TB available of 10 TB, 38 %. |',
    );
    expect(all).toContain('"serial":"S69ENF0R846512A"');
    expect(all).toContain('| money spent | 150 USD (120 to 180) | nobody said | not known |');
    const page = await engine.tracker.readFile('docs/infrastructure/pools/still-fawn.tank.md');
    expect(page).toContain('- disks: sda, sdb, nvme1n1');
    expect(page).toContain('- compression: lz4');
    expect(page).toContain('Add the disk nvme1n1 to the pool tank on still-fawn: this cannot be undone.');
    for (const path of ['docs/infrastructure/storage.md', 'INFRASTRUCTURE.md'])
      expect(await engine.tracker.readFile(path)).toMatch(/\| \[tank\]\(.*still-fawn\.tank\.md\) \| pool \|/);
  });
});

/** The command lines that changed something, as the host got them. */
const changes = (standIn: SshStandIn): string[] =>
  standIn.commands.flatMap(({ words }) =>
    words !== undefined && /^(zpool add|zfs set)/.test(words.slice(0, 2).join(' ')) ? [words.join(' ')] : [],
  );

describe('a storage expansion that takes its time', () => {
  it('waits for days and over restarts, says within ten seconds that a disk is the wrong one, and takes the right one', async () => {
    const { standIn, engine, planOf, until } = await createBench();
    const day = 86_400_000;
    engine.approve(await planOf());
    await until(() => engine.lastRun()?.state === 'waiting');
    await engine.restart(3 * day);
    await engine.clock.advance(60_000);
    await engine.restart(9 * day);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    expect(changes(standIn)).toEqual([]);

    const insertedAtMs = engine.clock.now();
    standIn.insertDisk({
      device: 'nvme1n1',
      model: 'KINGSTON SNV2S1000G',
      serial: '50026B7686B3E2A1',
      sizeBytes: 1_000_204_886_016,
    });
    const attention = () =>
      engine.lastRun()?.steps.find((step) => step.attention?.includes('50026B7686B3E2A1') === true);
    await until(() => attention() !== undefined);
    expect(engine.clock.now() - insertedAtMs).toBeLessThanOrEqual(10_000);
    expect(attention()?.attention).toContain('is not the wanted one: it has 1 TB, not 2 TB');
    await engine.restart(2 * day);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    expect(changes(standIn)).toEqual([]);

    removeDisk(standIn.state, 'nvme1n1');
    standIn.insertDisk({
      device: 'nvme1n1',
      model: 'Samsung SSD 980 PRO 2TB',
      serial: 'S69ENF0R846512A',
      sizeBytes: 2_000_398_934_016,
    });
    await until(() => engine.lastRun()?.endedAtMs !== undefined);
    expect(engine.lastRun()?.state).toBe('succeeded');
    expect(changes(standIn)).toEqual(['zpool add tank /dev/nvme1n1', 'zfs set compression=lz4 tank']);
  });
});
