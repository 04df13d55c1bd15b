import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Log, silentLog } from '../../src/core/log.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { testTracker } from '../contract/tracker.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-tracker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const open = (folder: string, log: Log = silentLog) =>
  createLocalTracker({ folder, clock: createFakeClock(), log });

testTracker('on this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-tracker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { tracker: await open(folder), reopen: () => open(folder) };
});

const page = 'docs/infrastructure/guests/paperless-ngx.md';
const write = (key: string, text: string, message = `docs: ${key}`) => ({
  key,
  message,
  files: [{ path: page, update: () => text }],
});

describe('the repository of the local tracker', () => {
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', join(folder, 'documentation'), '-c', 'safe.directory=*', ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();

  it('is one that git itself finds whole, with a clean work tree', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    await tracker.openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await tracker.commit({
      key: 'r1',
      message: 'docs: restarted\n\nfixes #1',
      files: [
        { path: page, update: () => 'text\n' },
        { path: 'docs/infrastructure/guests.md', update: () => 'list\n' },
        { path: 'CHANGELOG.md', update: () => '- restarted\n' },
      ],
    });
    expect(git(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(git(folder, 'log', '--format=%s|%an|%ad', '--date=unix').split('\n')).toEqual([
      'docs: restarted|Homelab Steward|1795377600',
      'docs: begin|Homelab Steward|1795377600',
    ]);
    expect(git(folder, 'log', '-1', '--format=%(trailers:key=Steward-Key,valueonly)')).toBe('r1');
    expect(git(folder, 'show', '--stat', '--format=', 'HEAD').split('\n')).toHaveLength(4);
    expect(readFileSync(join(folder, 'documentation', page), 'utf8')).toBe('text\n');
  });

  it('gives a commit back whole: message without the key, files with their texts before and after', async () => {
    const tracker = await open(temporaryFolder());
    await tracker.commit(write('r1', 'one\n'));
    const hash = await tracker.commit({
      key: 'r2',
      message: 'docs: two\n\nfixes #1',
      files: [
        { path: page, update: (current) => `${current}two\n` },
        { path: 'docs/infrastructure/guests/new.md', update: () => 'new\n' },
        { path: 'README.md', update: (current = '') => current },
      ],
    });
    expect(await tracker.readCommit(hash)).toEqual({
      message: 'docs: two\n\nfixes #1',
      atMs: 1_795_377_600_000,
      files: [
        { path: 'docs/infrastructure/guests/new.md', before: undefined, after: 'new\n' },
        { path: page, before: 'one\n', after: 'one\ntwo\n' },
      ],
    });
  });

  it('closes an issue whose commit was made before a crash', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    const { number } = await tracker.openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    const commit = write('r1', 'text\n', `docs: restarted\n\nfixes #${number}`);
    const hash = await tracker.commit(commit);
    // As if the crash had come right after the commit: neither the key's ref nor the closed issue was written.
    rmSync(join(folder, 'documentation/.git/refs/steward'), { recursive: true });
    const file = join(folder, 'issues/0001.json');
    writeFileSync(file, readFileSync(`${file}.previous`));
    const restarted = await open(folder);
    expect((await restarted.readIssue(number)).state).toBe('open');
    expect(await restarted.commit(commit)).toBe(hash);
    expect(await restarted.readIssue(number)).toMatchObject({ state: 'closed', closedByCommit: hash });
    expect(git(folder, 'rev-list', '--count', 'main')).toBe('2');
  });

  it('takes nothing into a commit that was only staged', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    await tracker.commit(write('r1', 'one\n'));
    writeFileSync(join(folder, 'documentation/draft.md'), 'not ready');
    git(folder, 'add', 'draft.md');
    await tracker.commit(write('r2', 'two\n'));
    expect(git(folder, 'show', '--name-only', '--format=', 'HEAD')).toBe(page);
    expect(git(folder, 'status', '--porcelain')).toBe('A  draft.md');
  });

  it('leaves what a person is writing alone, and says so', async () => {
    const folder = temporaryFolder();
    const told: string[] = [];
    const tracker = await open(folder, { ...silentLog, warn: (message) => told.push(message) });
    await tracker.commit(write('r1', 'one\n'));
    const file = join(folder, 'documentation', page);
    writeFileSync(file, 'one\nand a thought of mine\n');
    await tracker.commit(write('r2', 'two\n'));
    expect(readFileSync(file, 'utf8')).toBe('one\nand a thought of mine\n');
    expect(await tracker.readFile(page)).toBe('two\n');
    expect(told).toEqual([expect.stringContaining('not committed')]);
  });

  it('builds on what people commit', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    await tracker.commit(write('r1', 'one\n'));
    writeFileSync(join(folder, 'documentation', page), 'one\nby hand\n');
    git(folder, '-c', 'user.name=Alice', '-c', 'user.email=a@b', 'commit', '-qam', 'docs: by hand');
    await tracker.commit({
      key: 'r2',
      message: 'docs: r2',
      files: [{ path: page, update: (current = '') => `${current}two\n` }],
    });
    expect(readFileSync(join(folder, 'documentation', page), 'utf8')).toBe('one\nby hand\ntwo\n');
    expect(git(folder, 'rev-list', '--count', 'main')).toBe('4');
  });

  it('begins no new history over a branch that is damaged', async () => {
    const folder = temporaryFolder();
    await (await open(folder)).commit(write('r1', 'one\n'));
    writeFileSync(join(folder, 'documentation/.git/refs/heads/main'), '');
    await expect((await open(folder)).commit(write('r2', 'two\n'))).rejects.toMatchObject({
      code: 'tracker.damaged-branch',
    });
    expect(readFileSync(join(folder, 'documentation/.git/refs/heads/main'), 'utf8')).toBe('');
  });
});

