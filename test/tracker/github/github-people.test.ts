import { describe, expect, it } from 'vitest';
import { commitByPerson, filesOf, mergeByPerson } from '../../standins/github/state.ts';
import { faults } from './fault-matrix.ts';
import { createMirrorFixture, page, target, token, writeRun } from './mirror-fixture.ts';

describe('people at GitHub', () => {
  it('keep what they edited, and Steward’s next line comes beside it', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    await writeRun(tracker(), 'first');
    await synchronise();
    const text = filesOf(github.state, 'main')[page] ?? '';
    commitByPerson(github.state, {
      message: 'notes',
      files: { [page]: text.replace('# Paperless', '# Paperless\n\nIn the cellar.'), 'mine.md': 'mine\n' },
    });
    await writeRun(tracker(), 'second');
    await synchronise();
    expect(filesOf(github.state, 'main')).toMatchObject({
      [page]: '# Paperless\n\nIn the cellar.\n\n- restarted first\n- restarted second\n',
      'mine.md': 'mine\n',
    });
  });

  it('may close an issue early, and may open it again: Steward leaves it open then', async () => {
    const { tracker, synchronise, github, told } = createMirrorFixture();
    github.closesAfterMs = 10_000;
    const { number } = await tracker().openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await synchronise();
    const issue = github.state.issues[0];
    if (issue === undefined) throw new Error('no issue');
    await tracker().closeIssue(number, 'not-planned');
    await synchronise(1);
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    await tracker().commit({
      key: 'c',
      message: `docs: x\n\nfixes #${number}`,
      files: [{ path: page, update: () => 'x\n' }],
    });
    issue.state = 'open';
    issue.stateReason = 'reopened';
    github.closesAfterMs = Number.POSITIVE_INFINITY;
    await synchronise();
    expect(issue.state).toBe('open');
    expect(told).toEqual([]);
  });

  it('who delete an issue get no new one, and everything else goes on', async () => {
    const { tracker, synchronise, github, clock, outbox, mirror } = createMirrorFixture();
    const { number } = await tracker().openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await synchronise();
    await clock.advance(3_600_000);
    github.state.issues.length = 0;
    await tracker().comment(number, { key: 'c', body: 'more' });
    await writeRun(tracker(), 'other');
    await synchronise();
    expect(github.state.issues.map(({ title }) => title)).toEqual(['Restart other']);
    expect(await tracker().readIssue(number)).toMatchObject({ mirror: { state: 'gone' } });
    expect(outbox.countPending(target)).toBe(0);
    expect(mirror.health().state).toBe('ok');
  });

  it('are told when an issue stays open at GitHub, unless Steward could close it itself', async () => {
    const { tracker, synchronise, github, told, mirror, clock, pass } = createMirrorFixture();
    github.closesAfterMs = Number.POSITIVE_INFINITY;
    await writeRun(tracker(), 'paperless');
    await synchronise();
    expect(github.state.issues[0]).toMatchObject({ state: 'closed' });
    expect(told).toEqual([]);

    await writeRun(tracker(), 'jellyfin');
    const issue = () => github.state.issues[1];
    await synchronise(3);
    Object.defineProperty(issue(), 'state', { get: () => 'open', set: () => {}, enumerable: true });
    for (let minutes = 0; minutes < 300; minutes += 1) {
      await clock.advance(60_000);
      await pass();
    }
    expect(told).toEqual(["Issue #2 is still open at GitHub although Steward's record has it closed."]);
    expect(mirror.health().problems).toMatchObject([
      {
        code: 'github.not-closed',
        mend: expect.stringContaining('https://github.com/alice/homelab/issues/2'),
      },
    ]);
    Object.defineProperty(issue(), 'state', { value: 'closed' });
    await clock.advance(3_600_000);
    await pass();
    expect(told[1]).toMatch(/is over/);
    expect(mirror.health().problems).toEqual([]);
  });

  it('who forge a marker keep nothing of Steward’s from being written', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    const { number } = await tracker().openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await synchronise();
    const forged = { id: 99, body: 'Approved. <!-- steward:a%2Fdecision -->', userId: 666, createdAtMs: 0 };
    github.state.issues[0]?.comments.push(forged);
    await tracker().comment(number, { key: 'a/decision', body: 'Denied.' });
    await synchronise();
    expect(github.state.issues[0]?.comments.at(-1)?.body).toContain('Denied.');
  });
});

