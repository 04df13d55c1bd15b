import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Grant } from '../../../src/core/grant.ts';
import {
  type ChangingCommand,
  changing,
  effectOf,
  type HostReader,
  type ReadingCommand,
  reading,
} from '../../../src/core/hosts.ts';
import { recommendedDisk } from '../../standins/ssh/demo-host.ts';
import { createBench, endGrant, errorOf, grantFor } from './support.ts';

const system = 'ssh:still-fawn';
const add = effectOf(system, changing('zpool.add', { pool: 'tank', device: 'nvme1n1' }));
const compress = effectOf(
  system,
  changing('zfs.set', { dataset: 'tank', property: 'compression', value: 'lz4' }),
);

describe('a change', () => {
  it('is sent once, by an effect that a Grant covers', async () => {
    const { standIn, host } = await createBench();
    standIn.insertDisk(recommendedDisk);
    const writer = host.openWriter(grantFor(add, compress));
    expect(await writer.run(add)).toEqual({ commandLine: 'zpool add tank /dev/nvme1n1' });
    expect(await writer.run(compress)).toEqual({ commandLine: 'zfs set compression=lz4 tank' });
    expect(standIn.commands.map(({ line }) => line)).toEqual([
      'zpool add tank /dev/nvme1n1',
      'zfs set compression=lz4 tank',
    ]);
    expect(standIn.state.datasets['tank']).toEqual({ compression: 'lz4' });
  });

  it('cannot be had without a Grant, and what looks like one is refused', async () => {
    const { standIn, host } = await createBench();
    const lookAlike = { approvalId: 'approval-1', runId: 'run-1', planDigest: 'a'.repeat(64) };
    // @ts-expect-error a writer is not to be had without a Grant
    expect(() => host.openWriter()).toThrow(expect.objectContaining({ code: 'grant.forged' }));
    expect(() => host.openWriter(lookAlike as unknown as Grant)).toThrow(
      expect.objectContaining({ code: 'grant.forged' }),
    );
    const other = await errorOf(host.openWriter(grantFor(compress)).run(add));
    expect(other.code).toBe('grant.not-covered');
    expect(standIn.connections).toBe(0);
  });

  it('is not sent when the Grant ends while the connection is made', async () => {
    const { standIn, host } = await createBench();
    const grant = grantFor(compress);
    const sent = errorOf(host.openWriter(grant).run(compress));
    endGrant(grant);
    expect((await sent).code).toBe('grant.ended');
    expect(standIn.commands).toEqual([]);
  });

  it('is not a reading command: the reader takes it neither when it is compiled nor when it runs', async () => {
    const { standIn, host } = await createBench();
    const { reader } = host;
    expectTypeOf<ChangingCommand>().not.toMatchTypeOf<ReadingCommand>();
    expectTypeOf<Parameters<HostReader['read']>[0]>().not.toMatchTypeOf<ChangingCommand>();
    const command = changing('zpool.add', { pool: 'tank', device: 'nvme1n1' });
    // @ts-expect-error a changing command cannot be read
    expect((await errorOf(reader.read(command))).code).toBe('host.not-reading');
    const smuggled = { ...command, kind: 'reading' } as unknown as ReadingCommand;
    expect((await errorOf(reader.read(smuggled))).code).toBe('host.not-reading');
    const inherited = { kind: 'reading', name: 'constructor', parameters: {} } as unknown as ReadingCommand;
    expect((await errorOf(reader.read(inherited))).code).toBe('host.not-reading');
    // @ts-expect-error and no reading command is a change
    const read = effectOf(system, reading('smartctl', { device: 'sda' }));
    expect((await errorOf(host.openWriter(grantFor(read)).run(read))).code).toBe('host.unknown-command');
    expect(standIn.connections).toBe(0);
  });

  it.each([
    ['an action that is none', { ...add, action: 'zpool.destroy' }, 'host.unknown-command'],
    ['an action of every object', { ...add, action: 'toString' }, 'host.unknown-command'],
    ['a parameter too many', { ...add, parameters: { ...add.parameters, force: true } }, 'host.parameters'],
    ['parameters of another object', { ...add, ref: 'ssh:still-fawn/pool/rust' }, 'host.effect'],
    ['an object of another host', { ...add, ref: 'ssh:chief-horse/pool/tank' }, 'host.effect'],
    [
      'a value that the property does not take',
      { ...compress, parameters: { ...compress.parameters, value: 'lz4 -o' } },
      'host.parameters',
    ],
  ])('is refused before anything is sent when it has %s', async (_what, effect, code) => {
    const { standIn, host } = await createBench();
    expect(await errorOf(host.openWriter(grantFor(effect)).run(effect))).toMatchObject({ code });
    expect(standIn.connections).toBe(0);
  });

  it.each(['lost-before', 'lost-after', 'hang', 'killed'] as const)(
    'whose reply is %s has an unknown outcome and is not sent again',
    async (what) => {
      const { standIn, connect } = await createBench();
      const host = connect({ commandTimeoutMs: 200 });
      standIn.inject({ matches: /^zfs set/, what });
      const error = await errorOf(host.openWriter(grantFor(compress)).run(compress));
      expect(error).toMatchObject({ name: 'UnknownOutcomeError', code: 'ssh.lost-reply' });
      expect(standIn.commands).toHaveLength(1);
    },
  );

  it('that the host would not take did not happen', async () => {
    const { standIn, host } = await createBench();
    standIn.inject({ matches: /^zfs set/, what: 'no-session' });
    const error = await errorOf(host.openWriter(grantFor(compress)).run(compress));
    expect(error).toMatchObject({ name: 'StewardError', kind: 'retry' });
    expect(standIn.commands).toEqual([expect.objectContaining({ wasRun: false })]);
  });

  it("that the host's tool refuses is told in the tool's own words", async () => {
    const { host } = await createBench();
    const error = await errorOf(host.openWriter(grantFor(add)).run(add));
    expect(error).toMatchObject({ code: 'host.refused', kind: 'terminal' });
    expect(error.message).toBe("zpool.add was refused on still-fawn: cannot resolve path '/dev/nvme1n1'.");
  });
});
