import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import type { MortalOrder } from '../crash/mortal-steward.ts';
import { requestOf, workflowNames } from '../crash/scenarios.ts';
import { standardCredentials } from '../standins/proxmox/access.ts';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import { openTestStore, startRun } from '../store/store-fixture.ts';
import { cutsOf, journalAfterCrash, observeAppend, tornAt } from '../store/torn-files.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const paperless = 101;
/** Stewards that live and die at the same time. */
const atOnce = 4;
const limitMs = 600_000;

/** Code that one life compiled need not be compiled by the next. */
const compileCache = temporaryFolder();

let kills = 0;

/** One life, in a process of its own. @returns what it printed at its end; undefined when it was killed */
const lifeOf = (order: MortalOrder): Promise<{ instants: number } | undefined> =>
  new Promise((resolve, reject) => {
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...environment } = process.env;
    const child = spawn(process.execPath, [join(import.meta.dirname, '../crash/mortal-steward.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...environment, NODE_COMPILE_CACHE: compileCache },
    });
    let printed = '';
    child.stdout.on('data', (data) => {
      printed += String(data);
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(printed) as { instants: number });
      else if (signal === 'SIGKILL') resolve(undefined);
      else reject(new Error(`A life ended with ${code ?? signal}.`));
    });
    child.stdin.end(JSON.stringify(order));
  });

/** One homelab: Steward is killed at an instant (0: never), started again, and what is left is looked at. */
const endingOf = async (workflow: string, diesAt: number) => {
  const { parameters, isRunningBefore } = requestOf(workflow);
  const proxmox = await createProxmoxStandIn({ taskDurationMs: 20 });
  try {
    const guest = proxmox.guest(paperless);
    if (!isRunningBefore) {
      guest.status = 'stopped';
      delete guest.startedAtMs;
    }
    // On ZFS only the newest snapshot can be rolled back to, so it is the only one.
    guest.snapshots = [{ name: 'before-upgrade', takenAtMs: 1_790_000_000_000, config: { ...guest.config } }];
    guest.currentSnapshot = 'before-upgrade';
    const folder = join(temporaryFolder(), 'data');
    const { tokenId, secret } = standardCredentials.steward;
    const order: MortalOrder = {
      folder,
      workflow,
      parameters,
      diesAt,
      proxmox: {
        name: 'home',
        url: proxmox.url,
        token_id: tokenId,
        token_secret: secret,
        fingerprint: proxmox.fingerprint,
      },
    };
    const first = await lifeOf(order);
    const last = first ?? (await lifeOf({ ...order, diesAt: 0 }));
    if (last === undefined) throw new Error('It was killed twice.');
    proxmox.assertNoRefusals();
    const tracker = await createLocalTracker({
      folder: join(folder, 'tracker'),
      clock: createFakeClock(),
      log: silentLog,
    });
    const issues = await tracker.listIssues();
    const { instants, ...records } = last;
    return {
      wasKilled: first === undefined,
      instants,
      state: {
        ...records,
        writes: proxmox.writes().map(({ method, path }) => `${method} ${path}`),
        guest: { status: guest.status, snapshots: guest.snapshots.map(({ name }) => name) },
        issues: issues.map(({ state, closedAs, labels, comments, closedByCommit }) => ({
          state,
          closedAs,
          labels,
          isClosedByCommit: closedByCommit !== undefined,
          comments: comments.map(({ key }) => key.replace(/^[^/]*/, '')),
        })),
        changelog: (await tracker.readFile('CHANGELOG.md'))
          ?.split('\n')
          .filter((line) => line.startsWith('- ')).length,
      },
    };
  } finally {
    await proxmox.close();
  }
};

/** Does `work` with each, a few at the same time. */
const forEachAtOnce = async (numbers: readonly number[], work: (number: number) => Promise<void>) => {
  const left = [...numbers];
  const worker = async () => {
    for (let number = left.shift(); number !== undefined; number = left.shift()) await work(number);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Every second instant: whoever is killed just before a write leaves what a death just after the one before leaves. */
const secondsOf = (instants: number): number[] =>
  Array.from({ length: Math.floor(instants / 2) }, (_, index) => 2 * (index + 1));

describe('real processes, killed with SIGKILL between everything that lasts', () => {
  it.each(workflowNames)(
    '%s ends as if nothing had happened',
    async (workflow) => {
      const undisturbed = await endingOf(workflow, 0);
      expect(undisturbed.state).toMatchObject({
        runs: [{ state: 'succeeded' }],
        issues: [{ state: 'closed' }],
      });
      await forEachAtOnce(secondsOf(undisturbed.instants), async (instant) => {
        const ending = await endingOf(workflow, instant);
        if (ending.wasKilled) kills += 1;
        expect(ending.state, `killed at instant ${instant}`).toEqual(undisturbed.state);
      });
    },
    limitMs,
  );

  afterAll(() => process.stdout.write(`Killed ${kills} times.\n`));
});

describe('a write that is cut off', () => {
  it(
    'at every single byte loses that write and nothing before it',
    async () => {
      const { store, folder } = await openTestStore();
      startRun(store, 'r1');
      const write = observeAppend(store, folder, 'r1');
      const copy = temporaryFolder();
      for (const byte of cutsOf(write, 1))
        expect(journalAfterCrash(copy, tornAt(write, byte), 'r1'), `byte ${byte}`).toEqual([1]);
      expect(journalAfterCrash(copy, write.after, 'r1')).toEqual([1, 2]);
    },
    limitMs,
  );
});

/** Runs a program in a file system of one megabyte of its own, which needs no rights where Linux has user namespaces. */
const onSmallDisk = (command: string) => {
  const mount = temporaryFolder();
  return spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', `mount -t tmpfs -o size=1m tmpfs "${mount}" && cd "${mount}" && ${command}`],
    { encoding: 'utf8' },
  );
};

describe('a file system without room', () => {
  it.skipIf(onSmallDisk('true').status !== 0)(
    'refuses an entry with a clear error, keeps every one that was acknowledged, and takes the next when there is room',
    () => {
      const writer = join(import.meta.dirname, '../store/full-disk-writer.ts');
      const { stdout } = onSmallDisk(`"${process.execPath}" "${writer}" .`);
      const { acknowledged, ...rest } = JSON.parse(stdout) as { acknowledged: number };
      expect(rest).toEqual({
        refusal: 'store.disk-full',
        whileFull: acknowledged,
        next: acknowledged + 1,
        inTheEnd: acknowledged + 1,
        notices: [],
      });
    },
  );
});
