import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Approval } from '../../src/core/approval.ts';
import { planDigest } from '../../src/core/plan.ts';
import type { Issue } from '../../src/core/tracker.ts';
import { type ApprovalPhone, approvalPhone, tagOf } from './support/approval-phone.ts';
import { createPipeline, runPipeline } from './support/assist.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import { changeStoredApproval } from './support/stored-approval.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const paperlessId = 101;

describe.skipIf(missingPeers('home-assistant').length > 0)('the main job', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let carol: HomeAssistantClient;
  let pipelineId: string;
  let alices: ApprovalPhone;
  let bobs: ApprovalPhone;

  const say = (text: string, as = alice, conversationId?: string) =>
    runPipeline(as, text, { pipelineId, ...(conversationId === undefined ? {} : { conversationId }) });
  const answers = (text: string, wanted: RegExp) =>
    waitFor(`"${text}" to be answered ${wanted}`, async () => wanted.test((await say(text)).speech), {
      timeoutMs: 30_000,
      intervalMs: 500,
    });
  const writes = async () => (await house.proxmox.writes()).length;
  const stateOf = async (entityId: string) => (await alice.states()).get(entityId)?.state;
  const issue = async (number: number): Promise<Issue> =>
    JSON.parse(
      await readFile(
        join(house.steward.dataFolder, 'tracker/issues', `${String(number).padStart(4, '0')}.json`),
        'utf8',
      ),
    );
  const newestIssue = async (): Promise<Issue> => {
    const files = fs.readdirSync(join(house.steward.dataFolder, 'tracker/issues'));
    return issue(Math.max(...files.map((file) => Number.parseInt(file, 10)).filter((n) => n > 0)));
  };
  /** The issue says that nothing was done and why, and is closed. */
  const closedWithout = (words: RegExp) =>
    waitFor(`an issue closed with ${words}`, async () => {
      const { state, closedAs, comments } = await newestIssue();
      const text = comments.map(({ body }) => body).join('\n');
      return state === 'closed' && closedAs === 'not-planned' && words.test(text);
    });
  const ask = async (as = alice, text = 'restart the paperless container') => {
    const turn = await say(text, as);
    const [onAlices, onBobs] = await Promise.all([alices.question(), bobs.question()]);
    return { turn, onAlices, onBobs, tag: tagOf(onAlices) };
  };

  /** Starts Steward again with another record of the newest approval, until Home Assistant has it back. */
  const restartedWith = async (change: (approval: Approval) => Approval) => {
    await house.steward.halt();
    changeStoredApproval(house.steward.dataFolder, change);
    await house.steward.start();
    await waitFor('Steward to be back', async () => {
      const state = await stateOf('sensor.paperless_ngx_cpu');
      return state !== undefined && state !== 'unavailable';
    });
  };
  const tapRefused = () => house.steward.process().lines.next((line) => line['security'] === true);

  beforeAll(async () => {
    house = await startWholeHouse();
    alice = await house.homeAssistant.connect(house.alice.token);
    carol = await house.homeAssistant.connect(house.carol.token);
    pipelineId = await createPipeline(house.homeAssistant.owner(), {
      name: 'Homelab',
      conversationEngine: house.agentId,
    });
    const phone = async (token: string, name: string) =>
      approvalPhone(await house.homeAssistant.registerPhone({ token, name }));
    alices = await phone(house.alice.token, 'Alice Pixel');
    bobs = await phone(house.bob.token, 'Bob Pixel');
  });

  afterAll(async () => {
    for (const each of [alices, bobs]) await each?.phone.close();
    await alice?.close();
    await carol?.close();
    await house?.stop();
  });

  it('is one of the agents that Home Assistant offers', async () => {
    const { agents } = await alice.send<{ agents: { id: string; name: string }[] }>(
      'conversation/agent/list',
    );
    expect(agents.find(({ id }) => id === house.agentId)?.name).toBe('Homelab Steward');
  });

  it.each([
    ['is still-fawn ok?', /still-fawn/],
    ['how full is tank?', /tank.*\d+ ?(%|percent)/],
    ['what is down?', /stopped|down|not running/i],
  ])('answers "%s" piece by piece through the pipeline', async (question, wanted) => {
    const turn = await say(question);
    expect(turn.speech).toMatch(wanted);
    expect(turn.processedLocally).toBe(false);
    expect(turn.deltas.join('')).toBe(turn.speech);
  });

  it('answers from what is so now', async () => {
    expect((await say('what is down?')).speech).not.toContain('grafana');
    await house.proxmox.patchGuest(103, { status: 'stopped' });
    await answers('what is down?', /grafana/);
    await house.proxmox.patchGuest(103, { status: 'running' });
    await waitFor('grafana to be up', async () => !/grafana/.test((await say('what is down?')).speech), {
      timeoutMs: 30_000,
      intervalMs: 500,
    });
  });

  it('restarts a container that somebody asked for, after a tap, and shows, checks and records it', async () => {
    const bootBefore = await stateOf('sensor.paperless_ngx_last_boot');
    const { turn, onAlices, onBobs, tag } = await ask(carol);
    expect(turn.speech).toMatch(/paperless-ngx/);
    for (const question of [onAlices, onBobs]) {
      expect(question.message).toContain('Asked by Carol: “restart the paperless container”');
      expect(question.data?.actions?.map(({ title }) => title)).toEqual(['Approve', 'Deny', 'Details']);
    }
    expect(await writes()).toBe(0);
    await expect.poll(() => stateOf('sensor.homelab_steward_waiting_for_approval')).toBe('1');

    await alices.answer(onAlices, 'Approve');
    await bobs.cleared(tag);
    const result = await alices.titled('Done: ', tag);
    expect(result.message).toContain('paperless-ngx');
    expect(alices.history(tag).some(({ data }) => data?.['progress_max'] === 100)).toBe(true);
    expect((await house.proxmox.writes()).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /nodes/chief-horse/lxc/101/status/reboot',
    ]);
    await waitFor('the entities to change', async () => {
      const boot = await stateOf('sensor.paperless_ngx_last_boot');
      const states = await alice.states();
      return (
        boot !== bootBefore &&
        boot !== 'unavailable' &&
        states.get('event.homelab_steward_run_result')?.attributes['event_type'] === 'succeeded'
      );
    });
    await expect.poll(() => stateOf('sensor.homelab_steward_waiting_for_approval')).toBe('0');

    const recorded = await waitFor('issue 1 to be closed', async () => {
      const found = await issue(1);
      return found.state === 'closed' && found;
    });
    const text = [recorded.body, ...recorded.comments.map(({ body }) => body)].join('\n');
    const sections = [...text.matchAll(/^## (\w+)/gm)].map(([, heading]) => heading);
    expect(sections).toEqual([
      'Request',
      'Plan',
      'Analysis',
      'Approval',
      'Progress',
      'Validation',
      'Forecast',
    ]);
    expect(recorded.closedAs).toBe('completed');
    const dir = join(house.steward.dataFolder, 'tracker/documentation');
    const [last] = await git.log({ fs, dir, depth: 1 });
    expect(last?.oid).toBe(recorded.closedByCommit);
    expect(last?.commit.message).toContain('fixes #1');
    expect(await readFile(join(dir, 'CHANGELOG.md'), 'utf8')).toContain('Asked by Carol');
  });

  it('does nothing after Deny, and the issue says who denied', async () => {
    const before = await writes();
    const { onBobs, tag } = await ask();
    await bobs.answer(onBobs, 'Deny');
    await bobs.cleared(tag);
    expect((await alices.titled('Not done: ', tag)).message).toContain('Bob denied it');
    await closedWithout(/Not done: denied[\s\S]*Bob/);
    expect(await writes()).toBe(before);
  });

  it('does nothing after "cancel that", and a tap afterwards does not count', async () => {
    const before = await writes();
    const { turn, onAlices, tag } = await ask();
    const { speech } = await say('cancel that', alice, turn.conversationId);
    expect(speech).toMatch(/^Cancelled: /);
    await Promise.all([alices.cleared(tag), bobs.cleared(tag)]);
    await alices.answer(onAlices, 'Approve');
    await tapRefused();
    await closedWithout(/Not done: cancelled[\s\S]*Alice/);
    expect(await writes()).toBe(before);
  });

  it('does nothing when the guest was stopped meanwhile, and shows the difference to who approved', async () => {
    const before = await writes();
    const { onAlices, tag } = await ask();
    await house.proxmox.patchGuest(paperlessId, { status: 'stopped' });
    await alices.answer(onAlices, 'Approve');
    const told = await alices.titled('Not done: ', tag);
    expect(told.message).toMatch(/status was running and is stopped/);
    await closedWithout(/Not done: invalidated[\s\S]*running[\s\S]*stopped/);
    expect(await writes()).toBe(before);
    await house.proxmox.patchGuest(paperlessId, { status: 'running' });
    await answers('is paperless ok?', /running|fine|ok/i);
  });

  it('does nothing once the request has expired, and tells who asked', async () => {
    const before = await writes();
    const { onAlices, tag } = await ask();
    await restartedWith((approval) => ({
      ...approval,
      expiresAtMs: Date.now() - 1_000,
    }));
    await bobs.cleared(tag);
    expect((await alices.titled('Not done: ', tag)).message).toContain('Nobody answered in time');
    await alices.answer(onAlices, 'Approve');
    await tapRefused();
    await closedWithout(/Not done: expired/);
    expect(await writes()).toBe(before);
  });

  it('does nothing when the workflow was changed after the plan was made, and says so', async () => {
    const before = await writes();
    const { tag } = await ask();
    await restartedWith((approval) => {
      const plan = { ...approval.plan, workflowDigest: '0'.repeat(64) };
      return { ...approval, plan, planDigest: planDigest(plan) };
    });
    await alices.answer(await alices.question(tag), 'Approve');
    const told = await alices.titled('Not done: ', tag);
    expect(told.message).toMatch(/the workflow .* was changed after the approval/);
    await closedWithout(/the workflow .* was changed after the approval/);
    expect(await writes()).toBe(before);
  });

  it('takes no approval for a record whose plan was tampered with', async () => {
    const before = await writes();
    const { tag } = await ask();
    await restartedWith(({ plan, ...approval }) => ({
      ...approval,
      plan: { ...plan, title: `${plan.title} and stop grafana` },
    }));
    await alices.answer(await alices.question(tag), 'Approve');
    await house.steward
      .process()
      .lines.next((line) => line['security'] === true && line['code'] === 'other-plan');
    expect(await writes()).toBe(before);
    expect(await house.proxmox.refusals()).toEqual([]);
  });
});
