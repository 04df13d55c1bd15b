import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Overview } from '../../src/core/overview.ts';
import type { ToPanel } from '../../src/http/panel/messages.ts';
import { standardCredentials } from '../standins/proxmox/access.ts';
import type { ProxmoxStandIn } from '../standins/proxmox/standin.ts';

/** One open page of the panel. */
export interface TestPanel {
  /** The newest overview for which `isWanted` holds; waits for it. */
  overview(isWanted: (overview: Overview) => boolean): Promise<Overview>;
  send(message: Readonly<Record<string, unknown>>): void;
  /** The first message for which `isWanted` holds, past or to come. */
  message(isWanted: (message: ToPanel) => boolean): Promise<ToPanel>;
}

/** A Steward that a test can kill at any instant. */
export interface KillableSteward {
  panel(): TestPanel;
  /** SIGKILL: no goodbye of any kind. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const openPanel = async (panelUrl: string): Promise<TestPanel> => {
  const socket = new WebSocket(`${panelUrl.replace('http', 'ws')}/panel/live`, { origin: panelUrl });
  const messages: ToPanel[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as ToPanel);
    for (const look of [...waiting]) look();
  });
  socket.on('error', () => {});
  await once(socket, 'open');
  const until = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    message: (isWanted) => until(() => messages.find(isWanted)),
    overview: async (isWanted) => {
      const found = await until(() =>
        messages.findLast((message) => message.type === 'overview' && isWanted(message.overview)),
      );
      if (found.type !== 'overview') throw new Error('not an overview');
      return found.overview;
    },
  };
};

/** Starts Steward as a process of its own, in front of a stand-in. */
export const startKillableSteward = async (
  folder: string,
  proxmox: ProxmoxStandIn,
  more: {
    readonly options?: Readonly<Record<string, unknown>>;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<KillableSteward> => {
  const { tokenId, secret } = standardCredentials.steward;
  const optionsFile = join(folder, 'options.json');
  writeFileSync(
    optionsFile,
    JSON.stringify({
      proxmox: [
        {
          name: 'home',
          url: proxmox.url,
          token_id: tokenId,
          token_secret: secret,
          fingerprint: proxmox.fingerprint,
        },
      ],
      approvers: [{ user: 'Owner', pin: '2468' }],
      ...more.options,
    }),
  );
  let child: ChildProcess;
  let panel: TestPanel;
  const start = async () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'steward-child.ts')], {
      env: {
        ...process.env,
        ...more.environment,
        STEWARD_OPTIONS: optionsFile,
        STEWARD_DATA: join(folder, 'data'),
        STEWARD_PANEL_PORT: '0',
        STEWARD_INTEGRATION_PORT: '0',
        STEWARD_WYOMING_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { stdout } = child;
    if (stdout === null) throw new Error('no standard output');
    const [line] = await Promise.race([
      once(createInterface({ input: stdout }), 'line'),
      once(child, 'exit').then(() => {
        throw new Error('Steward ended before it was ready');
      }),
    ]);
    panel = await openPanel(
      (JSON.parse(String(line)) as { panelUrl: string }).panelUrl.replace('localhost', '127.0.0.1'),
    );
  };
  await start();
  return {
    panel: () => panel,
    start,
    kill: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
};
