import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { explain } from '../../../src/core/errors.ts';
import { reading } from '../../../src/core/hosts.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createSshHost } from '../../../src/infra/ssh/ssh-host.ts';
import { createKeptLog } from '../proxmox/support.ts';
import { clientKey, createBench, errorOf, optionsFor, strangeKey } from './support.ts';

const lsblk = reading('lsblk', {});

describe('the key of a host', () => {
  it('is never trusted because it was seen first: the error names it, and how to compare it', async () => {
    const { standIn, connect } = await createBench();
    const error = await errorOf(connect({ hostKey: undefined }).reader.read(lsblk));
    expect(error).toMatchObject({ code: 'ssh.host-key-unknown', kind: 'terminal' });
    expect(error.message).toContain(`It offers the ssh-ed25519 key ${standIn.fingerprint}.`);
    expect(error.mend).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    expect(standIn.logins).toEqual([]);
  });

  it('stops everything when it has changed, names both, and no credential is sent', async () => {
    const { standIn, connect } = await createBench();
    const kept = createKeptLog();
    const host = connect({ user: 'steward', privateKey: undefined, password: 'correct horse' }, kept);
    await host.reader.read(lsblk);
    const pinned = standIn.fingerprint;
    const before = standIn.logins.length;
    await standIn.renewHostKey();
    const error = await errorOf(host.reader.read(lsblk));
    expect(error).toMatchObject({ code: 'ssh.host-key-changed', kind: 'terminal' });
    expect(error.message).toContain(`expected ${pinned}, offered ${standIn.fingerprint}`);
    expect(error.mend).toContain('set host_key to what it prints');
    expect(standIn.logins).toHaveLength(before);
    expect(standIn.commands).toHaveLength(1);
    expect(kept.text()).toContain('shows another key');
    expect(`${explain(error)} ${kept.text()}`).not.toContain('correct horse');
  });
});

describe('the login', () => {
  it('is by key or by password', async () => {
    const { standIn, connect } = await createBench();
    await connect().reader.read(lsblk);
    await connect({ user: 'steward', privateKey: undefined, password: 'correct horse' }).reader.read(lsblk);
    expect(standIn.logins.at(-1)).toBe('steward password');
    expect(standIn.logins[0]).toBe('root publickey');
  });

  it.each([
    ['an unknown key', { privateKey: strangeKey.private }],
    ['a wrong password', { user: 'steward', privateKey: undefined, password: 'wrong donkey' }],
    ['an unknown user', { user: 'nobody' }],
  ])('with %s is refused for a person to mend, and nothing secret is said', async (_what, options) => {
    const { connect } = await createBench();
    const kept = createKeptLog();
    const error = await errorOf(connect(options, kept).reader.read(lsblk));
    expect(error).toMatchObject({ code: 'ssh.authentication', kind: 'auth' });
    expect(`${explain(error)} ${kept.text()}`).not.toMatch(/wrong donkey|PRIVATE KEY/);
  });

  it('with a broken private key says so without quoting it', async () => {
    const { connect } = await createBench();
    const broken = clientKey.private.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA');
    const error = await errorOf(connect({ privateKey: broken }).reader.read(lsblk));
    expect(error).toMatchObject({ code: 'ssh.private-key', kind: 'terminal' });
    expect(JSON.stringify([explain(error), error.cause ?? null])).not.toContain(broken.slice(60, 90));
  });

  it('that is not root runs commands through sudo where that is set, and else says what to do', async () => {
    const { standIn, connect } = await createBench();
    const status = reading('zpool.status', { pool: 'tank' });
    expect((await connect({ user: 'steward', usesSudo: true }).reader.read(status)).state).toBe('ONLINE');
    expect(standIn.commands.at(-1)?.line).toBe('sudo -n -- zpool status -L -P -p tank');
    expect(await errorOf(connect({ user: 'steward' }).reader.read(status))).toMatchObject({
      code: 'host.command-missing',
      mend: expect.stringContaining('set the option sudo'),
    });
    expect(await errorOf(connect({ user: 'guest', usesSudo: true }).reader.read(status))).toMatchObject({
      code: 'ssh.sudo',
      kind: 'auth',
      mend: expect.stringContaining('/etc/sudoers.d'),
    });
    expect(
      await errorOf(connect({ user: 'guest' }).reader.read(reading('dmesg', { contains: 'nvme' }))),
    ).toMatchObject({ code: 'ssh.permission' });
  });
});

