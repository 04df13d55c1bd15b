import { describe, expect, it } from 'vitest';
import { explain, UnknownOutcomeError } from '../../../src/core/errors.ts';
import { standardCredentials } from '../../standins/proxmox/access.ts';
import {
  type CataloguedFault,
  type ProxmoxFaultName,
  proxmoxFaults,
} from '../../standins/proxmox/fault-catalogue.ts';
import { createBench, errorOf, everythingIn, grantFor, paperless, restart } from './support.ts';

type WriteResult =
  /** The write's answer names a task, which comes to this. */
  | { readonly task: 'succeeded' | 'failed' | 'unknown' }
  /** The error is definite: nothing happened. */
  | { readonly refused: string; readonly says: RegExp }
  /** Nobody can know from the answer whether it happened. */
  | 'unknown';

/** What a write comes to under each fault of the catalogue; a new fault there does not compile until it stands here. */
const writes: Record<ProxmoxFaultName, WriteResult> = {
  'lock-timeout': { refused: 'proxmox.locked', says: /busy with another change.*try again/is },
  'guest-is-locked': { refused: 'proxmox.locked', says: /locked \(backup\)/ },
  'node-unknown': 'unknown',
  'node-unreachable': {
    refused: 'proxmox.node-unreachable',
    says: /cannot reach chief-horse.*switched on/is,
  },
  'gateway-timeout': 'unknown',
  unauthorized: { refused: 'proxmox.unauthorized', says: /does not accept steward@pve!agent/ },
  'ticket-expiry': { task: 'succeeded' },
  'token-revoked': { refused: 'proxmox.unauthorized', says: /does not accept steward@pve!agent/ },
  forbidden: { refused: 'proxmox.forbidden', says: /lacks VM\.PowerMgmt on \/vms\/101.*steward doctor/is },
  overloaded: 'unknown',
  'no-quorum': { refused: 'proxmox.no-quorum', says: /no quorum.*Bring the missing nodes back/is },
  'slow-header': 'unknown',
  'slow-body': 'unknown',
  silence: 'unknown',
  'connection-dropped-before': 'unknown',
  'connection-dropped-after': 'unknown',
  'body-cut': 'unknown',
  'html-body': 'unknown',
  'malformed-json': 'unknown',
  redirect: 'unknown',
  'certificate-swap': { task: 'unknown' },
  'stale-read': { task: 'succeeded' },
  'task-warnings': { task: 'succeeded' },
  'task-locked': { task: 'failed' },
  'task-fails': { task: 'failed' },
  'task-fails-after-effect': { task: 'failed' },
  'task-log-lost': { task: 'unknown' },
  'task-runs-long': { task: 'succeeded' },
  'task-never-ends': { task: 'unknown' },
};

/** What reading comes to when every try meets the fault; `fine`: it does not concern reading. */
const reads: Record<Exclude<ProxmoxFaultName, `task-${string}` | WriteOnly>, string> = {
  'node-unknown': 'proxmox.node-unreachable',
  'node-unreachable': 'proxmox.node-unreachable',
  'gateway-timeout': 'proxmox.node-unreachable',
  unauthorized: 'proxmox.unauthorized',
  'ticket-expiry': 'fine',
  'token-revoked': 'proxmox.unauthorized',
  forbidden: 'proxmox.forbidden',
  overloaded: 'proxmox.gateway',
  'slow-header': 'proxmox.timeout',
  'slow-body': 'proxmox.timeout',
  silence: 'proxmox.timeout',
  'connection-dropped-before': 'proxmox.connection-lost',
  'connection-dropped-after': 'proxmox.connection-lost',
  'body-cut': 'proxmox.connection-lost',
  'html-body': 'proxmox.not-proxmox',
  'malformed-json': 'proxmox.not-proxmox',
  redirect: 'proxmox.not-proxmox',
  'certificate-swap': 'proxmox.certificate',
};
type WriteOnly = 'lock-timeout' | 'guest-is-locked' | 'no-quorum' | 'stale-read';

const expectedRefusals = new Set(['token-revoked']);
const rebootPath = '/nodes/{node}/lxc/{vmid}/status/reboot';
const { secret } = standardCredentials.steward;

