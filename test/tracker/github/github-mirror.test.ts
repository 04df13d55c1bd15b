import { describe, expect, it } from 'vitest';
import { filesOf, historyOf } from '../../standins/github/state.ts';
import { createMirrorFixture, page, target, writeRun } from './mirror-fixture.ts';

describe('a run that is mirrored to GitHub', () => {
  it('is there whole: issue, comments in order, labels, one commit with all files, closed by it', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    await writeRun(tracker(), 'paperless');
    await synchronise();
    expect(github.violations).toEqual([]);
    const [issue] = github.state.issues;
    expect(issue).toMatchObject({
      number: 1,
      title: 'Restart paperless',
      labels: ['homelab', 'risk:disruptive', 'approved'],
      state: 'closed',
      stateReason: 'completed',
    });
    expect(issue?.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '## analysis',
      '## decision',
      '## progress',
    ]);
    const files = filesOf(github.state, 'main');
    expect(files[page]).toBe('# Paperless\n\n- restarted paperless\n');
    expect(files['CHANGELOG.md']).toBe('# Changelog\n- paperless\n');
    expect(files['README.md']).toBe('# Mine\n');
    const history = historyOf(github.state, github.state.refs['heads/main'] ?? '');
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ authorName: 'Homelab Steward' });
    expect(history[0]?.message).toContain('fixes #1');
  });

  it('begun while GitHub is away, is there later with the numbers linked both ways', async () => {
    const { tracker, synchronise, github, outbox } = createMirrorFixture();
    github.state.issues.push(
      ...[1, 2, 3].map((number) => ({
        number,
        title: 'a person’s own',
        body: '',
        userId: 7,
        labels: [],
        state: 'open' as const,
        stateReason: null,
        createdAtMs: 0,
        comments: [],
      })),
    );
    github.isDown = true;
    const number = await writeRun(tracker(), 'paperless');
    expect(number).toBe(1);
    expect(await tracker().readIssue(1)).toMatchObject({ state: 'closed' });
    expect(await tracker().readIssue(1)).not.toHaveProperty('mirror');
    await synchronise(5);
    expect(github.state.issues).toHaveLength(3);
    github.isDown = false;
    await synchronise();
    const issue = github.state.issues.at(-1);
    expect(issue).toMatchObject({ number: 4, state: 'closed' });
    expect(issue?.body).toContain("Steward's own record of this has the number 1");
    const tip = github.state.commits[github.state.refs['heads/main'] ?? ''];
    expect(tip?.message).toContain('fixes #4');
    expect(github.state.issues[0]?.state).toBe('open');
    const url = 'https://github.com/alice/homelab/issues/4';
    expect(await tracker().readIssue(1)).toMatchObject({ url, mirror: { number: 4, url, state: 'closed' } });
    expect((await tracker().listIssues())[0]).toMatchObject({ number: 1, url });
    expect(outbox.countPending(target)).toBe(0);
  });
});

describe('pages at GitHub', () => {
  it('may have names with spaces and other letters, and may be larger than a megabyte', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    const path = 'docs/Küche & Keller/guest 100%.md';
    const large = 'a line of text\n'.repeat(80_000);
    for (const [key, text] of [
      ['one', large],
      ['two', `${large}more\n`],
    ] as const)
      await tracker().commit({ key, message: `docs: ${key}`, files: [{ path, update: () => text }] });
    await synchronise();
    expect(filesOf(github.state, 'main')[path]).toBe(`${large}more\n`);
    expect(github.requests).toContain('git/get-blob');
    expect(github.violations).toEqual([]);
  });
});
