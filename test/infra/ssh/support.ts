import ssh2 from 'ssh2';
import { afterEach, expect } from 'vitest';
import { endGrant, makeGrant } from '../../../src/approvals/grants.ts';
import { type Clock, systemClock } from '../../../src/core/clock.ts';
import { StewardError } from '../../../src/core/errors.ts';
import type { Grant } from '../../../src/core/grant.ts';
import { type Log, silentLog } from '../../../src/core/log.ts';
import type { Effect } from '../../../src/core/plan.ts';
import type { SshOptions } from '../../../src/infra/ssh/options.ts';
import { createSshHost, type SshHost } from '../../../src/infra/ssh/ssh-host.ts';
import { createSshStandIn, type SshStandIn, type SshStandInOptions } from '../../standins/ssh/ssh-standin.ts';

/** One key pair for all tests of a file: making one takes a moment. */
export const clientKey = ssh2.utils.generateKeyPairSync('ed25519');
/** Another one, which no host knows. */
export const strangeKey = ssh2.utils.generateKeyPairSync('ed25519');

export const accounts = [
  { user: 'root', publicKey: clientKey.public },
  { user: 'steward', publicKey: clientKey.public, password: 'correct horse', maySudo: true },
  { user: 'guest', publicKey: clientKey.public },
];

export interface Bench {
  readonly standIn: SshStandIn;
  readonly host: SshHost;
  connect(options?: Partial<SshOptions>, deps?: { clock?: Clock; log?: Log }): SshHost;
}

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Options of a connection to a stand-in. */
export const optionsFor = (standIn: SshStandIn): SshOptions => ({
  name: 'still-fawn',
  address: '127.0.0.1',
  port: standIn.port,
  privateKey: clientKey.private,
  hostKey: standIn.fingerprint,
});

/** A stand-in and a connection to it; both are closed after the test. */
export const createBench = async (options: Partial<SshStandInOptions> = {}): Promise<Bench> => {
  const standIn = await createSshStandIn({ accounts, ...options });
  closers.push(() => standIn.close());
  const connect: Bench['connect'] = (given = {}, { clock = systemClock, log = silentLog } = {}) => {
    const host = createSshHost({ ...optionsFor(standIn), ...given }, { clock, log });
    closers.push(() => host.close());
    return host;
  };
  return { standIn, connect, host: connect() };
};

/** A genuine Grant for these effects, as an approved plan would give. */
export const grantFor = (...effects: readonly Effect[]): Grant =>
  makeGrant({ approvalId: 'approval-1', runId: 'run-1', planDigest: 'a'.repeat(64), effects });

export { endGrant };

/** What a promise rejects with; fails the test when it does not reject with a StewardError. */
export const errorOf = async (promise: Promise<unknown>): Promise<StewardError> => {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(StewardError);
  return thrown as StewardError;
};
