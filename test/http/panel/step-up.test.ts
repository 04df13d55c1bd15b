import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { type TOTP, URI } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox, secretKeyFileName } from '../../../src/approvals/step-up/secret-box.ts';
import { createStepUp, type StepUp } from '../../../src/approvals/step-up/step-up.ts';
import { createPanelEngine } from '../../../src/compose/panel-engine.ts';
import type { Approval } from '../../../src/core/approval.ts';
import { silentLog } from '../../../src/core/log.ts';
import { registerPanel } from '../../../src/http/panel/panel.ts';
import {
  type ApprovalsLife,
  approversNamed,
  asks,
  beginApprovals,
  openMemoryStore,
  person,
  planOf,
  taken,
} from '../../approvals/support.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { demoOverview } from './demo-overview.ts';
import { openLivePage, refusedUpgrade } from './live-page.ts';

const alice = person('alice');
const bob = person('bob');
const unused = () => {
  throw new Error('not asked for here');
};

let server: FastifyInstance;
let port: number;
let life: ApprovalsLife;
let stepUp: StepUp;
let clock: FakeClock;
let security: string[];

/** The panel over the real approvals and the real step-up; this test stands at the Supervisor’s address. */
beforeEach(async () => {
  security = [];
  const log = {
    ...silentLog,
    security: (message: string) => void security.push(message),
    child: () => log,
  };
  clock = createFakeClock();
  const folder = temporaryFolder();
  const store = openMemoryStore();
  const approvers = approversNamed('alice', 'bob');
  life = beginApprovals({
    store,
    clock,
    log,
    approvers,
    stopFile: join(folder, 'STOP'),
    isPolling: false,
  });
  stepUp = createStepUp({
    keyValue: store.keyValue,
    secretBox: createSecretBox(join(folder, secretKeyFileName)),
    approvers: () => approvers,
    relyingParties: () => [],
    clock,
    log,
  });
  server = fastify();
  registerPanel(
    server,
    { trustedProxyAddress: '127.0.0.1' },
    {
      ...createPanelEngine({
        ...life,
        approvers: () => approvers,
        stepUp,
        runner: { get: () => undefined, cancel: unused, report: unused },
        proposeUndo: unused,
        conversation: { handle: unused },
        egress: { list: unused, get: unused, totalBytes: unused },
        workflows: () => [],
        takesPictures: () => false,
      }),
      overview: () => demoOverview(clock.now()),
      onOverviewChange: () => () => {},
      directory: () => ({ isKnown: true, people: [alice, bob] }),
      demoOwner: undefined,
      clock,
      log,
    },
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as AddressInfo).port;
});

afterEach(async () => {
  life.stop();
  const closing = server.close();
  await clock.advance(1_000);
  await closing;
});

const pageOf = (userId: string) => openLivePage(port, { 'x-remote-user-id': userId });

const destructive = (): Approval =>
  taken(
    life.approvals.request({ plan: planOf('destructive'), requester: asks('carol'), requestText: 'do it' }),
  );

const approve = (approval: Approval, method?: 'pin' | 'totp', code = '') => ({
  type: 'decide',
  approvalId: approval.id,
  answer: 'approve',
  planDigest: approval.planDigest,
  ...(method === undefined ? {} : { stepUp: { method, code } }),
});

const stateOf = ({ id }: Approval) => life.approvals.get(id)?.state;
const codeOf = (uri: string): string => (URI.parse(uri) as TOTP).generate({ timestamp: clock.now() });

describe('what destroys data', () => {
  it('is approved in the panel with a step-up, which stands in the record, and not without', async () => {
    const approval = destructive();
    const page = await pageOf('alice');
    expect(await page.act(approve(approval))).toMatchObject({ type: 'refused' });
    expect(stateOf(approval)).toBe('requested');
    expect(await page.act(approve(approval, 'pin', '2468'))).toMatchObject({ type: 'done' });
    expect(life.approvals.get(approval.id)?.decision).toMatchObject({ name: 'Alice', stepUp: 'pin' });
  });

  it('is approved by none of a hundred guesses that arrive at once over ten pages', async () => {
    const approval = destructive();
    const pages = await Promise.all(Array.from({ length: 10 }, () => pageOf('alice')));
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, guess) =>
        pages[guess % 10]?.act(approve(approval, 'pin', String(1000 + guess))),
      ),
    );
    expect(answers.filter((answer) => answer?.type === 'done')).toEqual([]);
    const locked = answers.filter((answer) => answer?.type === 'refused' && answer.code === 'step-up-locked');
    expect(locked).toHaveLength(96);
    const [page] = pages;
    expect(await page?.act(approve(approval, 'pin', '2468'))).toMatchObject({ code: 'step-up-locked' });
    expect(stateOf(approval)).toBe('requested');
    expect(security.filter((entry) => entry === 'A step-up was refused.')).toHaveLength(101);
  });

  it('takes each code once, for one request, and from the person whose app it is', async () => {
    const [first, second] = [destructive(), destructive()];
    const { uri } = stepUp.enrolment.enrolAtMachine(alice);
    stepUp.enrolment.enrolAtMachine(bob);
    const [alicesPage, bobsPage] = [await pageOf('alice'), await pageOf('bob')];
    const code = codeOf(uri);
    expect(await bobsPage.act(approve(first, 'totp', code))).toMatchObject({ code: 'step-up-wrong' });
    expect(await alicesPage.act(approve(first, 'totp', code))).toMatchObject({ type: 'done' });
    expect(await alicesPage.act(approve(second, 'totp', code))).toMatchObject({ code: 'step-up-wrong' });
    expect(stateOf(first)).toBe('approved');
    expect(stateOf(second)).toBe('requested');
  });
});

