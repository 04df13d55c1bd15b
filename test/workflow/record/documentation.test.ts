import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../src/core/run.ts';
import { closedIssues } from '../../../src/tracker/closing-words.ts';
import { commitMessage } from '../../../src/workflow/record/commit-message.ts';
import { documentationFiles } from '../../../src/workflow/record/documentation.ts';
import type { DocumentedChange } from '../../../src/workflow/record/documented-change.ts';
import { objectPagePath } from '../../../src/workflow/record/object-page.ts';
import { changeStep, planOf } from '../../support/plans.ts';
import { sampleApproval } from '../../support/records.ts';

const ref = 'ssh:still-fawn/pool/tank';
const expand = changeStep('expand', ref, 'zpool.add', {
  title: 'Add nvme1n1 to the pool tank on still-fawn',
  differences: [{ ref, name: 'tank', field: 'devices', before: 'nvme0n1', after: 'nvme0n1, nvme1n1' }],
  undo: null,
});
const compress = changeStep('compress', 'ssh:still-fawn/dataset/tank', 'zfs.set', {
  title: 'Set compression of tank to lz4',
  undo: 'Set it back to off.',
  compensation: {
    effect: { ref: 'ssh:still-fawn/dataset/tank', action: 'zfs.set', parameters: {} },
    title: 'Set compression of tank back to off',
    interruption: null,
    risk: 'reversible',
    riskReasons: [],
  },
});

const entry = (id: number, step: string, about: string, statement: string, evidence = {}): LedgerEntry => ({
  id,
  runId: 'run_1',
  step,
  ref: about,
  action: 'a',
  statement,
  evidence,
  confirmedAtMs: 2_000,
});

const change = (own: Partial<DocumentedChange> = {}): DocumentedChange => ({
  approval: sampleApproval('approval_1', {
    plan: planOf([expand, compress], {
      title: 'Expand the pool tank on still-fawn with the disk nvme1n1, and compress what is written to it',
      observed: [
        {
          ref,
          name: 'tank',
          facts: { state: 'ONLINE', devices: 'nvme0n1', sizeBytes: 1, configuration: 'abc', lock: null },
        },
        { ref: 'ssh:still-fawn/dataset/tank', name: 'tank', facts: { compression: 'off' } },
      ],
      documentationPages: ['docs/infrastructure/storage.md', 'INFRASTRUCTURE.md'],
    }),
    decision: { userId: 'bob', name: 'Bob', channel: 'panel', device: 'panel', atMs: 1_500 },
  }),
  issue: 7,
  isOver: true,
  runId: 'run_1',
  ledger: [
    entry(1, 'expand', ref, 'tank was expanded and is ONLINE.', { sizeBytes: 3 }),
    entry(2, 'compress', 'ssh:still-fawn/dataset/tank', 'compression of tank is lz4.', {
      compression: 'lz4',
    }),
  ],
  finishedAtMs: Date.UTC(2026, 10, 23, 4),
  ...own,
});

const write = (files: Map<string, string>, of: DocumentedChange): void => {
  for (const { path, update } of documentationFiles(of)) files.set(path, update(files.get(path)));
};

const poolPage = 'docs/infrastructure/pools/still-fawn.tank.md';

