import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/tracker.ts';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { createPipeline, runPipeline } from './support/assist.ts';
import { type AsyncQueue, createAsyncQueue } from './support/async-queue.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const light = 'light.kitchen_light';

/** A call of an action as Home Assistant's bus shows it. */
interface ServiceCall {
  readonly data: { readonly domain: string; readonly service: string };
  readonly context: { readonly user_id: string | null };
}

describe.skipIf(missingPeers('home-assistant').length > 0)('Steward as part of the house', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let phone: ApprovalPhone;
  let pipelineId: string;

  const stateOf = async (entityId: string) =>
    (await house.homeAssistant.owner().states()).get(entityId)?.state;
  const becomes = (entityId: string, wanted: RegExp) =>
    waitFor(`${entityId} to be ${wanted}`, async () => {
      const state = await stateOf(entityId);
      return state !== undefined && wanted.test(state) && state;
    });

  beforeAll(async () => {
    house = await startWholeHouse({
      extraConfiguration: JSON.stringify({
        input_text: {
          tank: { name: 'How full tank is', max: 255 },
          maintenance: { name: 'What became of the maintenance', max: 255 },
        },
      }),
      automations: [
        {
          id: 'evening_report',
          alias: 'Evening report',
          triggers: [{ trigger: 'event', event_type: 'lab_evening' }],
          actions: [
            {
              action: 'homelab_steward.ask',
              data: { text: 'how full is tank?' },
              response_variable: 'tank',
            },
            {
              action: 'input_text.set_value',
              target: { entity_id: 'input_text.tank' },
              data: { value: '{{ tank.outcome }}: {{ tank.answer }}' },
            },
          ],
        },
        {
          id: 'night_maintenance',
          alias: 'Night maintenance',
          triggers: [{ trigger: 'event', event_type: 'lab_night' }],
          actions: [
            {
              action: 'homelab_steward.propose',
              data: {
                workflow: 'restart-guest',
                parameters: { guest: 'paperless-ngx' },
                reason: 'Its memory grows over the week',
              },
              response_variable: 'proposal',
            },
            {
              action: 'input_text.set_value',
              target: { entity_id: 'input_text.maintenance' },
              data: { value: '{{ proposal.result }} {{ proposal.approval_id }} {{ proposal.risk }}' },
            },
          ],
        },
      ],
    });
    alice = await house.homeAssistant.connect(house.alice.token);
    pipelineId = await createPipeline(house.homeAssistant.owner(), {
      name: 'Homelab',
      conversationEngine: house.agentId,
    });
    phone = approvalPhone(
      await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' }),
    );
  });

  afterAll(async () => {
    await phone?.phone.close();
    await alice?.close();
    await house?.stop();
  });

  describe('what is not about the homelab', () => {
    let calls: AsyncQueue<ServiceCall>;
    let unsubscribe: () => Promise<void>;

    const sayAs = async (user: LabUser, text: string) => {
      const client = await house.homeAssistant.connect(user.token);
      const turn = await runPipeline(client, text, { pipelineId });
      await client.close();
      return turn;
    };
    const switchedBy = async () =>
      (await calls.next(({ data }) => data.domain === 'light' && data.service.startsWith('turn_'))).context
        .user_id;

    beforeEach(async () => {
      calls = createAsyncQueue('a call of an action');
      unsubscribe = await house.homeAssistant
        .owner()
        .subscribe({ type: 'subscribe_events', event_type: 'call_service' }, calls.push);
      return () => unsubscribe();
    });

    it.each([
      ['turn on the kitchen light', 'on', 'an administrator', (): LabUser => house.alice],
      ['turn off the kitchen light', 'off', 'somebody who is none', (): LabUser => house.carol],
    ])('"%s" turns it %s, as %s who said it', async (sentence, wanted, _who, user) => {
      const turn = await sayAs(user(), sentence);
      expect(turn.responseType).toBe('action_done');
      expect(turn.processedLocally).toBe(false);
      expect(await switchedBy()).toBe(user().userId);
      await becomes(light, new RegExp(`^${wanted}$`));
    });

    it('is refused to somebody who may only look', async () => {
      const guest = await house.homeAssistant.createUser({ name: 'Guest', group: 'system-read-only' });
      const before = await stateOf(light);
      const turn = await sayAs(guest, 'turn on the kitchen light');
      expect(turn.responseType).toBe('error');
      expect(await stateOf(light)).toBe(before);
    });

    it('still reaches the house while Steward is away', async () => {
      await house.steward.halt();
      expect((await sayAs(house.carol, 'turn on the kitchen light')).responseType).toBe('action_done');
      expect(await switchedBy()).toBe(house.carol.userId);
      await becomes(light, /^on$/);
      await house.steward.start();
      await waitFor('Steward to be back', async () =>
        /tank/.test((await sayAs(house.carol, 'how full is tank?')).speech),
      );
    });

    it('opens no request and changes nothing in the homelab', async () => {
      expect(await house.proxmox.writes()).toEqual([]);
      expect(await stateOf('sensor.homelab_steward_waiting_for_approval')).toBe('0');
    });
  });

  describe('automations', () => {
    const newestIssue = (): Issue => {
      const folder = join(house.steward.dataFolder, 'tracker/issues');
      const newest = readdirSync(folder)
        .filter((file) => /^\d+\.json$/.test(file))
        .sort()
        .at(-1);
      return JSON.parse(readFileSync(join(folder, newest ?? ''), 'utf8')) as Issue;
    };

    it('ask, and use the answer', async () => {
      await alice.send('fire_event', { event_type: 'lab_evening' });
      expect(await becomes('input_text.tank', /tank/)).toMatch(/^query: .*tank.* \d+ ?(%|percent)/);
    });

    it('propose maintenance under their own name, which a person then approves', async () => {
      await alice.send('fire_event', { event_type: 'lab_night' });
      const question = await phone.question();
      expect(question.message).toContain(
        'Asked by the automation "Night maintenance": “Its memory grows over the week”',
      );
      const tag = tagOf(question);
      expect(await becomes('input_text.maintenance', /requested/)).toContain('disruptive');
      expect(await house.proxmox.writes()).toEqual([]);

      await phone.answer(question, 'Approve');
      const result = await phone.titled('Done: ', tag);
      expect(result.message).toContain('paperless-ngx');
      expect((await house.proxmox.writes()).map(({ method, path }) => `${method} ${path}`)).toEqual([
        'POST /nodes/chief-horse/lxc/101/status/reboot',
      ]);
      const issue = await waitFor('the issue to be closed', () => {
        const newest = newestIssue();
        return newest.state === 'closed' && newest;
      });
      expect(issue.body).toContain('the automation "Night maintenance"');
      expect(issue.comments.map(({ body }) => body).join('\n')).toContain('Alice');
    });

    it('get a refusal that says why, and change nothing, where there is no such guest', async () => {
      const before = await house.proxmox.writes();
      await expect(
        alice.callService(
          'homelab_steward',
          'propose',
          { workflow: 'restart-guest', parameters: { guest: 'no-such-guest' } },
          { returnResponse: true },
        ),
      ).rejects.toThrow(/no-such-guest/);
      expect(await house.proxmox.writes()).toEqual(before);
      expect(await house.proxmox.refusals()).toEqual([]);
    });
  });
});
