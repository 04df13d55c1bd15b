import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopFileName } from '../../src/approvals/kill-switch.ts';
import { silentLog } from '../../src/core/log.ts';
import { createGithubMirror, type GithubMirror } from '../../src/tracker/github/github-mirror.ts';
import { createGithubStandIn } from '../standins/github/github-standin.ts';
import { createProduct } from '../support/product.ts';
import { serveSwitchably } from '../support/switchable-server.ts';

/** What may be away, one by one and together. */
export const outages = ['internet', 'GitHub', 'GPU', 'models'] as const;

/** One of them. */
export type Outage = (typeof outages)[number];

/** All sixteen combinations, from nothing away to everything. */
export const combinations: readonly (readonly Outage[])[] = Array.from(
  { length: 2 ** outages.length },
  (_, bits) => outages.filter((_outage, index) => (bits >> index) % 2 === 1),
);

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
  const product = await createProduct({
    taskDurationMs: 200,
    mirrored: ({ record, outbox, clock }) => {
      mirror = createGithubMirror(
        { repository, token: 'github_pat_ofAlice', apiUrl: githubServer.url, pacing: 'none' },
        { record, outbox, clock, log: silentLog },
      );
      return mirror.tracker;
    },
  });
  const { approvals, killSwitch, record, store, clock } = product;
  const github = createGithubStandIn({ clock, repository });
  github.closesAfterMs = 1_000;
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
      await githubServer.setAway(away.includes('internet') || away.includes('GitHub'));
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
