import type { Clock } from '../../../src/core/clock.ts';
import type { AccessState } from './access.ts';
import type { FaultRule, InjectedFault } from './faults.ts';
import type { Liveliness } from './liveliness.ts';
import type { Refusal, RefusalKind } from './refusals.ts';
import type { GuestState, HomelabState } from './state.ts';
import type { Task } from './tasks.ts';

/** How a stand-in is set up. */
export interface ProxmoxStandInOptions {
  /** What it serves; taken over, not copied, so that a test can change it. Default: the demo homelab. */
  readonly state?: HomelabState;
  /** Default: `standardAccess()`, whose credentials are `standardCredentials`. */
  readonly access?: AccessState;
  /** On 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Drives tasks, tickets, uptimes and delays. Default: the machine's. */
  readonly clock?: Clock;
  /** How long a task runs. Default 2,000. */
  readonly taskDurationMs?: number;
  /** How long a 401 takes; the vendor waits 3,000. Default 0. */
  readonly unauthorizedDelayMs?: number;
  /** Lets loads and traffic move gently, from a seed. Default: they stand still. */
  readonly liveliness?: Liveliness;
}

/** A request as it came in and how it was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Below `/api2/json`, without the query. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds on the stand-in's clock. */
  readonly atMs: number;
  readonly user: string | undefined;
  /** 0 when nothing was answered. */
  status: number;
}

/** A running stand-in. */
export interface ProxmoxStandIn {
  /** e.g. `https://127.0.0.1:35001` */
  readonly url: string;
  readonly port: number;
  /** PEM of the authority that signed the certificate; changes with {@link rotateCertificate} to `other`. */
  readonly caCertificate: string;
  /** SHA-256 of the certificate now served, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly state: HomelabState;
  readonly access: AccessState;
  readonly requests: readonly LoggedRequest[];
  readonly refusals: readonly Refusal[];
  /** Newest first. */
  readonly tasks: readonly Task[];
  /** Requests that change something (any but GET), tickets left out. */
  writes(): readonly LoggedRequest[];
  /** The guest by its number. @throws Error when there is none */
  guest(vmid: number): GuestState;
  inject(rule: FaultRule): InjectedFault;
  clearFaults(): void;
  /** Takes refusals that a test expects off the list. */
  takeRefusals(kind?: RefusalKind): readonly Refusal[];
  /** @throws Error that lists the refusals, if there are any */
  assertNoRefusals(): void;
  expireTickets(): void;
  /** @param tokenId e.g. `steward@pve!agent` */
  revokeToken(tokenId: string): void;
  /** Serves a new certificate from the next connection on; open connections are closed. */
  rotateCertificate(authority?: 'same' | 'other'): Promise<void>;
  close(): Promise<void>;
}