describe('autonomy and the stop', () => {
  const change = {
    type: 'set-autonomy',
    level: 'assist',
    workflow: null,
    scope: null,
    because: 'holidays',
  };

  it('change with a right code only', async () => {
    const page = await pageOf('alice');
    const wrong = { method: 'pin', code: '0000' };
    const right = { method: 'pin', code: '2468' };
    expect(await page.act({ ...change, stepUp: wrong })).toMatchObject({ code: 'step-up-wrong' });
    expect(life.autonomy.current()).toEqual([]);
    expect(await page.act({ ...change, stepUp: right })).toMatchObject({ type: 'done' });
    expect(life.autonomy.current()).toMatchObject([
      { level: 'assist', setBy: { name: 'Alice', stepUp: 'pin' } },
    ]);

    expect(await page.act({ type: 'stop' })).toMatchObject({ type: 'done' });
    expect(life.killSwitch.isOn()).toMatchObject({ by: 'Alice' });
    expect(await page.act({ type: 'release-stop', stepUp: wrong })).toMatchObject({ code: 'step-up-wrong' });
    expect(life.killSwitch.isOn()).toBeDefined();
    expect(await page.act({ type: 'release-stop', stepUp: right })).toMatchObject({ type: 'done' });
    expect(life.killSwitch.isOn()).toBeUndefined();
  });

  it('have no message that does without a step-up', async () => {
    const page = await pageOf('alice');
    for (const bare of [change, { type: 'release-stop' }, { type: 'begin-totp' }, { type: 'remove-totp' }])
      expect(await page.act(bare)).toMatchObject({ type: 'refused', code: 'panel.message-invalid' });
  });
});

describe('a new authenticator app', () => {
  it('is enrolled with a factor that the person has, for themselves alone', async () => {
    const [alicesPage, bobsPage] = [await pageOf('alice'), await pageOf('bob')];
    const begin = (code: string) => ({ type: 'begin-totp', stepUp: { method: 'pin', code } });
    expect(await alicesPage.act(begin('1111'))).toMatchObject({ code: 'step-up-wrong' });
    const shown = await alicesPage.act(begin('2468'));
    const secret = shown.type === 'done' && shown.result?.kind === 'totp' ? shown.result.secret : undefined;
    const confirm = { type: 'confirm-totp', code: codeOf(secret?.uri ?? '') };
    expect(await bobsPage.act(confirm)).toMatchObject({ code: 'step-up-wrong' });
    expect(await alicesPage.act(confirm)).toMatchObject({ type: 'done' });
    expect(await alicesPage.act({ type: 'factors' })).toMatchObject({
      result: { factors: { pin: true, totp: true } },
    });
    expect(stepUp.factors('bob').totp).toBe(false);
  });
});

describe('a request that nobody vouches for', () => {
  const home = { host: 'ha.example', origin: 'https://ha.example' };

  it.each<[string, Record<string, string>]>([
    ['names nobody', home],
    ['names two people', { ...home, 'x-remote-user-id': 'alice, bob' }],
    ['names somebody whom Home Assistant does not know', { ...home, 'x-remote-user-id': 'mallory' }],
    [
      'comes from a page on another origin',
      { ...home, 'x-remote-user-id': 'alice', origin: 'https://evil.example' },
    ],
    [
      'comes from a page without an origin',
      { host: 'ha.example', 'x-remote-user-id': 'alice', origin: 'null' },
    ],
    [
      'is cross-site by the browser’s own word',
      { ...home, 'x-remote-user-id': 'alice', 'sec-fetch-site': 'cross-site' },
    ],
    [
      'is of a sibling site by the browser’s own word',
      { ...home, 'x-remote-user-id': 'alice', 'sec-fetch-site': 'same-site' },
    ],
  ])('is refused and logged when it %s', async (_, headers) => {
    expect((await refusedUpgrade(port, headers)).status).toBe(403);
    expect(security).toHaveLength(1);
  });

  it('is refused and logged when it does not come from the Supervisor, whoever it says it is', async () => {
    const other = fastify();
    const entries: string[] = [];
    const log = { ...silentLog, security: (message: string) => void entries.push(message), child: () => log };
    registerPanel(
      other,
      {},
      {
        conversation: { handle: unused },
        perform: unused,
        workflows: () => [],
        takesPictures: () => false,
        overview: unused,
        onOverviewChange: unused,
        directory: () => ({ isKnown: true, people: [alice] }),
        demoOwner: undefined,
        clock,
        log,
      },
    );
    await other.listen({ port: 0, host: '127.0.0.1' });
    const there = (other.server.address() as AddressInfo).port;
    const forged = {
      'x-remote-user-id': 'alice',
      'x-forwarded-for': '172.30.32.2',
      'x-real-ip': '172.30.32.2',
    };
    const origin = `http://127.0.0.1:${there}`;
    expect((await refusedUpgrade(there, { ...forged, origin })).status).toBe(403);
    expect((await other.inject({ url: '/', headers: forged })).statusCode).toBe(403);
    expect(entries).toHaveLength(2);
    await other.close();
  });

  it('finds no way but the live connection: nothing takes a form, and no other site may read an answer', async () => {
    const headers = { 'x-remote-user-id': 'alice', origin: 'https://evil.example' };
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'] as const)
      for (const url of ['/', '/panel/live', '/index.html']) {
        const reply = await server.inject({ method, url, headers, payload: 'answer=approve' });
        expect(reply.statusCode).toBeGreaterThanOrEqual(400);
        expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      }
    const page = await server.inject({ url: '/', headers });
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });
});
