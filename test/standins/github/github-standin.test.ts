import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createGithubStandIn } from './github-standin.ts';

const setUp = () => {
  const github = createGithubStandIn({ clock: createFakeClock() });
  const send = async (method: string, path: string, body?: unknown, token = 'github_pat_ofAlice') => {
    const answer = await github.fetch(`https://api.github.com${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'test',
        authorization: `token ${token}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, answer };
  };
  return { github, send };
};

const issues = '/repos/alice/homelab/issues';

describe('the stand-in of GitHub', () => {
  it.each([
    ['an unknown path', 'GET', '/repos/alice/homelab/issue', undefined, 404],
    ['an unknown method', 'DELETE', issues, undefined, 404],
    ['an unknown parameter', 'GET', `${issues}?sate=all`, undefined, 200],
    ['a value that is none of the listed', 'GET', `${issues}?state=alle`, undefined, 200],
    ['an unknown field', 'POST', issues, { title: 't', boddy: 'b' }, 422],
    ['a wrong type', 'POST', issues, { title: 't', body: 5 }, 422],
    ['a missing field', 'POST', issues, { body: 'b' }, 422],
    ['labels that are none', 'POST', `${issues}/1/labels`, { labels: [] }, 422],
  ])('keeps %s for the test to see', async (_, method, path, body, status) => {
    const { github, send } = setUp();
    expect((await send(method, path, body)).status).toBe(status);
    expect(github.violations).toHaveLength(1);
  });

  it('refuses what GitHub refuses, in its words', async () => {
    const { github, send } = setUp();
    expect(await send('GET', issues, undefined, 'wrong')).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' },
    });
    expect((await send('GET', '/repos/bob/secret')).status).toBe(404);
    const user = { id: 1, login: 'alice' };
    github.tokens.set('reader', { user, permissions: { metadata: 'read', issues: 'read' } });
    const refused = await send('POST', issues, { title: 't' }, 'reader');
    expect(refused).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('not accessible') },
    });
    expect(refused.answer.headers.get('x-accepted-github-permissions')).toBe('issues=write');
    const tip = github.state.refs['heads/main'] ?? '';
    const tree = github.state.commits[tip]?.tree;
    const made = await send('POST', '/repos/alice/homelab/git/commits', { message: 'm', tree, parents: [] });
    const moved = await send('PATCH', '/repos/alice/homelab/git/refs/heads/main', { sha: made.body['sha'] });
    expect(moved).toMatchObject({ status: 422, body: { message: 'Update is not a fast forward' } });
    expect(github.violations).toEqual([]);
  });

  it('answers in pages, with a link to the next', async () => {
    const { github, send } = setUp();
    for (let count = 0; count < 5; count += 1) await send('POST', issues, { title: `number ${count}` });
    const first = await send('GET', `${issues}?per_page=2`);
    expect(first.body).toMatchObject([{ number: 5 }, { number: 4 }]);
    const next = /<([^>]+)>; rel="next"/.exec(first.answer.headers.get('link') ?? '')?.[1] ?? '';
    expect(new URL(next).searchParams.get('page')).toBe('2');
    expect(github.violations).toEqual([]);
  });
});
