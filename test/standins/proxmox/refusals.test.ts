import { describe, expect, it } from 'vitest';
import { standardCredentials } from './access.ts';
import { useStandIn } from './standin-fixture.ts';

const fixture = useStandIn();
const reboot = '/nodes/chief-horse/lxc/101/status/reboot';

describe('refusals', () => {
  it('name each wrong parameter with a 400', async () => {
    const reply = await fixture.client.post(reboot, { timeout: 'soon', now: '1' });
    expect(reply).toMatchObject({ status: 400, reason: 'Parameter verification failed.', data: null });
    expect(Object.keys(reply.errors ?? {})).toEqual(['timeout', 'now']);
    expect(fixture.standIn.takeRefusals()).toHaveLength(1);
  });

  it('fail a test that leaves them, and say what was refused', async () => {
    await fixture.client.post('/nodes/chief-horse/lxc/101/status/reset');
    expect(() => fixture.standIn.assertNoRefusals()).toThrow(
      "POST /nodes/chief-horse/lxc/101/status/reset: Method 'POST /nodes/chief-horse/lxc/101/status/reset' not implemented (contract)",
    );
    fixture.standIn.takeRefusals();
  });

  it.each([
    [
      'an unknown path',
      'GET',
      '/nodes/chief-horse/docker',
      "Method 'GET /nodes/chief-horse/docker' not implemented",
    ],
    ['an unknown method', 'PUT', '/version', "Method 'PUT /version' not implemented"],
    [
      'a broken percent sign',
      'GET',
      '/nodes/%E0%A4%A/status',
      "Method 'GET /nodes/%E0%A4%A/status' not implemented",
    ],
    [
      'a call that only the vendor has',
      'GET',
      '/nodes/chief-horse/apt/versions',
      "Method 'GET /nodes/chief-horse/apt/versions' not covered by the stand-in",
    ],
  ])('answer 501 to %s', async (_, method, path, reason) => {
    expect(await fixture.client.call(method, path)).toMatchObject({ status: 501, reason });
    expect(fixture.standIn.takeRefusals()).toHaveLength(1);
  });

  it('answer 501 outside of the JSON API', async () => {
    expect((await fixture.client.get('/../extjs/version')).status).toBe(501);
    expect(fixture.standIn.takeRefusals('contract')).toHaveLength(1);
  });

  it('do not read other bodies than forms and JSON', async () => {
    const xml = await fixture.client.post(
      reboot,
      { timeout: '1' },
      { headers: { 'Content-Type': 'text/xml' } },
    );
    expect(xml.status).toBe(506);
    const withGet = await fixture.client.call('GET', '/version', { form: { a: '1' } });
    expect(withGet).toMatchObject({ status: 501, reason: "Unexpected content for method 'GET'" });
    expect(fixture.standIn.takeRefusals('contract')).toHaveLength(2);
  });

  it('take JSON as well as a form', async () => {
    const reply = await fixture.client.call('POST', reboot, { json: { timeout: 30 } });
    expect(reply.data).toMatch(/^UPID:chief-horse:/);
  });

  it('do not let a parameter contradict the path', async () => {
    const reply = await fixture.client.post(reboot, { vmid: '102' });
    expect(reply.errors).toEqual({
      vmid: 'duplicate parameter (already defined in URI) with conflicting values!',
    });
    fixture.standIn.takeRefusals();
  });

  it('come for rights before parameters, naming path and privilege', async () => {
    const reply = await fixture.client.post(
      reboot,
      { nonsense: '1' },
      { token: standardCredentials.auditor },
    );
    expect(reply).toMatchObject({ status: 403, reason: 'Permission check failed (/vms/101, VM.PowerMgmt)' });
    expect(reply.message).toBe('Permission check failed (/vms/101, VM.PowerMgmt)\n');
    expect(fixture.standIn.takeRefusals('permission')).toHaveLength(1);
  });

  it('keep tokens from calls that need a ticket', async () => {
    const reply = await fixture.client.call('PUT', '/access/password', {
      form: { userid: 'root@pam', password: 'x' },
      token: standardCredentials.root,
    });
    expect(reply.status).toBe(403);
    expect(reply.reason).toMatch(/not available with API token/);
    fixture.standIn.takeRefusals('permission');
  });

  it('keep skiplock for root', async () => {
    const reply = await fixture.client.post('/nodes/chief-horse/qemu/102/status/stop', { skiplock: '1' });
    expect(reply.errors).toEqual({ skiplock: 'Only root may use this option.' });
    fixture.standIn.takeRefusals('contract');
  });
});