describe('documentation by pull request', () => {
  const open = async () => {
    const fixture = createMirrorFixture({ documentation: 'pull-request' });
    await writeRun(fixture.tracker(), 'paperless');
    await fixture.synchronise(5);
    return fixture;
  };

  it('waits for a person to merge it, and nothing else waits for that', async () => {
    const { tracker, github, clock, pass, outbox, told } = await open();
    const [issue, pull] = github.state.issues;
    expect(issue?.state).toBe('open');
    expect(pull).toMatchObject({
      title: 'docs(infrastructure): restarted paperless',
      state: 'open',
      pull: { head: 'steward/run_paperless-documentation', base: 'main' },
    });
    expect(pull?.body).toContain('fixes #1');
    expect(filesOf(github.state, 'main')[page]).toBeUndefined();
    expect(filesOf(github.state, 'steward/run_paperless-documentation')[page]).toContain(
      'restarted paperless',
    );
    await writeRun(tracker(), 'jellyfin');
    for (let days = 0; days < 14; days += 1) {
      await clock.advance(86_400_000);
      await pass();
    }
    expect(outbox.countPending(target)).toBe(0);
    mergeByPerson(github.state, 2, clock.now());
    for (let looks = 0; looks < 3; looks += 1) {
      await clock.advance(300_000);
      await pass();
    }
    expect(await tracker().readIssue(1)).toMatchObject({ mirror: { number: 1, state: 'closed' } });
    expect(filesOf(github.state, 'main')[page]).toContain('restarted paperless');
    expect(told).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  it.each(faults)('is opened once, whichever call goes wrong: $name', async ({ fault }) => {
    const { tracker, github, synchronise } = createMirrorFixture({ documentation: 'pull-request' });
    for (const operation of ['git/create-ref', 'pulls/list', 'pulls/create', 'git/get-ref', 'pulls/get'])
      github.inject({ operation, fault });
    await writeRun(tracker(), 'paperless');
    await synchronise(300);
    expect(github.state.issues.map(({ pull }) => pull?.head)).toEqual([
      undefined,
      'steward/run_paperless-documentation',
    ]);
    expect(Object.keys(github.state.refs)).toHaveLength(2);
    expect(github.violations).toEqual([]);
  });

  it('says once when a person closes it without merging', async () => {
    const { github, clock, pass, told, mirror } = await open();
    const pull = github.state.issues[1];
    if (pull !== undefined) pull.state = 'closed';
    for (let hours = 0; hours < 30; hours += 1) {
      await clock.advance(3_600_000);
      await pass();
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('pull request #2 was closed without being merged');
    expect(mirror.health().problems).toMatchObject([{ code: 'github.pull-request-closed' }]);
    expect(github.state.issues).toHaveLength(2);
  });
});

describe('what GitHub refuses', () => {
  const refused = async (
    change: (fixture: ReturnType<typeof createMirrorFixture>) => void,
    mend: (fixture: ReturnType<typeof createMirrorFixture>) => void,
  ) => {
    const fixture = createMirrorFixture();
    change(fixture);
    await writeRun(fixture.tracker(), 'paperless');
    for (let looks = 0; looks < 20; looks += 1) {
      await fixture.pass();
      await fixture.clock.advance(600_000);
    }
    const problems = fixture.mirror.health().problems;
    const { told } = fixture;
    expect(told).toHaveLength(1);
    mend(fixture);
    await fixture.clock.advance(600_000);
    await fixture.synchronise();
    expect(fixture.github.state.issues).toHaveLength(1);
    expect(fixture.github.state.issues[0]).toMatchObject({ state: 'closed' });
    expect(fixture.github.state.issues[0]?.comments).toHaveLength(3);
    expect(fixture.mirror.health()).toEqual({ state: 'ok', waiting: 0, problems: [] });
    expect(told).toHaveLength(2);
    for (const text of [told[0], JSON.stringify(problems)]) expect(text).not.toContain(token);
    return problems[0];
  };
  const alice = (
    fixture: ReturnType<typeof createMirrorFixture>,
    permissions: Record<string, 'read' | 'write'>,
  ) => fixture.github.tokens.set(token, { user: { id: 1, login: 'alice' }, permissions });
  const all = { metadata: 'read', issues: 'write', contents: 'write' } as const;

  it('a token that was revoked: says so once, and goes on when there is a new one', async () => {
    const problem = await refused(
      ({ github }) => github.tokens.clear(),
      (fixture) => alice(fixture, all),
    );
    expect(problem).toMatchObject({
      code: 'github.token-refused',
      mend: expect.stringContaining('github.token'),
    });
  });

  it('a token without the right to write issues: names the right', async () => {
    const problem = await refused(
      (fixture) => alice(fixture, { ...all, issues: 'read' }),
      (fixture) => alice(fixture, all),
    );
    expect(problem).toMatchObject({
      code: 'github.missing-permission',
      mend: expect.stringContaining('issues: write'),
    });
  });

  it('a token without the right to write contents: the issue is there already, the commit follows', async () => {
    const problem = await refused(
      (fixture) => alice(fixture, { ...all, contents: 'read' }),
      (fixture) => {
        expect(fixture.github.state.issues[0]?.comments).toHaveLength(3);
        alice(fixture, all);
      },
    );
    expect(problem).toMatchObject({
      code: 'github.missing-permission',
      mend: expect.stringContaining('contents: write'),
    });
  });

  it('a repository that the token does not see', async () => {
    const problem = await refused(
      (fixture) => alice(fixture, {}),
      (fixture) => alice(fixture, all),
    );
    expect(problem).toMatchObject({
      code: 'github.not-found',
      mend: expect.stringContaining('alice/homelab'),
    });
  });

  it('a repository without issues', async () => {
    const problem = await refused(
      ({ github }) => {
        github.state.hasIssues = false;
      },
      ({ github }) => {
        github.state.hasIssues = true;
      },
    );
    expect(problem).toMatchObject({
      code: 'github.issues-disabled',
      mend: expect.stringContaining('Features'),
    });
  });

  it('an archived repository', async () => {
    const problem = await refused(
      ({ github }) => {
        github.state.isArchived = true;
      },
      ({ github }) => {
        github.state.isArchived = false;
      },
    );
    expect(problem).toMatchObject({ code: 'github.archived' });
  });

  it('a push to a protected branch: says how to mend it', async () => {
    const problem = await refused(
      ({ github }) => {
        github.state.isProtected = true;
      },
      ({ github }) => {
        github.state.isProtected = false;
      },
    );
    expect(problem).toMatchObject({
      code: 'github.branch-protected',
      mend: expect.stringContaining('pull-request'),
    });
  });

  it('one text of one issue: that issue waits, and the others go on', async () => {
    const { tracker, github, told, clock, pass, synchronise, mirror } = createMirrorFixture();
    const body = {
      message: 'Validation Failed',
      errors: [{ resource: 'Issue', field: 'body', code: 'custom' }],
    };
    github.inject({ operation: 'issues/create', fault: { kind: 'answer', status: 422, body } });
    await writeRun(tracker(), 'paperless');
    await pass();
    await writeRun(tracker(), 'jellyfin');
    for (let looks = 0; looks < 4; looks += 1) {
      await clock.advance(60_000);
      await pass();
    }
    expect(told).toHaveLength(1);
    expect(mirror.health()).toMatchObject({ state: 'trouble', waiting: 6 });
    await synchronise();
    expect(github.state.issues.map(({ title, state }) => [title, state])).toEqual([
      ['Restart jellyfin', 'closed'],
      ['Restart paperless', 'closed'],
    ]);
    expect(told).toHaveLength(2);
  });
});
