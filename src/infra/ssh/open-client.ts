import type { Client } from 'ssh2';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import { judgeHostKey } from './host-key.ts';
import type { SshConnectionOptions } from './options.ts';

const unansweredKeepalives = 3;

type ClientError = Error & { readonly level?: string; readonly code?: string };

/** What it means that no connection came about. Pure. */
const connectError = (options: SshConnectionOptions, error: ClientError): StewardError => {
  const { name, host, port, user, credentials } = options;
  const where = `The host ${name} (${host}, port ${port})`;
  if (error.level === 'client-authentication')
    return new StewardError(`${where} does not let ${user} in with this ${credentials.kind}.`, {
      code: 'ssh.authentication',
      kind: 'auth',
      mend:
        credentials.kind === 'key'
          ? `Add the public half of the key to ~/.ssh/authorized_keys of ${user} on the host.`
          : 'Check user and password; many hosts take keys only, so better use private_key.',
      cause: error,
    });
  if (error.level === 'handshake' || /identification string|header line too long/i.test(error.message))
    return new StewardError(`${where} and Steward find no common way to talk: ${error.message}.`, {
      code: 'ssh.handshake',
      kind: 'terminal',
      mend: 'Check that OpenSSH 7.4 or newer listens there.',
      cause: error,
    });
  if (error.code === 'ENOTFOUND')
    return new StewardError(`${where} cannot be found: its name has no address.`, {
      code: 'ssh.unknown-host',
      kind: 'terminal',
      mend: 'Check the address and your DNS, or use an IP address.',
      cause: error,
    });
  return new StewardError(`${where} cannot be reached: ${error.message}.`, {
    code: 'ssh.unreachable',
    kind: 'retry',
    mend: 'Check that it is switched on and that its SSH server listens there.',
    cause: error,
  });
};

const keyError = (options: SshConnectionOptions): StewardError =>
  new StewardError(`The private key for the host ${options.name} cannot be used.`, {
    code: 'ssh.private-key',
    kind: 'terminal',
    mend: 'Check that it is complete, and its passphrase if it has one.',
  });

/**
 * Connects and logs in. The host's key is judged before anything else is sent: credentials go to nobody else.
 * @throws StewardError `ssh.host-key-unknown`, `ssh.host-key-changed`, `ssh.authentication`, `ssh.unreachable` ...
 */
export const openClient = async (options: SshConnectionOptions, clock: Clock): Promise<Client> => {
  // Read here, so that those who have no hosts do not pay for it.
  const { default: ssh2 } = await import('ssh2');
  const client: Client = new ssh2.Client();
  const { credentials } = options;
  let keyRefusal: StewardError | undefined;
  return new Promise<Client>((resolve, reject) => {
    const giveUp = (error: StewardError) => {
      clock.clearTimeout(timer);
      client.destroy();
      reject(error);
    };
    const timer = clock.setTimeout(
      () =>
        giveUp(
          new StewardError(
            `The host ${options.name} (${options.host}, port ${options.port}) does not answer within ${options.connectTimeoutMs / 1000} s.`,
            {
              code: 'ssh.timeout',
              kind: 'retry',
              mend: 'Check that it is switched on and that no firewall is in between.',
            },
          ),
        ),
      options.connectTimeoutMs,
    );
    client.once('ready', () => {
      clock.clearTimeout(timer);
      resolve(client);
    });
    // Stays for good: after the login, what is lost shows where it was waited for.
    client.on('error', (error: ClientError) => giveUp(keyRefusal ?? connectError(options, error)));
    client.once('close', () =>
      giveUp(keyRefusal ?? connectError(options, new Error('the connection ended'))),
    );
    try {
      client.connect({
        host: options.host,
        port: options.port,
        username: options.user,
        ...(credentials.kind === 'password'
          ? { password: credentials.password }
          : {
              privateKey: credentials.privateKey,
              ...(credentials.passphrase === undefined ? {} : { passphrase: credentials.passphrase }),
            }),
        hostVerifier: (key: Buffer) => {
          keyRefusal = judgeHostKey(options, key);
          return keyRefusal === undefined;
        },
        readyTimeout: 0,
        keepaliveInterval: options.keepaliveMs,
        keepaliveCountMax: unansweredKeepalives,
      });
      // A login is many small packets to and fro, each of which would wait for the answer to the one before.
      client.setNoDelay(true);
    } catch {
      // Thrown for a key that cannot be read; its own message may quote from it.
      giveUp(keyError(options));
    }
  });
};
