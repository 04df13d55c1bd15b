import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeGrant } from '../../src/approvals/grants.ts';
import { systemClock } from '../../src/core/clock.ts';
import { StewardError } from '../../src/core/errors.ts';
import { changing, effectOf, type HostCommand, reading } from '../../src/core/hosts.ts';
import { silentLog } from '../../src/core/log.ts';
import { checkCommand } from '../../src/infra/ssh/catalogue/catalogue.ts';
import { createSshConnection, type SshConnection } from '../../src/infra/ssh/connection.ts';
import { checkSshOptions } from '../../src/infra/ssh/options.ts';
import { commandLine } from '../../src/infra/ssh/quote.ts';
import { createSshHost, type SshHost } from '../../src/infra/ssh/ssh-host.ts';
import { attackedCommand } from '../infra/ssh/command-corpus.ts';
import { attacks, hostileWord } from '../infra/ssh/hostile-words.ts';
import { errorOf } from '../infra/ssh/support.ts';
import { recommendedDisk } from '../standins/ssh/demo-host.ts';
import { insertDisk } from '../standins/ssh/host-state.ts';
import { type OpenSsh, startOpenSsh } from './support/openssh.ts';
import { missingPeers } from './support/peers.ts';

const system = 'ssh:still-fawn';
const seed = 20_261_123;
const deps = { clock: systemClock, log: silentLog };

/** How much text one command may have: Linux takes 128 KiB for one argument, and a shell gets all of it as one. */
const longestBatch = 100_000;

const batches = (lines: readonly string[]): readonly string[] => {
  const made: string[] = [];
  for (const line of lines) {
    const last = made.at(-1);
    if (last === undefined || Buffer.byteLength(last) + Buffer.byteLength(line) > longestBatch)
      made.push(line);
    else made[made.length - 1] = `${last}\n${line}`;
  }
  return made;
};

/** The words of a command, or undefined when it is refused before anything is sent. */
const wordsOf = (command: HostCommand): readonly string[] | undefined => {
  try {
    return checkCommand(command).words;
  } catch (thrown) {
    if (thrown instanceof StewardError && thrown.code === 'host.parameters') return undefined;
    throw thrown;
  }
};

/** What separates the records of calls must not stand in them. */
const isRecordable = (words: readonly string[]): boolean => !words.some((word) => word.includes('\u001e'));

