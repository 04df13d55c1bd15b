import { expect } from 'vitest';
import { watchConnections } from '../support/watch-connections.ts';
import { createDegradedHome } from './degraded-home.ts';
import { isGithubAway, type Outage } from './outages.ts';

type Home = Awaited<ReturnType<typeof createDegradedHome>>;

/** The five intents, with whatever is away: the state, stopping, approving, denying, rolling back. */
const fiveIntents = async (home: Home, name: string): Promise<void> => {
  const { say } = home;
  expect((await say('is paperless running?')).speech, name).toMatch(
    /^paperless-ngx is running on chief-horse/,
  );

  await say('restart paperless');
  expect((await say('cancel that')).speech, name).toMatch(/^Cancelled: Restart the container paperless-ngx/);
  expect((await say('stop everything')).speech, name).toMatch(/^Everything is stopped/);
  expect(home.deleteStopFile(), name).toBeUndefined();

  const { approvalId: denied = '' } = await say('shut down paperless');
  expect(home.deny(denied), name).toMatchObject({ kind: 'taken', approval: { state: 'denied' } });

  const { approvalId: approved = '' } = await say('restart paperless');
  const { approvalId: rollback = '' } = await say('roll home assistant back to the last snapshot');
  const [restarted, rolledBack] = await Promise.all([
    home.approveAndWait(approved),
    home.approveAndWait(rollback),
  ]);
  expect(restarted, name).toEqual({
    state: 'succeeded',
    text: 'paperless-ngx was restarted and is running again.',
  });
  expect(rolledBack, name).toMatchObject({
    state: 'succeeded',
    text: expect.stringMatching(/^home-assistant was rolled back to zigbee-moved/),
  });
};

/**
 * One home through these combinations of outages, one after the other: the five intents work in each; when all is back,
 * GitHub has each issue once, as the local record has it; and nothing but Proxmox and GitHub was ever connected to.
 */
export const liveThrough = async (combinations: readonly (readonly Outage[])[]): Promise<void> => {
  const connections = watchConnections();
  const home = await createDegradedHome();
  try {
    for (const away of combinations) {
      const name = `with ${away.join(', ') || 'nothing'} away`;
      await home.setAway(away);
      const before = home.github.requests.length;
      await fiveIntents(home, name);
      if (isGithubAway(away)) expect(home.github.requests.length, name).toBe(before);
    }
    await home.setAway([]);
    await home.synchronise();

    const local = await home.record.listIssues({ state: 'all', limit: 1_000 });
    expect(local).toHaveLength(combinations.length * 4);
    expect(home.atGithub()).toEqual(
      local.map(({ number, title, state, comments }) => ({
        number: home.numberAtGithub(number),
        title,
        state,
        comments: comments.length,
      })),
    );
    const writes = home.github.requests.filter((operation) => !/\/(get|list)/.test(operation)).length;
    await home.synchronise();
    expect(home.github.requests.filter((operation) => !/\/(get|list)/.test(operation))).toHaveLength(writes);
    expect(home.github.violations).toEqual([]);
  } finally {
    await home.end();
    connections.end();
  }
  expect(connections.outside).toEqual([]);
  expect(home.modelRequests).toEqual([]);
  const ports = new Set(connections.attempts.map(({ port }) => port));
  expect([...ports].sort()).toEqual([home.githubPort, Number(new URL(home.standIn.url).port)].sort());
};