describe('the connection', () => {
  it('is one for all commands, also for many at a time, and is made anew after a loss', async () => {
    const { standIn, host } = await createBench();
    await Promise.all(Array.from({ length: 30 }, () => host.reader.read(lsblk)));
    expect(standIn.connections).toBe(1);
    standIn.breakConnections();
    expect(await host.reader.read(lsblk)).toHaveLength(3);
    standIn.inject({ matches: /^lsblk/, what: 'lost-before' });
    expect(await host.reader.read(lsblk)).toHaveLength(3);
    expect(standIn.connections).toBe(3);
  });

  it('gives a reading command that keeps getting lost up with an error that passes', async () => {
    const { standIn, host } = await createBench();
    standIn.inject({ matches: /^lsblk/, what: 'lost-before' });
    standIn.inject({ matches: /^lsblk/, what: 'lost-before' });
    expect(await errorOf(host.reader.read(lsblk))).toMatchObject({
      code: 'ssh.connection-lost',
      kind: 'retry',
    });
  });

  it('does not wait for ever for a command, and takes no connection for alive on which one hung', async () => {
    const { standIn, connect } = await createBench();
    const host = connect({ commandTimeoutMs: 200 });
    standIn.inject({ matches: /^lsblk/, what: 'hang' });
    expect(await errorOf(host.reader.read(lsblk))).toMatchObject({ code: 'ssh.timeout', kind: 'retry' });
    expect(await host.reader.read(lsblk)).toHaveLength(3);
    expect(standIn.connections).toBe(2);
  });

  it('lets a command be given up', async () => {
    const { standIn, host } = await createBench();
    standIn.inject({ matches: /^lsblk/, what: 'hang' });
    const giving = new AbortController();
    const read = errorOf(host.reader.read(lsblk, giving.signal));
    while (standIn.commands.length === 0) await new Promise((resolve) => setImmediate(resolve));
    giving.abort();
    expect(await read).toMatchObject({ code: 'ssh.aborted', kind: 'retry' });
  });

  it('lets nothing begin after it was closed', async () => {
    const { host } = await createBench();
    host.close();
    expect(await errorOf(host.reader.read(lsblk))).toMatchObject({ code: 'ssh.aborted' });
  });
});

describe('a host that is not there', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  const listen = async (onSocket: (socket: Socket) => void): Promise<number> => {
    server = createServer(onSocket).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    return (server.address() as { port: number }).port;
  };
  const hostAt = (port: number, address = '127.0.0.1') =>
    createSshHost(
      {
        name: 'away',
        address,
        port,
        privateKey: clientKey.private,
        hostKey: `SHA256:${'A'.repeat(43)}`,
        connectTimeoutMs: 300,
      },
      { clock: systemClock, log: silentLog },
    );

  it.each([
    ['does not answer', (_socket: Socket) => {}, 'ssh.timeout', 'retry'],
    ['hangs up', (socket: Socket) => socket.destroy(), 'ssh.unreachable', 'retry'],
    [
      'speaks another language',
      (socket: Socket) => socket.end('SSH-1.5-ancient\r\n'),
      'ssh.handshake',
      'terminal',
    ],
  ])('and %s is told so', async (_what, onSocket, code, kind) => {
    const error = await errorOf(hostAt(await listen(onSocket)).reader.read(lsblk));
    expect(error).toMatchObject({ code, kind });
  });

  it('and where nothing listens is told so', async () => {
    const port = await listen(() => {});
    await new Promise((resolve) => server?.close(resolve));
    expect(await errorOf(hostAt(port).reader.read(lsblk))).toMatchObject({ code: 'ssh.unreachable' });
  });
});

it.each([
  ['name', { name: 'still fawn' }],
  ['address', { address: 'a;reboot' }],
  ['port', { port: 70_000 }],
  ['user', { user: 'root -o' }],
  ['privateKey', { privateKey: undefined }],
  ['privateKey', { privateKey: clientKey.public }],
  ['hostKey', { hostKey: 'MD5:aa:bb' }],
  ['commandTimeoutMs', { commandTimeoutMs: 1 }],
])('refuses a wrong option %s by name', async (field, options) => {
  const { standIn } = await createBench();
  expect(() =>
    createSshHost({ ...optionsFor(standIn), ...options }, { clock: systemClock, log: silentLog }),
  ).toThrow(expect.objectContaining({ code: 'ssh.options', fields: { [field]: expect.any(String) } }));
});
