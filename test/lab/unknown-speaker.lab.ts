import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Approval } from '../../src/core/approval.ts';
import { type ApprovalPhone, approvalPhone, isQuestion, tagOf } from './support/approval-phone.ts';
import { processConversation, type TurnOptions } from './support/assist.ts';
import { startConfigFlow, submitFlow } from './support/config-entries.ts';
import { missingPeers } from './support/peers.ts';
import { addRoomSatellite, type RoomSatellite } from './support/room-satellite.ts';
import { listApprovals, securityCodes } from './support/steward-records.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse, type WholeHouseOptions } from './support/whole-house.ts';

/** A whole house with a satellite in the kitchen, and Steward's Wyoming server as a second agent. */
interface VoiceHouse {
  readonly house: WholeHouse;
  readonly satellite: RoomSatellite;
  readonly phone: ApprovalPhone;
  /** Says something to the agent that has come by Wyoming, as Carol, whom Wyoming does not pass on. */
  sayOverWyoming(text: string): Promise<string>;
  /** Says something to Steward's own agent as Carol, who claims to be at the satellite. */
  sayAsCarol(text: string): Promise<string>;
  /** Newest first. */
  approvals(): Promise<readonly Approval[]>;
  stop(): Promise<void>;
}

const startVoiceHouse = async (options: WholeHouseOptions = {}): Promise<VoiceHouse> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const house = await startWholeHouse(options);
    stops.push(() => house.stop());
    const { homeAssistant, steward, agentId } = house;
    const satellite = await addRoomSatellite(homeAssistant, {
      name: 'Kitchen satellite',
      area: 'Kitchen',
      conversationEngine: agentId,
    });
    stops.push(() => satellite.close());
    const agents = async () =>
      (await homeAssistant.owner().send<{ agents: { id: string }[] }>('conversation/agent/list')).agents.map(
        ({ id }) => id,
      );
    const before = await agents();
    const form = await startConfigFlow(homeAssistant.ownerAccess, 'wyoming');
    await submitFlow(homeAssistant.ownerAccess, form.flow_id, {
      host: '127.0.0.1',
      port: steward.ports.wyoming,
    });
    const wyomingAgent = await waitFor('the agent that has come by Wyoming', async () =>
      (await agents()).find((id) => !before.includes(id)),
    );
    const carol = await homeAssistant.connect(house.carol.token);
    stops.push(() => carol.close());
    const phone = approvalPhone(
      await homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' }),
    );
    stops.push(() => phone.phone.close());
    const say = async (text: string, turn: TurnOptions & { readonly agentId: string }) =>
      (await processConversation(carol, text, { language: 'en', ...turn })).speech;
    return {
      house,
      satellite,
      phone,
      sayOverWyoming: (text) => say(text, { agentId: wyomingAgent }),
      sayAsCarol: (text) => say(text, { agentId, satelliteId: satellite.entityId }),
      approvals: () => listApprovals(steward),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

describe.skipIf(missingPeers('home-assistant').length > 0)('a speaker whom nobody knows', () => {
  describe('at a satellite in the kitchen, and over Wyoming', () => {
    let voice: VoiceHouse;

    const writes = async () => (await voice.house.proxmox.writes()).length;
    const isRefused = async (say: () => Promise<string>, reason: RegExp, code: string) => {
      const before = (await voice.approvals()).length;
      expect(await say()).toMatch(reason);
      // The log comes through a pipe and may be a moment behind the answer.
      await expect.poll(() => securityCodes(voice.house.steward).at(-1)).toBe(code);
      expect(await voice.approvals()).toHaveLength(before);
    };

    beforeAll(async () => {
      voice = await startVoiceHouse();
    });

    afterAll(() => voice?.stop());

    it('gets questions answered', async () => {
      expect(await voice.satellite.say('is still-fawn ok?')).toMatch(/^still-fawn is online/);
      expect(await voice.sayOverWyoming('is still-fawn ok?')).toMatch(/^still-fawn is online/);
      expect(await voice.approvals()).toEqual([]);
    });

    it('requests a restart, which the approver is told comes from an unknown speaker in that room', async () => {
      const speech = await voice.satellite.say('restart grafana');
      expect(speech).toMatch(
        /I have asked Alice.* for approval, and said that I do not know who is speaking/,
      );
      const question = await voice.phone.question();
      expect(question.message).toContain(
        'Asked by somebody whom Home Assistant does not know: an unknown speaker, by its own claim in Kitchen. What was said: “restart grafana”',
      );
      const [approval] = await voice.approvals();
      expect(approval?.requester).toEqual({
        channel: 'assist',
        claimedArea: 'Kitchen',
        claimedDeviceId: expect.any(String),
        claimedSatelliteId: voice.satellite.entityId,
      });
      expect(await writes()).toBe(0);

      // Saying yes at the satellite approves nothing; the tap of an approver does.
      expect(await voice.satellite.say('approve it')).toMatch(/cannot take an approval by voice/);
      expect(await writes()).toBe(0);
      await voice.phone.answer(question, 'Approve');
      const result = await voice.phone.titled('Done: ', tagOf(question));
      expect(result.message).toContain('grafana');
      expect(await writes()).toBe(1);
    });

    it('is refused what destroys data, with the reason', async () => {
      const wish = 'roll paperless back to the last snapshot';
      const reason =
        /would destroy data, and I do not know who is speaking.* Ask from the Home Assistant app/;
      await isRefused(() => voice.satellite.say(wish), reason, 'unknown-speaker-destructive');
      await isRefused(() => voice.sayOverWyoming(wish), reason, 'unknown-speaker-destructive');
    });

    it('makes three requests in ten minutes, by whatever way, and no fourth', async () => {
      await voice.satellite.say('restart paperless');
      await voice.phone.question();
      expect(await voice.sayOverWyoming('restart jellyfin')).toMatch(/I do not know who is speaking/);
      const overWyoming = await voice.phone.question();
      expect(overWyoming.message).toContain(
        'somebody whom Home Assistant does not know: an unknown speaker.',
      );
      const reason = /Unknown speakers have made 3 requests in the last 10 minutes\. Try again later/;
      await isRefused(() => voice.satellite.say('restart uptime-kuma'), reason, 'too-many');
      await isRefused(() => voice.sayOverWyoming('restart uptime-kuma'), reason, 'too-many');
      expect(voice.phone.phone.notifications.all.filter(isQuestion)).toHaveLength(3);
    });

    it('does not keep anybody whom Home Assistant knows from asking, whatever place they claim', async () => {
      expect(await voice.sayAsCarol('restart uptime-kuma')).toMatch(/for approval\.$/);
      const question = await voice.phone.question();
      expect(question.message).toContain('Asked by Carol: “restart uptime-kuma”');
      const [approval] = await voice.approvals();
      expect(approval?.requester).toMatchObject({
        person: { name: 'Carol' },
        claimedSatelliteId: voice.satellite.entityId,
      });
      expect(await writes()).toBe(1);
      expect(await voice.house.proxmox.refusals()).toEqual([]);
    });
  });

  describe('where the option unknown_speaker_requests forbids it', () => {
    let voice: VoiceHouse;

    beforeAll(async () => {
      voice = await startVoiceHouse({ options: { unknown_speaker_requests: false } });
    });

    afterAll(() => voice?.stop());

    it('still gets questions answered', async () => {
      expect(await voice.satellite.say('is still-fawn ok?')).toMatch(/^still-fawn is online/);
      expect(await voice.sayOverWyoming('how full is tank?')).toMatch(/tank/);
    });

    it.each([
      ['at the satellite', (text: string) => voice.satellite.say(text)],
      ['over Wyoming', (text: string) => voice.sayOverWyoming(text)],
    ])('is refused every request %s, with the reason', async (_where, say) => {
      for (const wish of ['restart grafana', 'take a snapshot of paperless'])
        expect(await say(wish)).toMatch(
          /I do not know who is speaking, and the option unknown_speaker_requests forbids such requests/,
        );
      expect(await voice.approvals()).toEqual([]);
    });

    it('does not keep anybody whom Home Assistant knows from asking', async () => {
      expect(await voice.sayAsCarol('restart grafana')).toMatch(/for approval\.$/);
      await voice.phone.question();
      expect(await voice.house.proxmox.writes()).toEqual([]);
    });
  });
});
