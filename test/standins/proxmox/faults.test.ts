import { describe, expect, it } from 'vitest';
import { standardCredentials } from './access.ts';
import { type CataloguedFault, type ProxmoxFaultName, proxmoxFaults } from './fault-catalogue.ts';
import { createFaultBox } from './faults.ts';
import { useStandIn } from './standin-fixture.ts';

const fixture = useStandIn();
const stop = '/nodes/chief-horse/lxc/101/status/stop';
const all = Object.entries(proxmoxFaults) as [ProxmoxFaultName, CataloguedFault][];

/**
 * Waits for an answer while hours pass on the stand-in's clock, more than any fault takes. Real turns of the event
 * loop in between let the sockets work.
 * @returns undefined when no answer came, or it was lost
 */
const answerWithin = async <Answer>(sent: Promise<Answer>): Promise<Answer | undefined> => {
  const { clock } = fixture;
  let isSettled = false;
  const settled = sent.then(
    (answer) => answer,
    () => undefined,
  );
  void settled.then(() => {
    isSettled = true;
  });
  for (let turn = 0; turn < 60 && !isSettled; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (turn >= 10) await clock.advance(120_000);
  }
  return isSettled ? settled : undefined;
};

describe('the catalogue', () => {
  it.each(all.filter(([, { effect }]) => effect !== 'as-usual'))(
    '%s changes what it says it changes',
    async (_, { fault, effect }) => {
      fixture.standIn.inject({ match: { method: 'POST' }, fault });
      await answerWithin(fixture.client.post(stop));
      await fixture.clock.advance(10_000);
      for (const { upid } of fixture.standIn.tasks.slice(0, 1))
        for (let poll = 0; poll < 7; poll += 1)
          await fixture.client
            .get(`/nodes/chief-horse/tasks/${encodeURIComponent(upid)}/status`)
            .catch(() => undefined);
      expect(fixture.standIn.guest(101).status).toBe(effect === 'yes' ? 'stopped' : 'running');
      expect(fixture.standIn.writes()).toHaveLength(1);
      fixture.standIn.takeRefusals('authentication');
    },
  );

  it.each(all.filter(([, { on }]) => on !== 'write'))('%s can meet a reading', async (_, { fault }) => {
    const rule = fixture.standIn.inject({ match: { path: '/version' }, fault });
    const reply = await answerWithin(fixture.client.get('/version'));
    expect(rule.hits()).toBe(1);
    const isLost = ['silence', 'drop-before', 'drop-after', 'cut-body'].includes(fault.kind);
    expect(reply === undefined).toBe(isLost);
    fixture.standIn.takeRefusals('authentication');
  });
});