describe('the issue files of the local tracker', () => {
  const issue = { key: 'a', title: 't', body: 'b', labels: [] };

  it('are restored from the version before when one is damaged, and the log says so', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    const { number } = await tracker.openIssue(issue);
    await tracker.comment(number, { key: 'one', body: 'x' });
    writeFileSync(join(folder, 'issues/0001.json'), '{"number": 1, "ke');
    const told: string[] = [];
    const restarted = await open(folder, { ...silentLog, error: (message) => told.push(message) });
    expect(await restarted.readIssue(number)).toMatchObject({ key: 'a', comments: [] });
    expect(told).toEqual([
      expect.stringMatching(/0001\.json is damaged and was set aside as .*0001\.json\.damaged/),
    ]);
    expect(readFileSync(join(folder, 'issues/0001.json.damaged'), 'utf8')).toBe('{"number": 1, "ke');
  });

  it('give no number twice, even when a file was lost', async () => {
    const folder = temporaryFolder();
    await (await open(folder)).openIssue(issue);
    writeFileSync(join(folder, 'issues/0001.json'), '');
    const restarted = await open(folder);
    expect((await restarted.openIssue({ ...issue, key: 'b' })).number).toBe(2);
    expect(await restarted.listIssues()).toHaveLength(1);
  });

  it('leave no number out when the first write of one was cut off', async () => {
    const folder = temporaryFolder();
    await open(folder);
    writeFileSync(join(folder, 'issues/0001.json.writing'), '{"number": 1, "ke');
    expect((await (await open(folder)).openIssue(issue)).number).toBe(1);
  });

  it('do not keep the start waiting', async () => {
    const folder = temporaryFolder();
    const tracker = await open(folder);
    for (let count = 0; count < 3; count += 1) await tracker.openIssue({ ...issue, key: `k${count}` });
    // Damage that would be noticed by reading is not noticed by opening.
    writeFileSync(join(folder, 'issues/0002.json'), '');
    const told: string[] = [];
    await open(folder, { ...silentLog, error: (message) => told.push(message) });
    expect(told).toEqual([]);
  });
});
