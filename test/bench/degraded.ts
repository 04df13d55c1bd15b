import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopFileName } from '../../src/approvals/kill-switch.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { ApprovalView } from '../../src/core/overview.ts';
import { combinations, isGithubAway, type Outage } from '../degraded/outages.ts';
import { createCertificateAuthority } from '../standins/certificate-authority.ts';
import { createGithubStandIn } from '../standins/github/github-standin.ts';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import { type KillableSteward, startKillableSteward } from '../support/killable-steward.ts';
import { serveSwitchably } from '../support/switchable-server.ts';
import { type Bench, quantile } from './measure.ts';

const targetMs = 2_000;

/** One page of the panel, with the time that each answer takes. */
const createTalk = (steward: KillableSteward) => {
  const panel = steward.panel();
  let turns = 0;
  const timed = async (message: Readonly<Record<string, unknown>>, isAnswer: (type: string) => boolean) => {
    turns += 1;
    const id = `turn-${turns}`;
    const startedAtMs = performance.now();
    panel.send({ id, ...message });
    const answer = await panel.message((one) => 'id' in one && one.id === id && isAnswer(one.type));
    if (answer.type === 'refused') throw new Error(`${answer.code}: ${answer.message}`);
    return { answer, tookMs: performance.now() - startedAtMs };
  };
  const ask = async (text: string, wanted: RegExp) => {
    const { answer, tookMs } = await timed(
      { type: 'ask', conversationId: 'conversation-1', text },
      (type) => type === 'reply-final' || type === 'refused',
    );
    if (answer.type !== 'reply-final' || !wanted.test(answer.speech))
      throw new Error(`"${text}" was answered with ${JSON.stringify(answer)}.`);
    return { tookMs, approvalId: answer.approvalId ?? '' };
  };
  const approvalOf = async (approvalId: string): Promise<ApprovalView> => {
    const { approvals } = await panel.overview((seen) => seen.approvals.some(({ id }) => id === approvalId));
    const found = approvals.find(({ id }) => id === approvalId);
    if (found === undefined) throw new Error('Nothing was requested.');
    return found;
  };
  const decide = async (approvalId: string, answer: 'approve' | 'deny', code?: string): Promise<number> => {
    const { planDigest } = await approvalOf(approvalId);
    const stepUp = code === undefined ? {} : { stepUp: { method: 'pin', code } };
    const message = { type: 'decide', approvalId, answer, planDigest, ...stepUp };
    return (await timed(message, (type) => type === 'done' || type === 'refused')).tookMs;
  };
  const untilSucceeded = (approvalId: string) =>
    panel.overview(({ runs }) =>
      runs.some((run) => run.approvalId === approvalId && run.state === 'succeeded'),
    );
  return { ask, decide, untilSucceeded };
};

type Samples = Record<'status' | 'stop' | 'approve' | 'deny' | 'roll_back', number[]>;

/** The five intents once, with the time of each answer. */
const fiveIntents = async (talk: ReturnType<typeof createTalk>, stopFile: string, samples: Samples) => {
  const { ask, decide, untilSucceeded } = talk;
  samples.status.push((await ask('is paperless running?', /is running/)).tookMs);

  await ask('restart paperless', /asked/);
  samples.stop.push((await ask('cancel that', /^Cancelled/)).tookMs);
  samples.stop.push((await ask('stop everything', /^Everything is stopped/)).tookMs);
  await rm(stopFile);

  const denied = await ask('shut down paperless', /asked/);
  samples.deny.push(await decide(denied.approvalId, 'deny'));

  const approved = await ask('restart paperless', /asked/);
  samples.approve.push(await decide(approved.approvalId, 'approve'));
  await untilSucceeded(approved.approvalId);

  const rollback = await ask('roll home assistant back to the last snapshot', /in the panel/);
  samples.roll_back.push(rollback.tookMs, await decide(rollback.approvalId, 'approve', '2468'));
  await untilSucceeded(rollback.approvalId);
};

/**
 * How long answers take while things are away, over all sixteen combinations of internet, GitHub, GPU and language
 * models: the whole product in a process of its own, asked through the panel. GitHub refuses connections while it is away.
 */
export const degraded: Bench = {
  limitMs: 280_000,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
    const authority = await createCertificateAuthority();
    const trusted = join(folder, 'authority.pem');
    await writeFile(trusted, authority.certificate);
    const github = createGithubStandIn({ clock: systemClock });
    const server = await serveSwitchably(github.fetch, await authority.issue());
    const proxmox = await createProxmoxStandIn({ taskDurationMs: 50 });
    const steward = await startKillableSteward(folder, proxmox, {
      options: {
        github: { repository: 'alice/homelab', token: 'github_pat_ofAlice', api_url: server.url },
      },
      environment: { NODE_EXTRA_CA_CERTS: trusted, CUDA_VISIBLE_DEVICES: '-1' },
    });
    try {
      const talk = createTalk(steward);
      const samples: Samples = { status: [], stop: [], approve: [], deny: [], roll_back: [] };
      const setAway = (away: readonly Outage[]) => server.setAway(isGithubAway(away));
      for (const away of combinations) {
        await setAway(away);
        await fiveIntents(talk, join(folder, 'data', stopFileName), samples);
      }
      for (const [name, values] of Object.entries(samples)) {
        print({ name: `degraded_${name}_p50`, value: quantile(values, 0.5), unit: 'ms' });
        print({ name: `degraded_${name}_max`, value: Math.max(...values), unit: 'ms', target: targetMs });
      }
    } finally {
      await steward.kill();
      await proxmox.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