describe('tokens', () => {
  it.each([
    ['none', null],
    ['a wrong secret', { tokenId: 'steward@pve!agent', secret: '00000000-0000-4000-8000-000000000000' }],
    ['an unknown token', { tokenId: 'steward@pve!other', secret: standardCredentials.steward.secret }],
  ])('are refused with 401 and an empty body: %s', async (_, token) => {
    const reply = await fixture.client.get('/version', { token });
    expect(reply).toMatchObject({ status: 401, body: '' });
    expect(reply.reason).toBe(token === null ? 'No ticket' : 'Authentication failed!');
    expect(fixture.standIn.takeRefusals('authentication')).toHaveLength(1);
  });

  it('end when they are revoked, and when they expire', async () => {
    const token = fixture.standIn.access.users['steward@pve']?.tokens['agent'];
    if (token) token.expiresAtMs = fixture.clock.now() + 1_000;
    expect((await fixture.client.get('/version')).status).toBe(200);
    await fixture.clock.advance(2_000);
    expect((await fixture.client.get('/version')).status).toBe(401);
    fixture.standIn.revokeToken(standardCredentials.auditor.tokenId);
    expect((await fixture.client.get('/version', { token: standardCredentials.auditor })).status).toBe(401);
    fixture.standIn.takeRefusals('authentication');
  });
});

describe('tickets', () => {
  const logIn = async (): Promise<{ cookie: string; csrf: string }> => {
    const { data } = await fixture.client.post(
      '/access/ticket',
      { ...standardCredentials.password },
      { token: null },
    );
    return { cookie: `PVEAuthCookie=${encodeURIComponent(data.ticket)}`, csrf: data.CSRFPreventionToken };
  };

  it('read with the cookie and write with the CSRF token too', async () => {
    const { cookie, csrf } = await logIn();
    expect((await fixture.client.get('/version', { token: null, headers: { Cookie: cookie } })).status).toBe(
      200,
    );
    const without = await fixture.client.post(reboot, {}, { token: null, headers: { Cookie: cookie } });
    expect(without).toMatchObject({ status: 401, reason: 'Permission denied - invalid csrf token' });
    const headers = { Cookie: cookie, CSRFPreventionToken: csrf };
    const upid: string = (await fixture.client.post(reboot, {}, { token: null, headers })).data;
    expect(upid).toMatch(/:vzreboot:101:steward@pve:$/);
    fixture.standIn.takeRefusals('authentication');
  });

  it('live two hours, and are renewed with themselves', async () => {
    const { cookie } = await logIn();
    const ticket = decodeURIComponent(cookie.split('=').slice(1).join('='));
    await fixture.clock.advance(2 * 60 * 60 * 1000);
    const renewed = await fixture.client.post(
      '/access/ticket',
      { username: 'steward@pve', password: ticket },
      { token: null },
    );
    expect(renewed.status).toBe(200);
    await fixture.clock.advance(1);
    const old = await fixture.client.get('/version', { token: null, headers: { Cookie: cookie } });
    expect(old).toMatchObject({ status: 401, reason: 'Authentication failed!' });
    fixture.standIn.takeRefusals('authentication');
  });

  it('are not given for a wrong password', async () => {
    const reply = await fixture.client.post(
      '/access/ticket',
      { username: 'steward@pve', password: 'guess' },
      { token: null },
    );
    expect(reply).toMatchObject({ status: 401, reason: 'authentication failure', data: null });
    fixture.standIn.takeRefusals('authentication');
  });
});

describe('the stand-in’s own replies', () => {
  it('are refused, too, when the vendor could not have sent them', async () => {
    fixture.standIn.guest(101).maxMemoryBytes = 1.5;
    expect((await fixture.client.get('/nodes/chief-horse/lxc')).status).toBe(200);
    expect(fixture.standIn.takeRefusals()).toEqual([
      {
        kind: 'own-reply',
        method: 'GET',
        path: '/nodes/chief-horse/lxc',
        why: "[0].maxmem: type check ('integer') failed - got '1.5'",
      },
    ]);
  });
});

describe('the request log', () => {
  it('holds who asked what and what came of it', async () => {
    await fixture.client.post(reboot, { timeout: '5' });
    await fixture.client.get('/version');
    expect(fixture.standIn.requests).toHaveLength(2);
    expect(fixture.standIn.writes()).toEqual([
      {
        method: 'POST',
        path: reboot,
        parameters: { node: 'chief-horse', vmid: '101', timeout: '5' },
        atMs: fixture.clock.now(),
        user: 'steward@pve!agent',
        status: 200,
      },
    ]);
  });
});
