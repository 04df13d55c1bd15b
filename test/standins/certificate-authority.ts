import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type X509Certificate as IssuedCertificate,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A server's certificate and key, ready for `node:https`. */
export interface ServerCertificate {
  /** PEM of the leaf alone. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** SHA-256 of the leaf, upper-case hexadecimal pairs joined by colons, as Proxmox shows it. */
  readonly fingerprint: string;
}

/** A throw-away certificate authority that lives as long as the process. */
export interface CertificateAuthority {
  /** PEM of the authority's own certificate: what a client is told to trust. */
  readonly certificate: string;
  /**
   * Issues a new certificate with a new key for a server on loopback (DNS name localhost, IP 127.0.0.1 and ::1).
   * @param options.names further DNS names
   * @param options.notAfter end of validity; default one year from now. A past date makes an expired certificate.
   */
  issue(options?: { names?: readonly string[]; notAfter?: Date }): Promise<ServerCertificate>;
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;

const toPem = async (key: webcrypto.CryptoKey): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const serialNumber = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(12))).toString('hex');

const describe = (issued: IssuedCertificate, privateKey: string): ServerCertificate => {
  const certificate = issued.toString('pem');
  return { certificate, privateKey, fingerprint: new X509Certificate(certificate).fingerprint256 };
};

/** Makes a new authority (ECDSA P-256, valid for ten years around now). Takes a few milliseconds. */
export const createCertificateAuthority = async (
  commonName = 'Stand-in Test CA',
): Promise<CertificateAuthority> => {
  cryptoProvider.set(webcrypto as unknown as Parameters<typeof cryptoProvider.set>[0]);
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const now = Date.now();
  const authority = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${serialNumber()}`,
    name: `CN=${commonName}`,
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + 3650 * dayMs),
    signingAlgorithm: ecdsa,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });

  return {
    certificate: authority.toString('pem'),
    issue: async ({ names = [], notAfter } = {}) => {
      const leafKeys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
      const end = notAfter ?? new Date(Date.now() + 365 * dayMs);
      const leaf = await X509CertificateGenerator.create({
        serialNumber: `02${serialNumber()}`,
        subject: 'CN=localhost',
        issuer: authority.subject,
        notBefore: new Date(Math.min(Date.now(), end.getTime()) - dayMs),
        notAfter: end,
        signingAlgorithm: ecdsa,
        publicKey: leafKeys.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
          new SubjectAlternativeNameExtension([
            { type: 'dns', value: 'localhost' },
            ...names.map((value) => ({ type: 'dns' as const, value })),
            { type: 'ip', value: '127.0.0.1' },
            { type: 'ip', value: '::1' },
          ]),
        ],
      });
      return describe(leaf, await toPem(leafKeys.privateKey));
    },
  };
};
