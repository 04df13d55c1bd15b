import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2';
import { fingerprintOf } from '../../../src/infra/ssh/host-key.ts';
import { demoHost } from './demo-host.ts';
import {
  type HostDiskState,
  type HostState,
  type InsertedDisk,
  insertDisk,
  removeDisk,
  type ToolResult,
} from './host-state.ts';
import { splitWords } from './split-words.ts';
import { rootTools, tools } from './tools/tools.ts';

/** Who may log in. */
export interface SshAccount {
  readonly user: string;
  readonly password?: string;
  /** In OpenSSH's one-line form. */
  readonly publicKey?: string;
  /** Whether `sudo -n` lets this user run everything. Default false. */
  readonly maySudo?: boolean;
}

/** How a stand-in is set up. */
export interface SshStandInOptions {
  /** Default: still-fawn of the demo homelab. Taken over, not copied. */
  readonly state?: HostState;
  readonly accounts: readonly SshAccount[];
  /** Told after each command that changed the host. */
  readonly onChange?: (state: HostState) => void;
}

/** A command that arrived. */
export interface ReceivedCommand {
  readonly user: string;
  readonly line: string;
  /** Undefined when the line was more than words. */
  readonly words?: readonly string[];
  /** Whether the tools ran, whatever became of the reply. */
  wasRun: boolean;
}

/** What goes wrong with the next command whose line matches. */
export interface SshFault {
  readonly matches: RegExp;
  /**
   * `lost-before`: the connection breaks and nothing is run. `lost-after`: it is run and the reply is lost. `hang`: it is
   * never answered. `no-session`: the host opens none. `killed`: a signal ends it before it does anything. A text: printed
   * instead of the real answer.
   */
  readonly what:
    | 'lost-before'
    | 'lost-after'
    | 'hang'
    | 'no-session'
    | 'killed'
    | { readonly prints: string };
}

/** A running stand-in for a host with OpenSSH. */
export interface SshStandIn {
  readonly port: number;
  /** Fingerprint of the key that it now shows. */
  readonly fingerprint: string;
  readonly state: HostState;
  readonly commands: readonly ReceivedCommand[];
  /** Every try to log in, as `user method`; `none` is left out. */
  readonly logins: readonly string[];
  /** Connections accepted so far. */
  readonly connections: number;
  /** Lines that held more than plain words. A test that expects none looks here. */
  readonly refusedLines: readonly string[];
  inject(fault: SshFault): void;
  insertDisk(disk: InsertedDisk): HostDiskState;
  removeDisk(device: string): void;
  /** Shows another key from the next connection on; open connections break off. */
  renewHostKey(): Promise<void>;
  /** Breaks all connections off, as a power cut does. */
  breakConnections(): void;
  close(): Promise<void>;
}

const shell = (name: string, sudo: boolean): ToolResult => ({
  stdout: '',
  stderr: sudo ? `sudo: ${name}: command not found\n` : `bash: line 1: ${name}: command not found\n`,
  exitStatus: sudo ? 1 : 127,
});

const runWords = (state: HostState, account: SshAccount, words: readonly string[]): ToolResult => {
  const isSudo = words[0] === 'sudo';
  if (isSudo && (words[1] !== '-n' || words[2] !== '--'))
    return { stdout: '', stderr: 'usage: sudo -h | -K | -k | -V\n', exitStatus: 1 };
  if (isSudo && account.user !== 'root' && account.maySudo !== true)
    return { stdout: '', stderr: 'sudo: a password is required\n', exitStatus: 1 };
  const [name = '', ...args] = isSudo ? words.slice(3) : words;
  const isRoot = isSudo || account.user === 'root';
  const tool = Object.hasOwn(tools, name) && (isRoot || !rootTools.includes(name)) ? tools[name] : undefined;
  if (tool === undefined) return shell(name, isSudo);
  if (name === 'dmesg' && !isRoot)
    return {
      stdout: '',
      stderr: 'dmesg: read kernel buffer failed: Operation not permitted\n',
      exitStatus: 1,
    };
  return tool(state, args);
};

/** ssh2 writes a key now and then that it cannot read back itself; then another one is made. */
const freshHostKey = () => {
  for (;;) {
    const keys = ssh2.utils.generateKeyPairSync('ed25519');
    const publicKey = ssh2.utils.parseKey(keys.public);
    if (!(publicKey instanceof Error)) return { keys, publicKey };
  }
};

