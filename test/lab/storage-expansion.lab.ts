import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/tracker.ts';
import { recommendedDisk } from '../standins/ssh/demo-host.ts';
import { insertDisk, removeDisk } from '../standins/ssh/host-state.ts';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { createPipeline, runPipeline } from './support/assist.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { type OpenSsh, startOpenSsh } from './support/openssh.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const workflow = readFileSync(
  join(import.meta.dirname, '../workflow/record/__fixtures__/storage-expansion.yaml'),
  'utf8',
)
  // What cannot be undone is approved in the panel (pool-expansion.lab.ts); here a phone is to approve.
  .replace('"zpool add tank nvme1n1", ', '')
  .replace('available space > 2TB', 'available space > 1TB')
  .replace('name: storage-expansion-workflow', 'name: expand-tank');

const wrongDisk = {
  device: 'nvme1n1',
  model: 'KINGSTON SNV2S1000G',
  serial: '50026B7686B3E2A1',
  sizeBytes: 1_000_204_886_016,
};

describe.skipIf(missingPeers('home-assistant', 'openssh').length > 0)(
  'a storage expansion over a real SSH server, with a real Home Assistant',
  () => {
    let server: OpenSsh;
    let house: WholeHouse;
    let alice: HomeAssistantClient;
    let phone: ApprovalPhone;
    let pipelineId: string;
    let tag: string;

    const say = (text: string) => runPipeline(alice, text, { pipelineId });
    const isBack = () =>
      waitFor('Steward to be back', async () => {
        const state = (await alice.states()).get('sensor.paperless_ngx_cpu')?.state;
        return state !== undefined && state !== 'unavailable';
      });
    const changes = () =>
      server
        .takeCalls()
        .filter(([tool, verb]) => (tool === 'zpool' && verb === 'add') || (tool === 'zfs' && verb === 'set'))
        .map((call) => call.join(' '));

    beforeAll(async () => {
      server = await startOpenSsh();
      const { port, user, privateKey, hostKey } = server.options();
      house = await startWholeHouse({
        options: {
          hosts: [
            {
              name: 'still-fawn',
              address: '127.0.0.1',
              port,
              user,
              private_key: privateKey,
              host_key: hostKey,
            },
          ],
        },
      });
      await house.steward.halt();
      const folder = join(house.steward.dataFolder, 'workflows');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'expand-tank.yaml'), workflow);
      await house.steward.start();
      alice = await house.homeAssistant.connect(house.alice.token);
      await isBack();
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
      await server?.stop();
    });

    it('waits, once it is approved, for somebody who buys and installs the disk', async () => {
      await alice.send('call_service', {
        domain: 'homelab_steward',
        service: 'propose',
        service_data: { workflow: 'expand-tank', reason: 'The pool is nearly full' },
        return_response: true,
      });
      const question = await phone.question();
      expect(question.message).toMatch(/Set compression of tank/);
      tag = tagOf(question);
      await phone.answer(question, 'Approve');
      const waiting = await phone.titled('Waiting: ', tag);
      expect(waiting.message).toMatch(/Samsung 980 PRO 2TB/);
      expect((await say('what are you waiting for?')).speech).toMatch(/Samsung 980 PRO|disk/);
      expect(changes()).toEqual([]);
    });

    it('still waits after kill -9, and says of the wrong disk on the phone that it is the wrong one', async () => {
      await house.steward.kill();
      await house.steward.start();
      await isBack();
      server.changeState((state) => insertDisk(state, wrongDisk));
      const alarm = await phone.phone.notifications.next(
        ({ message, data }) => data?.tag === tag && message.includes(wrongDisk.serial),
        { timeoutMs: 30_000 },
      );
      expect(alarm.message).toMatch(/is not the wanted one/);
      expect(alarm.data).toMatchObject({ importance: 'high' });
      expect(changes()).toEqual([]);
    });

    it('takes the right one by its serial, changes the pool, validates, documents, commits and closes', async () => {
      server.changeState((state) => {
        removeDisk(state, wrongDisk.device);
        insertDisk(state, recommendedDisk);
      });
      const done = await phone.titled('Done: ', tag);
      expect(changes()).toEqual(['zfs set compression=lz4 tank']);
      const number = /#(\d+)/.exec(done.message)?.[1] ?? '';
      const issue: Issue = JSON.parse(
        await readFile(
          join(house.steward.dataFolder, 'tracker/issues', `${number.padStart(4, '0')}.json`),
          'utf8',
        ),
      );
      expect(issue.state).toBe('closed');
      const text = issue.comments.map(({ body }) => body).join('\n');
      expect(text).toContain(recommendedDisk.serial);
      expect(text).toContain(wrongDisk.serial);
      expect(text).toMatch(/available space .* \| verified \|/);
      expect((await say('what happened?')).speech).toMatch(/tank/);
    });

    it('stops everything when the key of the host is another one, and says which it should be', async () => {
      const pinned = server.fingerprint;
      await server.renewHostKey();
      const refused = alice.send('call_service', {
        domain: 'homelab_steward',
        service: 'propose',
        service_data: { workflow: 'expand-tank', reason: 'Once more' },
        return_response: true,
      });
      await expect(refused).rejects.toThrow(pinned);
      expect(changes()).toEqual([]);
    });
  },
);