describe('faults on the wire', () => {
  const meet = (name: ProxmoxFaultName) =>
    fixture.standIn.inject({ match: {}, fault: proxmoxFaults[name].fault });

  it('send 596 and 595 with neither body nor content type', async () => {
    meet('node-unknown');
    const reply = await fixture.client.get('/version');
    expect(reply).toMatchObject({ status: 596, body: '' });
    expect(reply.headers).not.toHaveProperty('content-type');
  });

  it('put the reason on the status line', async () => {
    meet('lock-timeout');
    expect(await fixture.client.post(stop)).toMatchObject({
      status: 500,
      reason: "can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout",
      data: null,
    });
  });

  it('answer with pages, broken JSON and redirects', async () => {
    meet('html-body');
    expect((await fixture.client.get('/version')).headers['content-type']).toBe('text/html; charset=utf-8');
    meet('malformed-json');
    const broken = await fixture.client.get('/version');
    expect(broken.headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(() => JSON.parse(broken.body)).toThrow(SyntaxError);
    meet('redirect');
    expect((await fixture.client.get('/version')).headers.location).toBe('https://127.0.0.1:1/login');
  });

  it.each(['connection-dropped-before', 'connection-dropped-after', 'body-cut'] as const)(
    'end the connection: %s',
    async (name) => {
      meet(name);
      await expect(fixture.client.get('/version')).rejects.toThrow(/socket hang up|aborted|ECONNRESET/);
    },
  );

  it('hold the head back until its time', async () => {
    meet('slow-header');
    let isAnswered = false;
    const sent = fixture.client.get('/version').then((reply) => {
      isAnswered = true;
      return reply;
    });
    while (fixture.standIn.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await fixture.clock.advance(119_999);
    expect(isAnswered).toBe(false);
    await fixture.clock.advance(1);
    expect((await sent).status).toBe(200);
  });

  it('show old state for as many readings as they say', async () => {
    fixture.standIn.inject({ match: { method: 'POST' }, fault: { kind: 'stale-reads', times: 2 } });
    await fixture.client.post(stop);
    await fixture.clock.advance(2_000);
    const read = async () =>
      (await fixture.client.get('/nodes/chief-horse/lxc/101/status/current')).data.status;
    expect([await read(), await read(), await read()]).toEqual(['running', 'running', 'stopped']);
  });

  it('let a task answer running as often as they say, whatever the clock says', async () => {
    fixture.standIn.inject({
      match: { method: 'POST' },
      fault: { kind: 'task', outcome: { runsForPolls: 2, exitStatus: 'WARNINGS: 1' } },
    });
    const upid: string = (await fixture.client.post(stop)).data;
    await fixture.clock.advance(60_000);
    const read = async () =>
      (await fixture.client.get(`/nodes/chief-horse/tasks/${encodeURIComponent(upid)}/status`)).data;
    expect((await read()).status).toBe('running');
    expect((await read()).status).toBe('running');
    expect(await read()).toMatchObject({ status: 'stopped', exitstatus: 'WARNINGS: 1' });
    expect(fixture.standIn.guest(101).status).toBe('stopped');
  });

  it('end tickets and revoke tokens in the middle of a session', async () => {
    fixture.standIn.inject({ match: { nth: 2 }, fault: { kind: 'token-revoked' } });
    expect((await fixture.client.get('/version')).status).toBe(200);
    expect((await fixture.client.get('/version')).status).toBe(401);
    expect((await fixture.client.get('/version', { token: standardCredentials.auditor })).status).toBe(401);
    fixture.standIn.takeRefusals('authentication');
  });
});

describe('rules', () => {
  const fault = { kind: 'drop-before' } as const;

  it('meet the first call once unless they say otherwise', () => {
    const box = createFaultBox();
    const rule = box.inject({ match: {}, fault });
    expect(box.take('GET', '/version', '/version')).toEqual([fault]);
    expect(box.take('GET', '/version', '/version')).toEqual([]);
    expect(rule.hits()).toBe(1);
  });

  it('meet the nth call, and as many from there as they say', () => {
    const box = createFaultBox();
    box.inject({ match: { nth: 2, times: 2 }, fault });
    const met = [1, 2, 3, 4].map(() => box.take('GET', '/version', '/version').length);
    expect(met).toEqual([0, 1, 1, 0]);
  });

  it('match by method, exact path, template and expression', () => {
    const met = (match: Parameters<ReturnType<typeof createFaultBox>['inject']>[0]['match']) => {
      const box = createFaultBox();
      box.inject({ match, fault });
      return box.take('POST', stop, '/nodes/{node}/lxc/{vmid}/status/stop').length === 1;
    };
    expect(met({ method: 'POST' })).toBe(true);
    expect(met({ method: 'GET' })).toBe(false);
    expect(met({ path: stop })).toBe(true);
    expect(met({ path: '/nodes/{node}/lxc/{vmid}/status/stop' })).toBe(true);
    expect(met({ path: /\/status\/(stop|start)$/ })).toBe(true);
    expect(met({ path: '/version' })).toBe(false);
  });

  it('can be taken back', () => {
    const box = createFaultBox();
    const rule = box.inject({ match: { times: Number.POSITIVE_INFINITY }, fault });
    rule.remove();
    expect(box.take('GET', '/version', '/version')).toEqual([]);
    box.inject({ match: {}, fault });
    box.clear();
    expect(box.take('GET', '/version', '/version')).toEqual([]);
  });
});
