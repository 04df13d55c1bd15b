import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import {
  configEntries,
  deleteEntry,
  discoverBySupervisor,
  flowsInProgress,
  readFlow,
  reloadEntry,
  rest,
  startConfigFlow,
  submitFlow,
} from './support/config-entries.ts';
import { freePort } from './support/free-port.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { complaints, connected, customComponents, domain, message } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

interface Issue {
  readonly domain: string;
  readonly issue_id: string;
  readonly translation_key: string;
  readonly translation_placeholders: Readonly<Record<string, string>>;
}

describe.skipIf(missingPeers('home-assistant').length > 0)('setting up the integration', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;
  let access: { url: string; token: string };

  const submitUser = async (input: Readonly<Record<string, unknown>>) =>
    submitFlow(access, (await startConfigFlow(access, domain)).flow_id, input);
  const entry = async () => (await configEntries(homeAssistant.owner(), domain))[0];
  const issues = async () =>
    (await homeAssistant.owner().send<{ issues: Issue[] }>('repairs/list_issues')).issues.filter(
      (issue) => issue.domain === domain,
    );
  const discovery = (fields: Readonly<Record<string, unknown>> = {}) => ({
    domain,
    config: {
      host: '127.0.0.1',
      port: steward.port,
      token: steward.state.token,
      steward_id: steward.state.stewardId,
      ...fields,
    },
    name: 'Homelab Steward',
    slug: 'homelab_steward',
  });

  /** Has the Supervisor announce the app, where no flow is expected to wait for a person. */
  const announce = (fields: Readonly<Record<string, unknown>> = {}, slug = 'homelab_steward') =>
    homeAssistant.owner().callService('lab_helper', 'discover', { ...discovery(fields), slug, uuid: 'a1b2' });

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({ customComponents });
    access = { url: homeAssistant.url, token: homeAssistant.ownerToken };
  });

  afterAll(async () => {
    await homeAssistant?.stop();
    await steward?.stop();
  });

  it('says what is wrong with an address or a code, and can be tried again', async () => {
    const { url, state } = steward;
    const errorOf = async (input: Readonly<Record<string, unknown>>) => (await submitUser(input)).errors;
    const code = state.code;
    expect(await errorOf({ url: 'http://user:secret@127.0.0.1:8098', code })).toEqual({
      base: 'invalid_url',
    });
    expect(await errorOf({ url: 'ftp://127.0.0.1', code })).toEqual({ base: 'invalid_url' });
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await errorOf({ url: nobody, code })).toEqual({ base: 'cannot_connect' });
    expect(await errorOf({ url: homeAssistant.url, code })).toEqual({ base: 'not_steward' });
    expect(await errorOf({ url, code: '1234' })).toEqual({ base: 'wrong_code' });
    expect(await errorOf({ url, code: '87654321' })).toEqual({ base: 'wrong_code' });
    state.isFlooded = true;
    expect(await errorOf({ url, code })).toEqual({ base: 'too_many_tries' });
    state.isFlooded = false;
    state.protocol = 2;
    expect(await errorOf({ url, code })).toEqual({ base: 'version_mismatch' });
    state.protocol = 1;
    expect(steward.connections).toBe(0);
  });

  it('pairs by the code, however it is typed, and connects', async () => {
    const form = await startConfigFlow(access, domain);
    expect(form).toMatchObject({ type: 'form', step_id: 'user', errors: {} });
    const result = await submitFlow(access, form.flow_id, { url: `${steward.url}/ `, code: ' 1234-5678 ' });
    expect(result).toMatchObject({ type: 'create_entry', title: 'Homelab Steward' });
    await connected(steward);
    const hello = await message(steward, 'hello');
    expect(hello).toMatchObject({
      protocol: 1,
      token: steward.state.token,
      integrationVersion: '0.1.0',
      homeAssistantVersion: '2026.11.0',
      language: 'en',
    });
    expect(await entry()).toMatchObject({ state: 'loaded', source: 'user' });
  });

  it('updates the pairing of the Steward that is set up already', async () => {
    steward.state.token = 'a-second-token';
    expect(await submitUser({ url: steward.url, code: steward.state.code })).toMatchObject({
      type: 'abort',
      reason: 'already_configured',
    });
    await message(steward, 'hello', ({ token }) => token === 'a-second-token');
    expect(await configEntries(homeAssistant.owner(), domain)).toHaveLength(1);
  });

  it('asks for a new code when the token is revoked, keeps the agent meanwhile, and takes no other Steward', async () => {
    steward.state.token = 'a-third-token';
    steward.drop();
    const flow = await waitFor(
      'the reauthentication',
      async () => (await flowsInProgress(homeAssistant.owner(), domain, 'reauth'))[0],
    );
    expect(flow.step_id).toBe('reauth_confirm');
    expect(await entry()).toMatchObject({ state: 'loaded' });
    expect((await homeAssistant.owner().states()).get('conversation.homelab_steward')).toBeDefined();
    expect((await readFlow(access, flow.flow_id)).description_placeholders).toMatchObject({
      url: steward.url,
    });
    expect(await submitFlow(access, flow.flow_id, { code: '00000000' })).toMatchObject({
      errors: { base: 'wrong_code' },
    });
    expect(await submitFlow(access, flow.flow_id, { code: steward.state.code })).toMatchObject({
      type: 'abort',
      reason: 'reauth_successful',
    });
    await message(steward, 'hello', ({ token }) => token === 'a-third-token');
    await waitFor('the connection', () => steward.isConnected);
  });

  it('is mended by the Supervisor’s discovery, without a code', async () => {
    steward.state.token = 'a-fourth-token';
    steward.drop();
    await waitFor(
      'the reauthentication',
      async () => (await flowsInProgress(homeAssistant.owner(), domain, 'reauth'))[0],
    );
    await announce();
    await message(steward, 'hello', ({ token }) => token === 'a-fourth-token');
    await waitFor(
      'the reauthentication to be over',
      async () => (await flowsInProgress(homeAssistant.owner(), domain)).length === 0,
    );
    expect(await configEntries(homeAssistant.owner(), domain)).toHaveLength(1);
  });

  it('follows Steward to another address, and refuses another Steward there', async () => {
    const moved = await startStewardStandIn({ token: steward.state.token, stewardId: 'another' });
    const { entry_id: entryId = '' } = (await entry()) ?? {};
    const reconfigure = async () => {
      const { body } = await rest(access, 'POST', '/api/config/config_entries/flow', {
        handler: domain,
        entry_id: entryId,
      });
      const { flow_id: flowId } = body as { flow_id: string };
      return submitFlow(access, flowId, { url: moved.url });
    };
    expect(await reconfigure()).toMatchObject({ type: 'abort', reason: 'other_steward' });
    moved.state.stewardId = steward.state.stewardId;
    expect(await reconfigure()).toMatchObject({ type: 'abort', reason: 'reconfigure_successful' });
    await connected(moved);
    await waitFor('the old connection to be gone', () => !steward.isConnected);
    await submitUser({ url: steward.url, code: steward.state.code });
    await waitFor('the connection', () => steward.isConnected);
    await moved.stop();
  });

  it('raises an issue while versions do not fit, whoever notices, and goes on by itself when they do', async () => {
    steward.state.refusesVersion = true;
    steward.state.protocol = 7;
    steward.drop();
    const issue = await waitFor('the issue', async () => (await issues())[0]);
    expect(issue).toMatchObject({
      translation_key: 'version_mismatch',
      translation_placeholders: { integration: '1', steward: '7' },
    });
    steward.state.refusesVersion = false;
    const { entry_id: entryId = '' } = (await entry()) ?? {};
    await reloadEntry(access, entryId);
    expect(await waitFor('the issue', async () => (await issues())[0])).toMatchObject({
      translation_placeholders: { steward: '7' },
    });
    expect(await entry()).toMatchObject({ state: 'loaded' });
    steward.state.protocol = 1;
    await reloadEntry(access, entryId);
    await waitFor('the issue to be gone', async () => (await issues()).length === 0);
  });

  it('reconnects after the network broke and after Steward was away', async () => {
    await waitFor('the connection', () => steward.isConnected);
    const before = steward.connections;
    steward.drop();
    await waitFor('another connection', () => steward.connections === before + 1);
    await steward.stop();
    await waitFor('the connection to be gone', () => !steward.isConnected);
    await steward.start();
    await waitFor('another connection', () => steward.connections === before + 2);
  });

  it('refuses messages that it does not know, says so, and goes on', async () => {
    const before = steward.connections;
    steward.sendRaw(JSON.stringify({ type: 'approve-everything', secret: 'sesame' }));
    steward.sendRaw(JSON.stringify({ type: 'repairs', issues: [{ issueId: 'x', extra: 'sesame' }] }));
    steward.sendRaw('sesame');
    await waitFor('the log', () => /unknown message type 'approve-everything'/.test(homeAssistant.log()));
    await waitFor('the log', () => /message 'repairs' is not valid: .* at issues/.test(homeAssistant.log()));
    await waitFor('the log', () => /does not understand: not JSON/.test(homeAssistant.log()));
    expect(homeAssistant.log()).not.toContain('sesame');
    expect(steward.connections).toBe(before);
  });

  it('gives diagnostics that name no person, no address and no secret', async () => {
    const { entry_id: entryId = '' } = (await entry()) ?? {};
    const { status, body } = await rest(access, 'GET', `/api/diagnostics/config_entry/${entryId}`);
    expect(status).toBe(200);
    expect((body as { data: unknown }).data).toMatchObject({
      protocol: 1,
      connection: { is_connected: true, last_error: null, steward_version: '0.1.0', is_demo: false },
      entities: { is_live: false, devices: 0 },
      directory: { people: 1, phones: [] },
    });
    const text = JSON.stringify((body as { data: unknown }).data);
    for (const secret of [
      steward.state.token,
      '127.0.0.1',
      String(steward.port),
      'Owner',
      steward.state.stewardId,
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('can be removed and is found by the Supervisor’s discovery', async () => {
    const { entry_id: entryId = '' } = (await entry()) ?? {};
    await deleteEntry(access, entryId);
    await waitFor('the connection to be gone', () => !steward.isConnected);
    expect((await homeAssistant.owner().states()).get('conversation.homelab_steward')).toBeUndefined();

    await announce({ port: 'none' });
    const found = await discoverBySupervisor(homeAssistant.owner(), discovery());
    expect(await flowsInProgress(homeAssistant.owner(), domain)).toHaveLength(1);
    expect(found).toMatchObject({
      step_id: 'hassio_confirm',
      context: { unique_id: steward.state.stewardId },
    });
    await steward.stop();
    expect(await submitFlow(access, found.flow_id, {})).toMatchObject({ errors: { base: 'cannot_connect' } });
    await steward.start();
    expect(await submitFlow(access, found.flow_id, {})).toMatchObject({
      type: 'create_entry',
      title: 'Homelab Steward',
    });
    await connected(steward);
    expect(await entry()).toMatchObject({ state: 'loaded', source: 'hassio' });
  });

  it('lets no other app take its place', async () => {
    const impostor = await startStewardStandIn({ stewardId: steward.state.stewardId });
    await announce({ port: impostor.port }, 'local_impostor');
    steward.state.token = 'a-fifth-token';
    await announce();
    await message(steward, 'hello', ({ token }) => token === 'a-fifth-token');
    expect(impostor.received).toEqual([]);
    await impostor.stop();
  });

  it('never logged a token, and spoke nothing but the protocol', async () => {
    expect(steward.violations).toEqual([]);
    const log = homeAssistant.log();
    for (const secret of [
      'lab-token-that-must-not-be-logged',
      'a-second-token',
      'a-fourth-token',
      '12345678',
    ]) {
      expect(log).not.toContain(secret);
    }
    expect(complaints(homeAssistant)).toEqual([
      expect.stringContaining("unknown message type 'approve-everything'"),
      expect.stringContaining("message 'repairs' is not valid"),
      expect.stringContaining('not JSON'),
    ]);
  });
});
