import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTcp, createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/errors.ts';
import { standardCredentials } from '../../standins/proxmox/access.ts';
import {
  createBench,
  createKeptLog,
  errorOf,
  everythingIn,
  grantFor,
  paperless,
  restart,
} from './support.ts';

const otherFingerprint = Array.from({ length: 32 }, () => 'AB').join(':');

describe('the certificate', () => {
  it('is accepted when the given authority signed it', async () => {
    const { proxmox } = await createBench();
    expect((await proxmox.reader.observeGuest(paperless)).name).toBe('paperless-ngx');
  });

  it('is accepted when its fingerprint is the pinned one, written with or without colons', async () => {
    const { standIn, connect } = await createBench();
    for (const fingerprint of [standIn.fingerprint, standIn.fingerprint.replaceAll(':', '').toLowerCase()])
      expect((await connect({ ca: undefined, fingerprint }).reader.observeGuest(paperless)).vmid).toBe(101);
  });

  it('is refused when nothing vouches for it, and no request leaves', async () => {
    const { standIn, connect } = await createBench();
    const error = await errorOf(connect({ ca: undefined }).reader.observeGuest(paperless));
    expect(error).toMatchObject({ code: 'proxmox.certificate', kind: 'terminal' });
    expect(standIn.requests).toEqual([]);
  });

  it('is refused when another one is pinned, naming the one presented, and no request leaves', async () => {
    const { standIn, connect } = await createBench();
    const error = await errorOf(
      connect({ ca: undefined, fingerprint: otherFingerprint }).reader.observeGuest(paperless),
    );
    expect(error.code).toBe('proxmox.certificate');
    expect(error.message).toContain(standIn.fingerprint);
    expect(error.message).toContain(otherFingerprint);
    expect(standIn.requests).toEqual([]);
  });

  it('must pass both checks when both an authority and a fingerprint are given', async () => {
    const { standIn, connect } = await createBench();
    const both = connect({ fingerprint: standIn.fingerprint });
    expect((await both.reader.observeGuest(paperless)).vmid).toBe(101);
    const mixed = connect({ fingerprint: otherFingerprint });
    expect((await errorOf(mixed.reader.observeGuest(paperless))).code).toBe('proxmox.certificate');
  });

  it('renewed by the same authority needs no change; by fingerprint the new one has to be set', async () => {
    const { standIn, proxmox, connect } = await createBench();
    const pinned = connect({ ca: undefined, fingerprint: standIn.fingerprint });
    await standIn.rotateCertificate('same');
    expect((await proxmox.reader.observeGuest(paperless)).vmid).toBe(101);
    const error = await errorOf(pinned.reader.observeGuest(paperless));
    expect(explain(error)).toMatch(/If you renewed it, compare this fingerprint/);
  });

  it('for another name is refused although the authority is right', async () => {
    const { standIn, connect } = await createBench();
    // The certificate is for 127.0.0.1; this address is of the same machine and not in it.
    const otherAddress = '127.0.0.2';
    const forwarder = createTcpServer((incoming) => {
      const onwards = connectTcp(standIn.port, '127.0.0.1');
      incoming.on('error', () => onwards.destroy()).pipe(onwards);
      onwards.on('error', () => incoming.destroy()).pipe(incoming);
    });
    await new Promise<void>((resolve) => forwarder.listen(0, otherAddress, resolve));
    const { port } = forwarder.address() as AddressInfo;
    const error = await errorOf(
      connect({ url: `https://${otherAddress}:${port}` }).reader.observeGuest(paperless),
    );
    forwarder.close();
    expect(error.code).toBe('proxmox.certificate');
    expect(error.message).toContain(otherAddress);
    expect(standIn.requests).toEqual([]);
  });
});

describe('a server that is not there', () => {
  it('is said to be unreachable, and a write that met nobody is known not to have happened', async () => {
    const { standIn, proxmox } = await createBench();
    const writer = proxmox.openWriter(grantFor(restart()));
    await standIn.close();
    for (const attempt of [proxmox.reader.observeGuest(paperless), writer.startTask(restart())])
      expect(await errorOf(attempt)).toMatchObject({
        name: 'StewardError',
        code: 'proxmox.unreachable',
        kind: 'retry',
      });
  });

  it('whose name has no address is said so', async () => {
    const { connect } = await createBench();
    const error = await errorOf(
      connect({ url: 'https://no-such-host.invalid' }).reader.observeGuest(paperless),
    );
    expect(error).toMatchObject({ code: 'proxmox.unknown-host', kind: 'terminal' });
    expect(explain(error)).toMatch(/name has no address.*DNS/s);
  });

  it('that speaks plain HTTP is said to be the wrong port', async () => {
    const { connect } = await createBench();
    const server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error = await errorOf(connect({ url: `https://127.0.0.1:${port}` }).reader.observeGuest(paperless));
    server.close();
    expect(error.code).toBe('proxmox.not-proxmox');
    expect(error.mend).toMatch(/8006/);
  });
});

describe('secrets', () => {
  it('stand in no error and in no log entry', async () => {
    const { standIn, connect } = await createBench();
    const kept = createKeptLog();
    const { steward, password } = standardCredentials;
    const token = connect({ tokenSecret: steward.secret.replace(/^./, 'f') }, kept.log);
    const ticket = connect(
      { tokenId: undefined, tokenSecret: undefined, user: password.username, password: password.password },
      kept.log,
    );
    const error = await errorOf(token.reader.observeGuest(paperless));
    await ticket.reader.observeGuest(paperless);
    const said = `${everythingIn(error)}\n${kept.text()}`;
    expect(kept.text()).toContain('/cluster/resources');
    for (const secret of [steward.secret.slice(1), password.password, 'PVE:steward', 'PVEAPIToken'])
      expect(said).not.toContain(secret);
    standIn.takeRefusals('authentication');
  });
});

describe('giving up', () => {
  it('breaks a reading off at once', async () => {
    const { standIn, proxmox } = await createBench();
    standIn.inject({ match: { path: '/cluster/resources' }, fault: { kind: 'silence' } });
    const reading = new AbortController();
    const broken = errorOf(proxmox.reader.observeGuest(paperless, reading.signal));
    reading.abort();
    expect((await broken).code).toBe('proxmox.aborted');
  });
});
