import { afterEach, expect } from 'vitest';
import { endGrant, makeGrant } from '../../../src/approvals/grants.ts';
import { type Clock, systemClock } from '../../../src/core/clock.ts';
import { explain, StewardError } from '../../../src/core/errors.ts';
import type { Grant } from '../../../src/core/grant.ts';
import { type Log, silentLog } from '../../../src/core/log.ts';
import type { Effect } from '../../../src/core/plan.ts';
import type { ProxmoxOptions } from '../../../src/infra/proxmox/options.ts';
import { createProxmox, type ProxmoxAdapter } from '../../../src/infra/proxmox/proxmox.ts';
import { standardCredentials } from '../../standins/proxmox/access.ts';
import {
  createProxmoxStandIn,
  type ProxmoxStandIn,
  type ProxmoxStandInOptions,
} from '../../standins/proxmox/proxmox-standin.ts';

/** The machine's clock run twenty times as fast: waits stay in proportion and tests stay short. */
export const createFastClock = (factor = 20): Clock => {
  const startMs = Date.now();
  return {
    now: () => startMs + (Date.now() - startMs) * factor,
    setTimeout: (callback, delayMs) => systemClock.setTimeout(callback, delayMs / factor),
    clearTimeout: systemClock.clearTimeout,
  };
};

/** A log that keeps its entries as text. */
export const createKeptLog = (): { readonly log: Log; readonly text: () => string } => {
  const entries: string[] = [];
  const keep = (message: string, fields?: unknown) =>
    void entries.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep, security: keep, child: () => log };
  return { log, text: () => entries.join('\n') };
};

export interface Bench {
  readonly standIn: ProxmoxStandIn;
  readonly proxmox: ProxmoxAdapter;
  readonly clock: Clock;
  /** Another connection to the same stand-in. */
  connect(options?: Partial<ProxmoxOptions>, log?: Log): ProxmoxAdapter;
}

const closers: (() => Promise<void> | void)[] = [];
const standIns: ProxmoxStandIn[] = [];

afterEach(async () => {
  const refused = standIns.splice(0).flatMap((standIn) => {
    try {
      standIn.assertNoRefusals();
      return [];
    } catch (error) {
      return [error];
    }
  });
  for (const close of closers.splice(0).reverse()) await close();
  expect(refused).toEqual([]);
});

/** A stand-in and a connection to it; both are closed, and the stand-in's refusals checked, after the test. */
export const createBench = async (standInOptions: ProxmoxStandInOptions = {}): Promise<Bench> => {
  const clock = standInOptions.clock ?? createFastClock();
  const standIn = await createProxmoxStandIn({ clock, ...standInOptions });
  closers.push(() => standIn.close());
  standIns.push(standIn);
  const connect: Bench['connect'] = (options = {}, log = silentLog) => {
    const adapter = createProxmox(
      {
        name: 'home',
        url: standIn.url,
        ca: standIn.caCertificate,
        tokenId: standardCredentials.steward.tokenId,
        tokenSecret: standardCredentials.steward.secret,
        requestTimeoutMs: 6_000,
        ...options,
      },
      { clock, log, random: () => 0.5 },
    );
    closers.push(() => adapter.close());
    return adapter;
  };
  return { standIn, clock, connect, proxmox: connect() };
};

/** A genuine Grant for these effects, as an approved plan would give. */
export const grantFor = (...effects: readonly Effect[]): Grant =>
  makeGrant({ approvalId: 'approval-1', runId: 'run-1', planDigest: 'a'.repeat(64), effects });

export { endGrant };

/** The demo homelab's container paperless-ngx. */
export const paperless = 'proxmox:home/guest/101';

export const restart = (ref = paperless): Effect => ({
  ref,
  action: 'guest.restart',
  parameters: { timeoutSeconds: 60 },
});

/** What a promise rejects with; fails the test when it does not reject with a StewardError. */
export const errorOf = async (promise: Promise<unknown>): Promise<StewardError> => {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StewardError)) throw new Error(`expected a StewardError, got ${String(thrown)}`);
  return thrown;
};

/** Everything that could be shown or logged of an error, its causes included. */
export const everythingIn = (error: StewardError): string => {
  const texts = [explain(error), JSON.stringify(error.fields ?? {})];
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause)
    texts.push(cause.message, cause.stack ?? '', JSON.stringify(cause));
  return texts.join('\n');
};
