import { once } from 'node:events';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { useStandIn } from './standin-fixture.ts';

const fixture = useStandIn();

const handshake = async (options: { ca?: string; servername?: string }): Promise<DetailedPeerCertificate> => {
  const socket: TLSSocket = connect({ host: '127.0.0.1', port: fixture.standIn.port, ...options });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate(true);
  } finally {
    socket.destroy();
  }
};

describe('the certificate', () => {
  it('is signed by the throw-away authority, for 127.0.0.1 and localhost', async () => {
    const ca = fixture.standIn.caCertificate;
    expect((await handshake({ ca })).fingerprint256).toBe(fixture.standIn.fingerprint);
    await expect(handshake({ ca, servername: 'localhost' })).resolves.toBeDefined();
    expect(fixture.standIn.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('is not trusted by a client that was not told of the authority', async () => {
    await expect(handshake({})).rejects.toMatchObject({
      code: expect.stringMatching(/UNABLE_TO_VERIFY|SELF_SIGNED/),
    });
  });

  it('is another one after a renewal, from the same authority', async () => {
    const { caCertificate, fingerprint } = fixture.standIn;
    await fixture.standIn.rotateCertificate();
    expect(fixture.standIn.fingerprint).not.toBe(fingerprint);
    expect((await handshake({ ca: caCertificate })).fingerprint256).toBe(fixture.standIn.fingerprint);
  });

  it('breaks trust when somebody else has signed it, from the next connection on', async () => {
    const { caCertificate } = fixture.standIn;
    fixture.standIn.inject({ match: { nth: 2 }, fault: { kind: 'certificate-swap', authority: 'other' } });
    expect((await fixture.client.get('/version')).status).toBe(200);
    expect((await fixture.client.get('/version')).status).toBe(200);
    await expect(handshake({ ca: caCertificate })).rejects.toThrow();
    await expect(fixture.client.get('/version')).rejects.toThrow();
  });
});
