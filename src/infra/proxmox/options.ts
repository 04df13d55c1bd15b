import { StewardError } from '../../core/errors.ts';

/** One connection to a Proxmox VE node or cluster. */
export interface ProxmoxOptions {
  /** What people call it; part of every ref. Letters, digits, `-` and `_`, e.g. `home`. */
  readonly name: string;
  /** `https://host:8006`. Without a port: 8006. A path is refused: Proxmox's API stands at the root. */
  readonly url: string;
  /** `user@realm!token-name`, together with `tokenSecret`. The recommended way: `steward doctor` says how. */
  readonly tokenId?: string | undefined;
  /** The UUID that Proxmox shows once when the token is made. */
  readonly tokenSecret?: string | undefined;
  /** `user@realm`, together with `password`, instead of a token. Accounts with a second factor need a token. */
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /**
   * SHA-256 fingerprint of the server's certificate, as Proxmox shows it under Node > System > Certificates: 32 pairs of
   * hexadecimal digits. Then exactly this certificate is trusted, whatever name and issuer it has.
   */
  readonly fingerprint?: string | undefined;
  /** PEM of the authority that signed the certificate, e.g. Proxmox's `/etc/pve/pve-root-ca.pem`. */
  readonly ca?: string | undefined;
  /** How long an answer may take to begin, and again to end. Milliseconds, default 30,000, minimum 100. */
  readonly requestTimeoutMs?: number | undefined;
  /** How long the connection, TLS included, may take. Milliseconds, default 10,000, minimum 100. */
  readonly connectTimeoutMs?: number | undefined;
}

/** How this connection proves who it is. */
export type Credentials =
  | { readonly kind: 'token'; readonly tokenId: string; readonly tokenSecret: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string };

/** Checked options. Neither `fingerprint` nor `ca` means: whatever the machine's own trust store accepts. */
export interface ProxmoxConnection {
  readonly name: string;
  /** `proxmox:<name>` */
  readonly system: string;
  /** Without brackets, also for IPv6. */
  readonly host: string;
  readonly port: number;
  /** `https://host:port`, for messages. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** 64 upper-case hexadecimal digits. */
  readonly fingerprint?: string;
  readonly ca?: string;
  readonly requestTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

const tokenIdPattern = /^[^\s:/@!]+@[A-Za-z][A-Za-z0-9.\-_]+![A-Za-z][A-Za-z0-9.\-_]+$/;
const userPattern = /^[^\s:/@!]+@[A-Za-z][A-Za-z0-9.\-_]+$/;

const refuse = (name: string, field: keyof ProxmoxOptions, says: string, mend: string): never => {
  throw new StewardError(`The option ${field} of the Proxmox connection "${name}" ${says}.`, {
    code: 'proxmox.options',
    kind: 'terminal',
    mend,
    fields: { [field]: says },
  });
};

const checkUrl = (name: string, text: string): { host: string; port: number } => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'https:' || url.hostname === '')
    return refuse(name, 'url', 'is not an https address', 'Write it like https://192.168.1.10:8006.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    return refuse(name, 'url', 'holds more than host and port', 'Write it like https://192.168.1.10:8006.');
  // URL drops :443, which somebody with a reverse proxy wrote on purpose.
  const port = url.port !== '' ? Number(url.port) : /:443\/?$/.test(text.trim()) ? 443 : 8006;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
};

const checkCredentials = (options: ProxmoxOptions): Credentials => {
  const { name, tokenId, tokenSecret, user, password } = options;
  if (tokenId) {
    if (!tokenIdPattern.test(tokenId))
      return refuse(name, 'tokenId', 'is not of the form user@realm!name', 'Example: steward@pve!homelab.');
    if (!tokenSecret || /\s/.test(tokenSecret))
      return refuse(
        name,
        'tokenSecret',
        'is missing or holds spaces',
        'Paste the secret that belongs to tokenId.',
      );
    return { kind: 'token', tokenId, tokenSecret };
  }
  if (user) {
    if (!userPattern.test(user))
      return refuse(name, 'user', 'is not of the form user@realm', 'Example: steward@pve.');
    if (!password) return refuse(name, 'password', 'is missing', 'Set it, or use an API token instead.');
    return { kind: 'password', user, password };
  }
  return refuse(
    name,
    'tokenId',
    'is missing',
    'Set tokenId and tokenSecret; `steward doctor` prints the commands that make a token.',
  );
};

const checkTimeout = (
  options: ProxmoxOptions,
  field: 'requestTimeoutMs' | 'connectTimeoutMs',
  byDefault: number,
) => {
  const value = options[field] ?? byDefault;
  if (!Number.isFinite(value) || value < 100)
    refuse(options.name, field, 'is below 100 milliseconds', `Leave it out for ${byDefault}.`);
  return value;
};

/**
 * Checks the options of one connection and fills in the defaults.
 * @throws StewardError `proxmox.options` (terminal), its `fields` naming the option
 */
export const checkProxmoxOptions = (options: ProxmoxOptions): ProxmoxConnection => {
  const { name, ca } = options;
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    refuse(name, 'name', 'is empty or holds other signs than letters, digits, - and _', 'Example: home.');
  const { host, port } = checkUrl(name, options.url);
  const digits = options.fingerprint
    ?.replace(/^sha-?256[:= ]*/i, '')
    .replace(/[:\s]/g, '')
    .toUpperCase();
  if (digits && !/^[0-9A-F]{64}$/.test(digits))
    refuse(name, 'fingerprint', 'is not a SHA-256 fingerprint', 'It has 32 pairs of hexadecimal digits.');
  if (ca && !ca.includes('-----BEGIN CERTIFICATE-----'))
    refuse(name, 'ca', 'is not a certificate in PEM', 'Paste the content of /etc/pve/pve-root-ca.pem.');
  return {
    name,
    system: `proxmox:${name}`,
    host,
    port,
    origin: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    credentials: checkCredentials(options),
    ...(digits ? { fingerprint: digits } : {}),
    ...(ca ? { ca } : {}),
    requestTimeoutMs: checkTimeout(options, 'requestTimeoutMs', 30_000),
    connectTimeoutMs: checkTimeout(options, 'connectTimeoutMs', 10_000),
  };
};

/** The account in whose name this connection acts, as it stands in Proxmox's task lists. */
export const accountOf = (credentials: Credentials): string =>
  credentials.kind === 'token' ? credentials.tokenId : credentials.user;