describe.skipIf(missingPeers('openssh').length > 0)('a real OpenSSH server', () => {
  let server: OpenSsh;
  let host: SshHost;

  beforeAll(async () => {
    server = await startOpenSsh();
  });
  afterAll(() => server.stop());
  afterEach(() => host?.close());

  it('is read, expanded and set back through the tools of its shell', async () => {
    host = createSshHost(server.options(), deps);
    const { reader } = host;
    expect((await reader.read(reading('lsblk', {}))).map(({ name }) => name)).toEqual([
      'nvme0n1',
      'sda',
      'sdb',
    ]);
    server.changeState((state) => void insertDisk(state, recommendedDisk));
    expect(await reader.read(reading('smartctl', { device: 'nvme1n1' }))).toMatchObject({
      serial: recommendedDisk.serial,
      passed: true,
    });
    expect(await reader.read(reading('dmesg', { contains: 'nvme1' }))).toHaveLength(2);
    const add = effectOf(system, changing('zpool.add', { pool: 'tank', device: 'nvme1n1' }));
    const compress = effectOf(
      system,
      changing('zfs.set', { dataset: 'tank', property: 'compression', value: 'lz4' }),
    );
    const note = effectOf(
      system,
      changing('zfs.set', {
        dataset: 'tank',
        property: 'org.example:note',
        value: 'Alice\'s $(disk) `here`; "there" \\ && * ~',
      }),
    );
    const grant = makeGrant({
      approvalId: 'approval-1',
      runId: 'run-1',
      planDigest: 'a'.repeat(64),
      effects: [add, compress, note],
    });
    const writer = host.openWriter(grant);
    await writer.run(add);
    await writer.run(compress);
    await writer.run(note);
    const status = await reader.read(reading('zpool.status', { pool: 'tank' }));
    expect(status.devices.map(({ name }) => name)).toEqual([
      'tank',
      '/dev/sda1',
      '/dev/sdb1',
      '/dev/nvme1n1p1',
    ]);
    expect(server.readState().datasets['tank']).toEqual({
      compression: 'lz4',
      'org.example:note': 'Alice\'s $(disk) `here`; "there" \\ && * ~',
    });
    const again = await errorOf(writer.run(add));
    expect(again.message).toContain("/dev/nvme1n1p1 is part of active pool 'tank'");
    server.takeCalls();
  });

  it('is not trusted before somebody has confirmed its key, and gets nothing once the key has changed', async () => {
    const { hostKey: _hostKey, ...unconfirmed } = server.options();
    host = createSshHost(unconfirmed, deps);
    const unknown = await errorOf(host.reader.read(reading('lsblk', {})));
    expect(unknown).toMatchObject({ code: 'ssh.host-key-unknown' });
    expect(unknown.message).toContain(server.fingerprint);
    const pinned = server.options();
    const known = createSshHost(pinned, deps);
    await known.reader.read(reading('lsblk', {}));
    await server.renewHostKey();
    server.takeCalls();
    const mark = server.log().length;
    const changed = await errorOf(known.reader.read(reading('lsblk', {})));
    known.close();
    expect(changed).toMatchObject({ code: 'ssh.host-key-changed', kind: 'terminal' });
    expect(changed.message).toContain(`expected ${pinned.hostKey}, offered ${server.fingerprint}`);
    expect(server.takeCalls()).toEqual([]);
    expect(server.log().slice(mark)).not.toMatch(/Accepted|publickey/);
  });

  it('is found again after it was switched off', async () => {
    host = createSshHost({ ...server.options(), connectTimeoutMs: 2_000 }, deps);
    await host.reader.read(reading('lsblk', {}));
    await server.powerOff();
    expect(await errorOf(host.reader.read(reading('lsblk', {})))).toMatchObject({
      code: 'ssh.unreachable',
      kind: 'retry',
    });
    await server.powerOn();
    expect(await host.reader.read(reading('lsblk', {}))).toHaveLength(4);
    server.takeCalls();
  });

  describe('gets ten thousand attacks', () => {
    let connection: SshConnection;
    beforeAll(() => {
      server.recordOnly();
      connection = createSshConnection(
        checkSshOptions({ ...server.options(), commandTimeoutMs: 60_000 }),
        deps,
      );
    });
    afterAll(() => connection.close());

    const sendAll = async (lists: readonly (readonly string[])[]) => {
      server.takeCalls();
      for (const batch of batches(lists.map(commandLine))) await connection.run(batch, { isRead: false });
      return server.takeCalls();
    };

    it('in every parameter of every command, and each is refused before it is sent or arrives as literal text', async () => {
      const attempts = fc.sample(attackedCommand, { numRuns: 10_000, seed });
      const sent = attempts
        .map(wordsOf)
        .filter((words) => words !== undefined)
        .filter(isRecordable);
      expect(sent.length).toBeGreaterThan(300);
      expect(await sendAll(sent)).toEqual(sent);
    });

    it('in words that nothing has checked, and each arrives as literal text', async () => {
      const lists = [
        ...attacks.map((attack) => ['zfs', attack]),
        ...fc
          .sample(fc.array(hostileWord, { minLength: 1, maxLength: 4 }), { numRuns: 5_000, seed })
          .map((words) => ['zpool', ...words]),
      ].filter(isRecordable);
      expect(await sendAll(lists)).toEqual(lists);
    });

    it('also through whole calls of the reader and the writer', async () => {
      host = createSshHost(server.options(), deps);
      const taken = fc
        .sample(attackedCommand, { numRuns: 8_000, seed: seed + 1 })
        .flatMap((command) => {
          const words = wordsOf(command);
          return words === undefined || !isRecordable(words) ? [] : [{ command, words }];
        })
        .slice(0, 300);
      expect(taken).toHaveLength(300);
      const call = async (command: HostCommand): Promise<void> => {
        if (command.kind === 'reading') {
          // The recorder answers nothing, which most of them do not take for an answer.
          await host.reader.read(command).catch((thrown: unknown) => {
            if (!(thrown instanceof StewardError) || thrown.code !== 'ssh.output') throw thrown;
          });
          return;
        }
        const effect = effectOf(system, command);
        const grant = makeGrant({
          approvalId: 'approval-1',
          runId: 'run-1',
          planDigest: 'a'.repeat(64),
          effects: [effect],
        });
        await host.openWriter(grant).run(effect);
      };
      server.takeCalls();
      // As many at a time as a connection has sessions; so they arrive in any order.
      await Promise.all(taken.map(({ command }) => call(command)));
      const inOrder = (calls: readonly (readonly string[])[]) =>
        calls.map((words) => words.join('\0')).sort();
      expect(inOrder(server.takeCalls())).toEqual(inOrder(taken.map(({ words }) => words)));
    });
  });
});