/** Starts a stand-in for one host on 127.0.0.1, any free port. It knows the tools of the catalogue and nothing else. */
export const createSshStandIn = async (options: SshStandInOptions): Promise<SshStandIn> => {
  const state = options.state ?? demoHost();
  const commands: ReceivedCommand[] = [];
  const logins: string[] = [];
  const refusedLines: string[] = [];
  const faults: SshFault[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let port = 0;

  const accountOf = (context: AuthContext): SshAccount | undefined => {
    const account = options.accounts.find(({ user }) => user === context.username);
    if (context.method !== 'none') logins.push(`${context.username} ${context.method}`);
    if (context.method === 'password')
      return account?.password !== undefined && account.password === context.password ? account : undefined;
    if (context.method !== 'publickey' || account?.publicKey === undefined) return undefined;
    const known = ssh2.utils.parseKey(account.publicKey);
    if (known instanceof Error || !known.getPublicSSH().equals(context.key.data)) return undefined;
    if (context.signature === undefined || context.blob === undefined) return account;
    return known.verify(context.blob, context.signature, context.hashAlgo) === true ? account : undefined;
  };

  const answer = (channel: ServerChannel, result: ToolResult): void => {
    channel.stderr.write(result.stderr);
    channel.write(result.stdout, () => {
      channel.exit(result.exitStatus);
      channel.end();
    });
  };

  const execute = (
    line: string,
    account: SshAccount,
    accept: () => ServerChannel,
    reject: () => void,
    cut: () => void,
  ) => {
    const at = faults.findIndex(({ matches }) => matches.test(line));
    const fault = at === -1 ? undefined : faults.splice(at, 1)[0]?.what;
    const split = splitWords(line);
    const received: ReceivedCommand = {
      user: account.user,
      line,
      ...('words' in split ? { words: split.words } : {}),
      wasRun: false,
    };
    commands.push(received);
    if (fault === 'lost-before') return cut();
    if (fault === 'no-session') return reject();
    const channel = accept();
    if (fault === 'hang') return;
    if (fault === 'killed') {
      channel.exit('KILL');
      channel.end();
      return;
    }
    if (!('words' in split)) {
      refusedLines.push(line);
      const stderr = `bash: -c: line 1: syntax error near unexpected token \`${split.sign}'\n`;
      return answer(channel, { stdout: '', stderr, exitStatus: 2 });
    }
    if (typeof fault === 'object')
      return answer(channel, { stdout: fault.prints, stderr: '', exitStatus: 0 });
    const before = JSON.stringify(state);
    received.wasRun = true;
    const result = runWords(state, account, split.words);
    if (JSON.stringify(state) !== before) options.onChange?.(state);
    if (fault === 'lost-after') return cut();
    answer(channel, result);
  };

  const serve = (connection: Connection): void => {
    let account: SshAccount | undefined;
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      account = accountOf(context);
      if (account === undefined) context.reject(['publickey', 'password']);
      else context.accept();
    });
    connection.on('session', (acceptSession) => {
      const session = acceptSession();
      session.on('env', (acceptEnv, _reject, { key }) => {
        if (key === 'LC_ALL') acceptEnv?.();
      });
      session.on('exec', (accept, reject, { command }) => {
        if (account === undefined) return reject();
        execute(command, account, accept, reject, () => connection.end());
      });
      session.on('error', () => {});
    });
  };

  const listen = async () => {
    const { keys, publicKey } = freshHostKey();
    const server = new ssh2.Server(
      { hostKeys: [keys.private], ident: 'OpenSSH_9.2p1 Debian-2+deb12u7' },
      serve,
    );
    const inner = createServer((socket) => {
      connections += 1;
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.once('close', () => sockets.delete(socket));
      server.injectSocket(socket);
    });
    inner.listen(port, '127.0.0.1');
    await once(inner, 'listening');
    port = (inner.address() as AddressInfo).port;
    return { inner, fingerprint: fingerprintOf(publicKey.getPublicSSH()) };
  };

  let current = await listen();
  const breakConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const stop = async () => {
    const closed = once(current.inner, 'close');
    current.inner.close();
    breakConnections();
    await closed;
  };

  return {
    get port() {
      return port;
    },
    get fingerprint() {
      return current.fingerprint;
    },
    get connections() {
      return connections;
    },
    state,
    commands,
    logins,
    refusedLines,
    inject: (fault) => void faults.push(fault),
    insertDisk: (disk) => {
      const inserted = insertDisk(state, disk);
      options.onChange?.(state);
      return inserted;
    },
    removeDisk: (device) => {
      removeDisk(state, device);
      options.onChange?.(state);
    },
    renewHostKey: async () => {
      await stop();
      current = await listen();
    },
    breakConnections,
    close: stop,
  };
};