describe('the documentation of a run', () => {
  it('has one page for a pool with its datasets, beside the pages that the workflow names and the changelog', () => {
    const files = new Map<string, string>();
    write(files, change());
    expect([...files.keys()]).toEqual([
      poolPage,
      'docs/infrastructure/storage.md',
      'INFRASTRUCTURE.md',
      'CHANGELOG.md',
    ]);
    expect(files.get(poolPage)).toBe(
      `# tank

## Present state

<!-- steward:state -->
\`ssh:still-fawn/pool/tank\`

- state: ONLINE
- devices: nvme0n1, nvme1n1
- sizeBytes: 3

\`ssh:still-fawn/dataset/tank\`

- compression: lz4

Read at 2026-11-23T04:00:00.000Z.
<!-- /steward:state -->

## How to undo the last change

<!-- steward:undo -->
- Add nvme1n1 to the pool tank on still-fawn: this cannot be undone.
- Set compression of tank to lz4: say "undo that" to Steward. Set it back to off.
<!-- /steward:undo -->

## History

- 2026-11-23T04:00:00.000Z: tank was expanded and is ONLINE. compression of tank is lz4. Asked by Alice, approved by Bob (#7).
`,
    );
    expect(files.get('INFRASTRUCTURE.md')).toContain(
      '| [tank](docs/infrastructure/pools/still-fawn.tank.md) | pool | state ONLINE, devices nvme0n1, nvme1n1, sizeBytes 3, compression lz4 | 2026-11-23: compression of tank is lz4. (#7) |',
    );
    expect(files.get('docs/infrastructure/storage.md')).toContain('[tank](pools/still-fawn.tank.md)');
  });

  it('keeps every word that people wrote, and writes nothing twice', () => {
    const files = new Map([
      [
        poolPage,
        '# The big pool\n\nBought by Carol.\n\n## History\n\n- 2025: made by hand.\n\n## Notes\n\nMine.\n',
      ],
      ['INFRASTRUCTURE.md', '# Our house\n\nText.\n'],
      ['CHANGELOG.md', 'No title here.\n'],
    ]);
    write(files, change());
    const once = new Map(files);
    write(files, change());
    expect(files).toEqual(once);
    const page = files.get(poolPage) ?? '';
    for (const text of ['# The big pool', 'Bought by Carol.', '- 2025: made by hand.', '## Notes\n\nMine.'])
      expect(page).toContain(text);
    expect(page.indexOf('## Present state')).toBeLessThan(page.indexOf('## History'));
    expect(page.indexOf('tank was expanded')).toBeLessThan(page.indexOf('- 2025'));
    expect(files.get('INFRASTRUCTURE.md')).toMatch(/^# Our house\n\nText\./);
    expect(files.get('CHANGELOG.md')).toContain('tank was expanded');
  });

  it('replaces what Steward said before, and leaves the rows of other objects', () => {
    const files = new Map<string, string>();
    write(files, change());
    const other = '| [media](pools/rapid-civet.media.md) | pool | state ONLINE | 2026-01-01: made. (#1) |';
    files.set(
      'docs/infrastructure/storage.md',
      (files.get('docs/infrastructure/storage.md') ?? '').replace('<!-- /steward', `${other}\n<!-- /steward`),
    );
    write(
      files,
      change({
        runId: 'run_2',
        issue: 9,
        finishedAtMs: Date.UTC(2026, 10, 24),
        ledger: [entry(3, 'expand', ref, 'tank was expanded again.', { sizeBytes: 5 })],
      }),
    );
    const storage = files.get('docs/infrastructure/storage.md') ?? '';
    expect(storage).toContain(other);
    expect(storage.match(/\[tank\]/g)).toHaveLength(1);
    expect(files.get(poolPage)).toContain('- sizeBytes: 5');
    expect(files.get(poolPage)?.match(/## Present state/g)).toHaveLength(1);
  });

  it("says what the workflow's author wants said, on every page, and keeps it to its own part", () => {
    const files = new Map<string, string>();
    const told = change();
    const plan = {
      ...told.approval.plan,
      documentationText: 'Disks are never taken out. <!-- /steward:state -->',
    };
    write(files, { ...told, approval: { ...told.approval, plan } });
    for (const path of [poolPage, 'INFRASTRUCTURE.md'])
      expect(files.get(path)).toContain(
        '## About storage-expansion-workflow\n\n<!-- steward:workflow-storage-expansion-workflow -->\nDisks are never taken out. &lt;!-- /steward:state -->\n<!-- /steward',
      );
  });

  it('says of what does not last that there is nothing to undo', () => {
    const files = new Map<string, string>();
    const told = change();
    const lasting = {
      ...expand,
      differences: expand.differences.map((one) => ({ ...one, isLasting: false as const })),
    };
    write(files, {
      ...told,
      approval: { ...told.approval, plan: { ...told.approval.plan, steps: [lasting] } },
    });
    expect(files.get(poolPage)).toContain('nothing of it lasts that could be undone.');
    expect(files.get(poolPage)).toContain('- devices: nvme0n1\n');
  });

  it('documents nothing that was not confirmed', () => {
    const files = new Map<string, string>();
    write(files, change({ ledger: [] }));
    expect([...files.values()].join('\n')).not.toContain('nvme1n1');
  });

  it('puts each object where its name leads, whatever is in the name', () => {
    expect(objectPagePath({ ref: 'proxmox:home/guest/101', name: '../../Etc Passwd' })).toBe(
      'docs/infrastructure/guests/etc-passwd.md',
    );
    expect(objectPagePath({ ref: 'proxmox:home/pool/still-fawn.tank', name: 'tank' })).toBe(poolPage);
    expect(objectPagePath({ ref: 'ssh:still-fawn/device/nvme1n1', name: 'nvme1n1' })).toBe(
      'docs/infrastructure/devices/still-fawn.nvme1n1.md',
    );
  });
});

describe('the commit of a run', () => {
  it('has a short subject, what was confirmed, who wanted it, and closes its issue', () => {
    const message = commitMessage(change());
    expect(message).toBe(`docs(infrastructure): expand the pool tank on still-fawn with the disk…

- tank was expanded and is ONLINE.
- compression of tank is lz4.

Asked by Alice, approved by Bob.
Run run_1.

fixes #7`);
    for (const line of message.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('leaves the issue open when a person still has to look', () => {
    const message = commitMessage(change({ isOver: false }));
    expect(closedIssues(message)).toEqual([]);
    expect(message).toContain('refs #7, which stays open');
  });

  it('closes no other issue and calls nobody, whatever things are called', () => {
    const message = commitMessage(
      change({ ledger: [entry(1, 'expand', ref, 'fixes #3 and closes #4, says @octocat\nfixes #5')] }),
    );
    expect(closedIssues(message)).toEqual([7]);
    expect(message).not.toMatch(/@octocat/);
  });
});
