import { StewardError } from '../../core/errors.ts';

/** One host that is reached over SSH. */
export interface SshOptions {
  /** What people call it; part of every ref. Letters, digits, `.`, `-` and `_`, e.g. `still-fawn`. */
  readonly name: string;
  /** Name or IP address, e.g. `192.168.1.10`. */
  readonly address: string;
  /** 1 to 65535, default 22. */
  readonly port?: number | undefined;
  /** Default `root`. */
  readonly user?: string | undefined;
  /** Private key in OpenSSH's or PEM form; the recommended way to log in. */
  readonly privateKey?: string | undefined;
  /** Opens the private key, when it is locked. */
  readonly passphrase?: string | undefined;
  /** Instead of a key. */
  readonly password?: string | undefined;
  /**
   * Fingerprint of the host's key as `ssh-keygen -lf` prints it: `SHA256:` and 43 signs. Without it, no connection is made:
   * the error names what the host offered, for a person to compare.
   */
  readonly hostKey?: string | undefined;
  /** Runs every command through `sudo -n`, where the user is not root. Default false. */
  readonly usesSudo?: boolean | undefined;
  /** How long the connection, login included, may take. Milliseconds, default 10,000, minimum 100. */
  readonly connectTimeoutMs?: number | undefined;
  /** How long a command may take. Milliseconds, default 30,000, minimum 100. */
  readonly commandTimeoutMs?: number | undefined;
  /** Silence after which the host is asked whether it is there; after three such questions the connection is given up. Milliseconds, default 10,000. */
  readonly keepaliveMs?: number | undefined;
}

/** Checked options. */
export interface SshConnectionOptions {
  readonly name: string;
  /** `ssh:<name>` */
  readonly system: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly credentials:
    | { readonly kind: 'key'; readonly privateKey: string; readonly passphrase?: string }
    | { readonly kind: 'password'; readonly password: string };
  /** `SHA256:` and 43 signs; undefined: not yet confirmed by anybody. */
  readonly hostKey?: string;
  readonly usesSudo: boolean;
  readonly connectTimeoutMs: number;
  readonly commandTimeoutMs: number;
  readonly keepaliveMs: number;
}

const refuse = (name: string, field: keyof SshOptions, says: string, mend: string): never => {
  throw new StewardError(`The option ${field} of the host "${name}" ${says}.`, {
    code: 'ssh.options',
    kind: 'terminal',
    mend,
    fields: { [field]: says },
  });
};

const checkCredentials = (options: SshOptions): SshConnectionOptions['credentials'] => {
  const { name, privateKey, passphrase, password } = options;
  if (privateKey) {
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey))
      return refuse(
        name,
        'privateKey',
        'is not a private key',
        'Use the file without .pub that ssh-keygen made.',
      );
    return { kind: 'key', privateKey, ...(passphrase ? { passphrase } : {}) };
  }
  if (password) return { kind: 'password', password };
  return refuse(name, 'privateKey', 'is missing', 'Set a private key (recommended) or a password.');
};

const checkMs = (
  options: SshOptions,
  field: 'connectTimeoutMs' | 'commandTimeoutMs' | 'keepaliveMs',
  byDefault: number,
) => {
  const value = options[field] ?? byDefault;
  if (!Number.isFinite(value) || value < 100)
    refuse(options.name, field, 'is below 100 milliseconds', `Leave it out for ${byDefault}.`);
  return value;
};

/** The form in which OpenSSH prints fingerprints, without padding. */
const fingerprintPattern = /^SHA256:[A-Za-z0-9+/]{43}$/;

/**
 * Checks the options of one host and fills in the defaults.
 * @throws StewardError `ssh.options` (terminal), its `fields` naming the option
 */
export const checkSshOptions = (options: SshOptions): SshConnectionOptions => {
  const { name, port = 22, user = 'root' } = options;
  const address = options.address.trim();
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name))
    refuse(
      name,
      'name',
      'is empty, too long or holds other signs than letters, digits, . - and _',
      'Example: still-fawn.',
    );
  if (!/^[A-Za-z0-9._:%-]+$/.test(address))
    refuse(name, 'address', 'is neither a name nor an IP address', 'Example: 192.168.1.10.');
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    refuse(name, 'port', 'is no port', 'Leave it out for 22.');
  if (!/^[a-z_][a-z0-9_.-]{0,31}\$?$/i.test(user))
    refuse(name, 'user', 'is not the name of a user', 'Leave it out for root.');
  const hostKey = options.hostKey?.trim().replace(/=+$/, '');
  if (hostKey && !fingerprintPattern.test(hostKey))
    refuse(
      name,
      'hostKey',
      'is not a SHA-256 fingerprint',
      'It begins with SHA256: as ssh-keygen -lf prints it.',
    );
  return {
    name,
    system: `ssh:${name}`,
    host: address,
    port,
    user,
    credentials: checkCredentials(options),
    ...(hostKey ? { hostKey } : {}),
    usesSudo: options.usesSudo ?? false,
    connectTimeoutMs: checkMs(options, 'connectTimeoutMs', 10_000),
    commandTimeoutMs: checkMs(options, 'commandTimeoutMs', 30_000),
    keepaliveMs: checkMs(options, 'keepaliveMs', 10_000),
  };
};
