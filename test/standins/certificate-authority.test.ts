import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCertificateAuthority } from './certificate-authority.ts';

describe('a throw-away authority', () => {
  it('signs certificates for loopback that its own certificate verifies', async () => {
    const authority = await createCertificateAuthority();
    const root = new X509Certificate(authority.certificate);
    const leaf = new X509Certificate((await authority.issue({ names: ['nas.lan'] })).certificate);
    expect(root.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect([leaf.checkIP('127.0.0.1'), leaf.checkHost('localhost'), leaf.checkHost('nas.lan')]).toEqual([
      '127.0.0.1',
      'localhost',
      'nas.lan',
    ]);
  });

  it('never signs for another authority, even of the same name', async () => {
    const [one, other] = await Promise.all([
      createCertificateAuthority('CA'),
      createCertificateAuthority('CA'),
    ]);
    const leaf = new X509Certificate((await one.issue()).certificate);
    expect(leaf.verify(new X509Certificate(other.certificate).publicKey)).toBe(false);
  });

  it('gives each certificate a key and a fingerprint of its own', async () => {
    const authority = await createCertificateAuthority();
    const [first, second] = [await authority.issue(), await authority.issue()];
    expect(first.privateKey).not.toBe(second.privateKey);
    expect(first.fingerprint).not.toBe(second.fingerprint);
    expect(first.fingerprint).toBe(new X509Certificate(first.certificate).fingerprint256);
  });

  it('can issue one that has expired', async () => {
    const authority = await createCertificateAuthority();
    const leaf = new X509Certificate(
      (await authority.issue({ notAfter: new Date(Date.now() - 60_000) })).certificate,
    );
    expect(leaf.validToDate.getTime()).toBeLessThan(Date.now());
    expect(leaf.validFromDate.getTime()).toBeLessThan(leaf.validToDate.getTime());
  });
});