describe('a write', () => {
  for (const [name, expected] of Object.entries(writes)) {
    const { fault, description, effect }: CataloguedFault = proxmoxFaults[name as ProxmoxFaultName];
    it(`is sent once and told truly: ${description}`, async () => {
      const { standIn, proxmox } = await createBench();
      standIn.inject({ match: { method: 'POST', path: rebootPath }, fault });
      const sent = proxmox.openWriter(grantFor(restart())).startTask(restart());

      if (typeof expected === 'object' && 'task' in expected) {
        const outcome = await proxmox.reader.waitForTask(await sent, { timeoutMs: 20_000 });
        expect(outcome.kind).toBe(expected.task);
        if (outcome.kind === 'failed') expect(outcome.logTail.at(-1)).toContain(outcome.reason);
      } else {
        const error = await errorOf(sent);
        expect(error instanceof UnknownOutcomeError).toBe(expected === 'unknown');
        if (expected === 'unknown') {
          expect(error.code).toBe('proxmox.lost-reply');
          expect(explain(error)).toMatch(/not known whether it was done.*Look at the guest/s);
        } else {
          expect(error.code).toBe(expected.refused);
          expect(explain(error)).toMatch(expected.says);
          // What is said to be definite must be: the catalogue knows of no effect, and no task was started.
          expect(effect).not.toBe('yes');
          expect(standIn.tasks.filter((task) => task.type === 'vzreboot')).toEqual([]);
        }
        expect(everythingIn(error)).not.toContain(secret);
      }
      expect(standIn.writes()).toHaveLength(1);
      if (expectedRefusals.has(name)) standIn.takeRefusals('authentication');
    });
  }
});

describe('reading', () => {
  for (const [name, code] of Object.entries(reads)) {
    const { fault, description }: CataloguedFault = proxmoxFaults[name as ProxmoxFaultName];
    it(`says what is wrong and what to do: ${description}`, async () => {
      const { standIn, connect } = await createBench();
      // Twenty times as fast: 100 ms on the machine, and a second read within them is not to be had.
      const proxmox = connect({ requestTimeoutMs: 2_000 });
      if (name === 'certificate-swap') {
        standIn.inject({ match: { method: 'GET' }, fault });
        await proxmox.reader.guestTasks(paperless).catch(() => undefined);
      } else
        standIn.inject({ match: { path: '/cluster/resources', times: Number.POSITIVE_INFINITY }, fault });
      if (code === 'fine') {
        expect((await proxmox.reader.observeGuest(paperless)).name).toBe('paperless-ngx');
        return;
      }
      const error = await errorOf(proxmox.reader.observeGuest(paperless));
      expect(error.code).toBe(code);
      expect(error.mend).toBeDefined();
      expect(everythingIn(error)).not.toContain(secret);
      if (expectedRefusals.has(name)) standIn.takeRefusals('authentication');
    });
  }

  it('gets over one lost connection without anybody noticing', async () => {
    const { standIn, proxmox } = await createBench();
    const { hits } = standIn.inject({
      match: { path: '/cluster/resources' },
      fault: proxmoxFaults['connection-dropped-before'].fault,
    });
    expect((await proxmox.reader.observeGuest(paperless)).status).toBe('running');
    expect(hits()).toBe(1);
  });

  it('does not try again what will fail again', async () => {
    const { standIn, proxmox } = await createBench();
    standIn.inject({
      match: { path: '/cluster/resources', times: Number.POSITIVE_INFINITY },
      fault: proxmoxFaults['html-body'].fault,
    });
    await errorOf(proxmox.reader.observeGuest(paperless));
    expect(standIn.requests).toHaveLength(1);
  });
});

describe('with a ticket', () => {
  const { username: user, password } = standardCredentials.password;

  it('an expired one is replaced once, and the write still happens once', async () => {
    const { standIn, connect } = await createBench();
    const proxmox = connect({ tokenId: undefined, tokenSecret: undefined, user, password });
    standIn.inject({ match: { method: 'POST', path: rebootPath }, fault: { kind: 'ticket-expiry' } });
    const upid = await proxmox.openWriter(grantFor(restart())).startTask(restart());
    expect((await proxmox.reader.waitForTask(upid)).kind).toBe('succeeded');
    expect(standIn.tasks.filter((task) => task.type === 'vzreboot')).toHaveLength(1);
    expect(standIn.requests.filter(({ path }) => path === '/access/ticket')).toHaveLength(2);
    standIn.takeRefusals('authentication');
  });

  it.each(['lock-timeout', 'gateway-timeout', 'overloaded', 'silence'] as const)(
    'nothing but a refused ticket makes a write go out again: %s',
    async (name) => {
      const { standIn, connect } = await createBench();
      const proxmox = connect({ tokenId: undefined, tokenSecret: undefined, user, password });
      standIn.inject({ match: { method: 'POST', path: rebootPath }, fault: proxmoxFaults[name].fault });
      await errorOf(proxmox.openWriter(grantFor(restart())).startTask(restart()));
      expect(standIn.writes()).toHaveLength(1);
    },
  );

  it('a refused password is said to be the account’s matter and is not tried over and over', async () => {
    const { standIn, connect } = await createBench();
    const proxmox = connect({ tokenId: undefined, tokenSecret: undefined, user, password: 'wrong horse' });
    const error = await errorOf(proxmox.reader.observeGuest(paperless));
    expect(error).toMatchObject({ code: 'proxmox.unauthorized', kind: 'auth' });
    expect(everythingIn(error)).not.toContain('wrong horse');
    expect(standIn.requests).toHaveLength(1);
    standIn.takeRefusals('authentication');
  });
});
