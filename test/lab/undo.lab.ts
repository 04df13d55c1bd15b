import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/tracker.ts';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { createPipeline, runPipeline } from './support/assist.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

/** paperless-ngx */
const paperlessId = 101;

describe.skipIf(missingPeers('home-assistant').length > 0)(
  'a change that fails, and one that is undone',
  () => {
    let house: WholeHouse;
    let alice: HomeAssistantClient;
    let pipelineId: string;
    let alices: ApprovalPhone;

    const say = (text: string) => runPipeline(alice, text, { pipelineId });
    const paperless = async () =>
      (await house.proxmox.state()).guests.find(({ vmid }) => vmid === paperlessId);
    const snapshots = async () => (await paperless())?.snapshots.map(({ name }) => name) ?? [];
    const issueOf = async (message: string | undefined): Promise<Issue> => {
      const number = /#(\d+)/.exec(message ?? '')?.[1];
      if (number === undefined) throw new Error(`No issue in ${message}`);
      return JSON.parse(
        await readFile(
          join(house.steward.dataFolder, 'tracker/issues', `${number.padStart(4, '0')}.json`),
          'utf8',
        ),
      );
    };
    const whole = ({ body, comments }: Issue) => [body, ...comments.map((each) => each.body)].join('\n');

    beforeAll(async () => {
      house = await startWholeHouse();
      alice = await house.homeAssistant.connect(house.alice.token);
      pipelineId = await createPipeline(house.homeAssistant.owner(), {
        name: 'Homelab',
        conversationEngine: house.agentId,
      });
      alices = approvalPhone(
        await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' }),
      );
    });

    afterAll(async () => {
      await alices?.phone.close();
      await alice?.close();
      await house?.stop();
    });

    it('takes a snapshot, and takes it back when somebody says "undo that"', async () => {
      const before = await snapshots();
      await say('take a snapshot of paperless called before the move');
      const question = await alices.question();
      await alices.answer(question, 'Approve');
      const done = await alices.titled('Done: ', tagOf(question));
      expect(await snapshots()).toEqual([...before, 'before-the-move']);
      const issue = await issueOf(done.message);
      expect(issue.state).toBe('closed');

      const undo = await say('undo that');
      expect(undo.speech).toMatch(/before-the-move/);
      expect(await snapshots()).toContain('before-the-move');
      const undoQuestion = await alices.question();
      expect(undoQuestion.title).toMatch(/Delete the snapshot before-the-move/);
      await alices.answer(undoQuestion, 'Approve');
      const undone = await alices.titled('Done: ', tagOf(undoQuestion));
      expect(await snapshots()).toEqual(before);
      const undoIssue = await issueOf(undone.message);
      expect(undoIssue.state).toBe('closed');
      expect(whole(undoIssue)).toMatch(/before-the-move/);
      expect((await say('undo that')).speech).toMatch(/cannot be undone|can be undone/i);
    });

    it('is honest about a restart, which cannot be undone', async () => {
      await say('restart paperless');
      const question = await alices.question();
      await alices.answer(question, 'Approve');
      await alices.titled('Done: ', tagOf(question));
      expect((await say('undo that')).speech).toMatch(/^Nothing of .* can be undone/i);
    });

    it('puts everything back when a later step fails, and the phone, Assist and the issue say so', async () => {
      const before = await snapshots();
      await house.proxmox.inject('task-fails', {
        method: 'POST',
        path: `/nodes/chief-horse/lxc/${paperlessId}/status/start`,
      });
      await alice.send('call_service', {
        domain: 'homelab_steward',
        service: 'propose',
        service_data: {
          workflow: 'cycle-guest',
          parameters: { guest: 'paperless-ngx', snapshot: 'way-back' },
          reason: 'Clear what it has got stuck in',
        },
        return_response: true,
      });
      const question = await alices.question();
      await alices.answer(question, 'Approve');
      const failed = await alices.titled('Failed', tagOf(question));
      // The start was done again as the undoing of the shutdown, so the guest runs; the snapshot is gone.
      expect((await paperless())?.status).toBe('running');
      expect(await snapshots()).toEqual(before);
      expect(failed.title).toMatch(/^Failed and undone: /);
      const issue = await issueOf(failed.message);
      expect(issue.state).toBe('open');
      expect(issue.labels).toContain('rolled-back');
      expect(whole(issue)).toMatch(/## Rollback/);
      expect((await say('what happened?')).speech).toMatch(/undone|as it was/i);
      expect(await house.proxmox.refusals()).toEqual([]);
    });
  },
);
