import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { fingerprintOf } from '../../../src/infra/ssh/host-key.ts';
import type { SshOptions } from '../../../src/infra/ssh/options.ts';
import { demoHost } from '../../standins/ssh/demo-host.ts';
import type { HostState } from '../../standins/ssh/host-state.ts';
import { tools } from '../../standins/ssh/tools/tools.ts';
import { freePort } from './free-port.ts';
import { sshdPath } from './peers.ts';
import { waitFor } from './wait-for.ts';

/** A real OpenSSH server whose sessions have the tools of a host. */
export interface OpenSsh {
  readonly port: number;
  readonly fingerprint: string;
  /** How Steward connects to it. */
  options(): SshOptions;
  /** The host as its tools see it; read and changed as a whole. */
  readState(): HostState;
  changeState(change: (state: HostState) => void): void;
  /** From now on the tools do nothing but record their arguments. */
  recordOnly(): void;
  /** Everything that the tools were called with since the last time, in order: name, then arguments. */
  takeCalls(): readonly (readonly string[])[];
  /** What the server has logged. */
  log(): string;
  /** Starts it again with another host key. */
  renewHostKey(): Promise<void>;
  /** Ends it, with all sessions, as a power cut does. */
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  stop(): Promise<void>;
}

const recordEnd = '\u001e';

/** A tool: records its arguments, each ended by NUL, in one write; then is the real stand-in, unless only records count. */
const toolScript = (name: string, folder: string): string =>
  [
    '#!/bin/sh',
    `printf '%s\\0' ${name} "$@" '${recordEnd}' >> '${folder}/calls'`,
    `[ -e '${folder}/record-only' ] && exit 0`,
    `exec '${process.execPath}' --disable-warning=ExperimentalWarning '${join(import.meta.dirname, 'host-tool.ts')}' '${folder}/state.json' ${name} "$@"`,
    '',
  ].join('\n');

const makeKey = (): {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly fingerprint: string;
} => {
  const keys = ssh2.utils.generateKeyPairSync('ed25519');
  const parsed = ssh2.utils.parseKey(keys.public);
  if (parsed instanceof Error) throw parsed;
  return {
    privateKey: keys.private,
    publicKey: keys.public,
    fingerprint: fingerprintOf(parsed.getPublicSSH()),
  };
};

/** Everything that a process has started, and what that has. sshd gives each connection a session of its own. */
const descendants = (pid: number): readonly number[] => {
  let children: readonly number[] = [];
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((each) => each !== '')
      .map(Number);
  } catch {
    // It has ended.
  }
  return children.flatMap((each) => [each, ...descendants(each)]);
};

/** Starts one on loopback, with keys, tools and state of its own. It listens when this resolves. */
export const startOpenSsh = async (): Promise<OpenSsh> => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-sshd-'));
  const toolsFolder = join(folder, 'tools');
  mkdirSync(toolsFolder);
  const file = (name: string) => join(folder, name);
  for (const name of Object.keys(tools))
    writeFileSync(join(toolsFolder, name), toolScript(name, folder), { mode: 0o755 });
  writeFileSync(file('state.json'), JSON.stringify(demoHost()));
  writeFileSync(file('calls'), '');
  const client = makeKey();
  writeFileSync(file('authorized_keys'), `${client.publicKey}\n`);
  const port = await freePort();
  writeFileSync(
    file('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${file('host_key')}`,
      `PidFile ${file('sshd.pid')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      'StrictModes no',
      'AcceptEnv LANG LC_*',
      `SetEnv PATH=${toolsFolder}:/usr/bin:/bin`,
      'LogLevel VERBOSE',
      '',
    ].join('\n'),
  );
  let hostKey = makeKey();
  let child: ChildProcess | undefined;
  let log = '';

  const kill = (pid: number) => {
    for (const each of [pid, ...descendants(pid)])
      try {
        process.kill(each, 'SIGKILL');
      } catch {
        // It ended by itself meanwhile.
      }
  };
  const powerOff = async () => {
    const dying = child;
    child = undefined;
    if (dying?.pid === undefined || dying.exitCode !== null) return;
    const ended = once(dying, 'exit');
    kill(dying.pid);
    await ended;
  };
  const killAtExit = () => {
    if (child?.pid !== undefined) kill(child.pid);
  };
  const powerOn = async () => {
    writeFileSync(file('host_key'), hostKey.privateKey, { mode: 0o600 });
    const mark = log.length;
    child = spawn(sshdPath, ['-D', '-e', '-f', file('sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (part: Buffer) => {
      log += part.toString('utf8');
    });
    await waitFor('sshd to listen', () =>
      log.slice(mark).includes('Server listening on 127.0.0.1') ? true : undefined,
    );
  };
  process.once('exit', killAtExit);
  await powerOn();

  const readState = () => JSON.parse(readFileSync(file('state.json'), 'utf8')) as HostState;
  return {
    port,
    get fingerprint() {
      return hostKey.fingerprint;
    },
    options: () => ({
      name: 'still-fawn',
      address: '127.0.0.1',
      port,
      user: userInfo().username,
      privateKey: client.privateKey,
      hostKey: hostKey.fingerprint,
    }),
    readState,
    changeState: (change) => {
      const state = readState();
      change(state);
      writeFileSync(file('state.json'), JSON.stringify(state));
    },
    recordOnly: () => writeFileSync(file('record-only'), ''),
    takeCalls: () => {
      const text = readFileSync(file('calls'), 'utf8');
      writeFileSync(file('calls'), '');
      const calls = text.split(`${recordEnd}\0`);
      if (calls.pop() !== '') throw new Error('a tool was broken off while it recorded its arguments');
      return calls.map((call) => call.split('\0').slice(0, -1));
    },
    log: () => log,
    renewHostKey: async () => {
      await powerOff();
      hostKey = makeKey();
      await powerOn();
    },
    powerOff,
    powerOn,
    stop: async () => {
      await powerOff();
      process.removeListener('exit', killAtExit);
      if (existsSync(folder)) rmSync(folder, { recursive: true });
    },
  };
};
