import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalPhone, approvalPhone, isQuestion, tagOf } from './support/approval-phone.ts';
import { processConversation } from './support/assist.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import { longLivedToken } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const rebootPath = '/nodes/chief-horse/lxc/101/status/reboot';
const usage = 'sensor.paperless_ngx_cpu';

describe.skipIf(missingPeers('home-assistant').length > 0)('what survives', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let alices: ApprovalPhone;
  let before: number;

  const writes = async () => (await house.proxmox.writes()).length;
  const ask = async () => {
    await processConversation(alice, 'restart the paperless container', { agentId: house.agentId });
    const question = await alices.question();
    return { question, tag: tagOf(question) };
  };
  /** Restarted once, and each end told once. */
  const endsOnce = async (tag: string) => {
    const result = await alices.titled('Done: ', tag);
    expect(result.message).toContain('paperless-ngx');
    expect(alices.history(tag).filter(({ title }) => title?.startsWith('Done: '))).toHaveLength(1);
    expect(await writes()).toBe(before + 1);
    expect(await house.proxmox.refusals()).toEqual([]);
  };
  const stateOf = async (entityId: string) =>
    (await house.homeAssistant.owner().states()).get(entityId)?.state;
  const entitiesAre = (wanted: 'back' | 'unavailable') =>
    waitFor(
      `the entities to be ${wanted}`,
      async () => {
        const state = await stateOf(usage);
        return state !== undefined && (state === 'unavailable') === (wanted === 'unavailable');
      },
      { timeoutMs: 60_000 },
    );

  beforeAll(async () => {
    house = await startWholeHouse({ taskMs: 3_000 });
    alice = await house.homeAssistant.connect(house.alice.token);
    alices = approvalPhone(
      await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' }),
    );
  });

  beforeEach(async () => {
    await entitiesAre('back');
    before = await writes();
  });

  afterAll(async () => {
    await alices?.phone.close();
    await alice?.close();
    await house?.stop();
  });

  it('restarts the guest once when Steward is killed while the approval waits', async () => {
    const { tag } = await ask();
    await house.steward.kill();
    await house.steward.start();
    await alices.answer(await alices.question(tag), 'Approve');
    await endsOnce(tag);
  });

  it('restarts the guest once when Steward is killed right after the write was sent', async () => {
    const { question, tag } = await ask();
    await house.proxmox.inject('silence', { method: 'POST', path: rebootPath });
    await alices.answer(question, 'Approve');
    await waitFor('the write', async () => (await writes()) === before + 1);
    await house.steward.kill();
    await house.proxmox.clearFaults();
    await house.steward.start();
    await endsOnce(tag);
  });

  it('restarts the guest once when Steward is killed and the task ends meanwhile', async () => {
    const { question, tag } = await ask();
    await alices.answer(question, 'Approve');
    await waitFor('the write', async () => (await writes()) === before + 1);
    await house.steward.kill();
    await waitFor('the task to end', async () => {
      const { guests } = await house.proxmox.state();
      const tasks = await house.proxmox.control<{ endedAtMs?: number }[]>('GET', 'tasks');
      return guests.length > 0 && tasks.length > 0 && tasks.every(({ endedAtMs }) => endedAtMs !== undefined);
    });
    await house.steward.start();
    await endsOnce(tag);
  });

  it('makes its entities unavailable when it stops, and fills them again when it is back', async () => {
    await house.steward.halt();
    await entitiesAre('unavailable');
    await house.steward.start();
    await entitiesAre('back');
  });

  it('goes on after Home Assistant was away: entities come back, a tap works, nothing is sent twice', async () => {
    const { tag } = await ask();
    await alice.close();
    await house.homeAssistant.restart();
    alice = await house.homeAssistant.connect(house.alice.token);
    await alices.phone.openChannel();
    await entitiesAre('back');
    const again = await alices.question(tag);
    // Once when it was asked, once because a tap may have been lost while nobody listened.
    expect(alices.history(tag).filter(isQuestion)).toHaveLength(2);
    await alices.answer(again, 'Approve');
    await endsOnce(tag);
  });

  it('says what to do when its token is revoked, and goes on with a new one', async () => {
    const { homeAssistant, steward } = house;
    const { tag } = await ask();
    const token = await longLivedToken(homeAssistant.url, house.alice.token);
    const { url, tokenId, tokenSecret, fingerprint } = house.proxmox;
    const withToken = (haToken: string) => ({
      proxmox: [{ name: 'home', url, token_id: tokenId, token_secret: tokenSecret, fingerprint }],
      approvers: [{ user: 'Alice' }, { user: 'Bob' }],
      home_assistant: { url: homeAssistant.url, token: haToken },
    });
    await steward.halt();
    await steward.start(withToken(token));
    const sessions =
      await alice.send<{ id: string; type: string; created_at: string }[]>('auth/refresh_tokens');
    const newest = sessions
      .filter(({ type }) => type === 'long_lived_access_token')
      .sort((one, other) => other.created_at.localeCompare(one.created_at))[0];
    await alice.send('auth/delete_refresh_token', { refresh_token_id: newest?.id });
    await steward
      .process()
      .lines.next(
        ({ msg }) =>
          /Home Assistant does not accept the token.*Make a long-lived access token as an administrator.*home_assistant\.token/.test(
            msg ?? '',
          ),
        { timeoutMs: 60_000 },
      );
    expect(JSON.stringify(steward.process().lines.all)).not.toContain(token);

    await steward.halt();
    await steward.start(withToken(homeAssistant.ownerToken));
    const last = await waitFor('the question again', () => alices.phone.latest(tag));
    await alices.answer(last, 'Approve');
    await endsOnce(tag);
  });
});
