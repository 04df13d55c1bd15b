import { join } from 'node:path';
import type { ProxmoxFaultName } from '../../standins/proxmox/fault-catalogue.ts';
import type { Refusal } from '../../standins/proxmox/refusals.ts';
import type { LoggedRequest } from '../../standins/proxmox/standin.ts';
import type { GuestState, HomelabState } from '../../standins/proxmox/state.ts';
import { startNode, untilReady } from './child-process.ts';

const serveFile = join(import.meta.dirname, '../../standins/proxmox/serve.ts');

/** What the stand-in serves. */
export interface ProxmoxProcessOptions {
  /** @default a free one */
  readonly port?: number;
  /** How long a task takes. @default 2000 */
  readonly taskMs?: number;
  /** A generated homelab of so many guests instead of the demo's. */
  readonly guests?: number;
}

/** The Proxmox stand-in in a process of its own, and the strings to pull. */
export interface ProxmoxProcess {
  /** e.g. `https://127.0.0.1:35001` */
  readonly url: string;
  readonly port: number;
  /** PEM of the authority that signed its certificate. */
  readonly caCertificate: string;
  /** SHA-256 of its certificate, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
  state(): Promise<HomelabState>;
  /** Requests that change something, in the order they came in. */
  writes(): Promise<readonly LoggedRequest[]>;
  /** What the vendor would have refused; a test ends with none. */
  refusals(): Promise<readonly Refusal[]>;
  /** Changes fields of a guest behind Steward's back; null takes a field away. */
  patchGuest(
    vmid: number,
    patch: { readonly [Key in keyof GuestState]?: GuestState[Key] | null },
  ): Promise<void>;
  removeGuest(vmid: number): Promise<void>;
  /** Injects a fault of the catalogue for the calls that match. */
  inject(
    name: ProxmoxFaultName,
    match: {
      readonly method?: string;
      readonly path?: string;
      readonly nth?: number;
      readonly times?: number | 'all';
    },
  ): Promise<void>;
  clearFaults(): Promise<void>;
  /** Any request of its control port (test/standins/proxmox/control-server.ts). */
  control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the stand-in and waits until it serves. */
export const startProxmox = async ({
  port = 0,
  taskMs = 2_000,
  guests,
}: ProxmoxProcessOptions = {}): Promise<ProxmoxProcess> => {
  const child = startNode(
    'the Proxmox stand-in',
    serveFile,
    [
      ...['--port', String(port), '--task-ms', String(taskMs)],
      ...(guests === undefined ? [] : ['--guests', String(guests)]),
    ],
    {},
  );
  const ready = await untilReady('The Proxmox stand-in', child, (line) => 'controlUrl' in line);
  const served = ready as unknown as Pick<
    ProxmoxProcess,
    'url' | 'port' | 'caCertificate' | 'fingerprint' | 'tokenId' | 'tokenSecret'
  > & { readonly controlUrl: string };

  const control = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${served.controlUrl}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The stand-in refused ${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };

  return {
    ...served,
    state: () => control('GET', 'state'),
    writes: () => control('GET', 'writes'),
    refusals: () => control('GET', 'refusals'),
    patchGuest: (vmid, patch) => control('POST', 'guest', { vmid, patch }),
    removeGuest: (vmid) => control('POST', 'guest/remove', { vmid }),
    inject: (name, match) => control('POST', 'fault', { name, match }),
    clearFaults: () => control('POST', 'faults/clear'),
    control,
    stop: async () => {
      await child.stop();
    },
  };
};

/** The entry of the option `proxmox` for a stand-in. */
export const proxmoxOption = (proxmox: ProxmoxProcess) => ({
  name: 'home',
  url: proxmox.url,
  token_id: proxmox.tokenId,
  token_secret: proxmox.tokenSecret,
  fingerprint: proxmox.fingerprint,
});
