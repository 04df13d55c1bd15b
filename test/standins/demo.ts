import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Steward, startSteward } from '../../src/compose/steward.ts';
import type { Surroundings } from '../../src/config/load-options.ts';
import { parseOptions } from '../../src/config/parse-options.ts';
import { StewardError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/log.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import type { Gateway } from '../../src/llm/gateway.ts';
import { demoHostLogin, startDemoHost } from './demo-hosts.ts';
import { standardCredentials } from './proxmox/access.ts';
import { createProxmoxStandIn } from './proxmox/proxmox-standin.ts';
import type { ProxmoxStandIn } from './proxmox/standin.ts';
import type { SshStandIn } from './ssh/ssh-standin.ts';

/** Whom a browser on this machine is taken for in the demo, and the PIN for what destroys data. */
export const demoOwner = { userId: 'demo-owner', name: 'Demo owner', isAdmin: true } as const;
export const demoPin = '1234';

/** A running demo. */
export interface Demo {
  readonly steward: Steward;
  readonly proxmox: ProxmoxStandIn;
  /** The node still-fawn over SSH, on the same disks and pools. */
  readonly host: SshStandIn;
  stop(): Promise<void>;
}

/** Whether a Steward answers on this data folder. */
const isInUse = async (dataFolder: string): Promise<boolean> => {
  const socket = connect(join(dataFolder, controlSocketName));
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
};

/**
 * The demo homelab: the stand-ins that the tests use, on loopback over their real protocols, with the product in front
 * of them. Its records begin anew with each start, as the homelab behind them does.
 */
export const startDemo = async (
  surroundings: Surroundings,
  log: Log,
  /** Who answers in free words. @default nobody: the demo has no model */
  gateway?: Gateway,
): Promise<Demo> => {
  if (await isInUse(surroundings.dataFolder))
    throw new StewardError(`A demo homelab is running already on ${surroundings.dataFolder}.`, {
      code: 'demo.running',
      kind: 'terminal',
      mend: 'Use that one, or end it first.',
    });
  rmSync(surroundings.dataFolder, { recursive: true, force: true });
  const proxmox = await createProxmoxStandIn({ liveliness: { seed: 1 }, taskDurationMs: 4_000 });
  const host = await startDemoHost(proxmox);
  const { tokenId, secret } = standardCredentials.steward;
  const options = parseOptions({
    proxmox: [
      {
        name: 'home',
        url: proxmox.url,
        token_id: tokenId,
        token_secret: secret,
        fingerprint: proxmox.fingerprint,
      },
    ],
    hosts: [
      {
        name: host.state.name,
        address: '127.0.0.1',
        port: host.port,
        host_key: host.fingerprint,
        ...demoHostLogin,
      },
    ],
    approvers: [{ user: demoOwner.name, pin: demoPin }],
    log_level: 'warning',
  });
  try {
    const steward = await startSteward({
      surroundings: { ...surroundings, options },
      log,
      demoOwner,
      ...(gateway === undefined ? {} : { gateway }),
    });
    return {
      steward,
      proxmox,
      host,
      stop: async () => {
        await steward.stop();
        await host.close();
        await proxmox.close();
      },
    };
  } catch (thrown) {
    await host.close();
    await proxmox.close();
    throw thrown;
  }
};
