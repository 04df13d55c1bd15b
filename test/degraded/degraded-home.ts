import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopFileName } from '../../src/approvals/kill-switch.ts';
import { silentLog } from '../../src/core/log.ts';
import { createGithubMirror, type GithubMirror } from '../../src/tracker/github/github-mirror.ts';
import { createFastClock } from '../infra/proxmox/support.ts';
import { createGithubStandIn } from '../standins/github/github-standin.ts';
import { createProduct } from '../support/product.ts';
import { serveSwitchably } from '../support/switchable-server.ts';
import { isGithubAway, type Outage } from './outages.ts';

const repository = 'alice/homelab';
const target = `github:${repository}`;

/**
 * The product with a tracker that is mirrored to GitHub, and a server of language models as a home would have one.
 * What is away refuses connections. Without the internet GitHub is away as well.
 */
export const createDegradedHome = async () => {
  let mirror: GithubMirror | undefined;
  let takeRequest: typeof globalThis.fetch = () => Promise.reject(new Error('not ready'));
  const githubServer = await serveSwitchably((...given) => takeRequest(...given));
  const asked: string[] = [];
  const models = await serveSwitchably(async (input) => {
    asked.push(String(input));
    return new Response('{}');
  });
  // Waiting minutes for GitHub to come back is no part of what is looked at.
  const quick = createFastClock(500);
  const product = await createProduct({
    taskDurationMs: 200,
    verifyLimitMs: 400_000,
    mirrored: ({ record, outbox }) => {
      mirror = createGithubMirror(
        {
          repository,
          token: 'github_pat_ofAlice',
          apiUrl: githubServer.url,
          pacing: 'none',
          timeoutMs: 5_000_000,
        },
        { record, outbox, clock: quick, log: silentLog },
      );
      return mirror.tracker;
    },
  });
  const { approvals, killSwitch, record, store } = product;
  const github = createGithubStandIn({ clock: quick, repository });
  takeRequest = github.fetch;
  mirror?.start();

  const countWaiting = () => store.outbox.countPending(target) + store.outbox.closingLinks(target).length;

  return {
    ...product,
    github,
    githubPort: githubServer.port,
    numberAtGithub: (issue: number) => store.outbox.link(target, issue)?.remote,
    /** Issues as GitHub has them, the newest first. */
    atGithub: () =>
      github.state.issues
        .map(({ number, title, state, comments }) => ({ number, title, state, comments: comments.length }))
        .reverse(),
    /** Requests to the server of language models. */
    modelRequests: asked,
    setAway: async (away: readonly Outage[]) => {
      await githubServer.setAway(isGithubAway(away));
      await models.setAway(away.includes('models'));
      if (away.includes('GPU')) process.env['CUDA_VISIBLE_DEVICES'] = '-1';
      else delete process.env['CUDA_VISIBLE_DEVICES'];
    },
    deny: (approvalId: string) =>
      approvals.deny(approvalId, {
        userId: 'alice',
        channel: 'panel',
        device: 'panel',
        planDigest: approvals.get(approvalId)?.planDigest ?? '',
      }),
    /** As somebody with nothing but the machine releases the stop. */
    deleteStopFile: () => {
      rmSync(join(product.folder, stopFileName));
      return killSwitch.isOn();
    },
    /** Lets the record catch up with the requests, then everything go to GitHub. */
    synchronise: async () => {
      const isRecorded = async () => {
        const issues = await record.listIssues({ state: 'open', limit: 100 });
        return issues.length === 0;
      };
      while (!(await isRecorded())) await new Promise((resolve) => setTimeout(resolve, 10));
      while (countWaiting() > 0) {
        await mirror?.synchronise();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    end: async () => {
      await product.end();
      await mirror?.stop();
      await githubServer.close();
      await models.close();
      delete process.env['CUDA_VISIBLE_DEVICES'];
    },
  };
};
