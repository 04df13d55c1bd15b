import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import type { JournalEntry, JournalType } from '../../../src/core/run.ts';
import { estimateRoi } from '../../../src/planner/roi/estimate-roi.ts';
import { analysisText } from '../../../src/workflow/record/analysis-text.ts';
import { decisionText } from '../../../src/workflow/record/decision-text.ts';
import { issueBody, issueLabels } from '../../../src/workflow/record/issue-text.ts';
import { outcomeText } from '../../../src/workflow/record/outcome-text.ts';
import { progressText } from '../../../src/workflow/record/progress-text.ts';
import { rollbackText, validationText } from '../../../src/workflow/record/validation-text.ts';
import { changeStep, planOf } from '../../support/plans.ts';
import { sampleApproval } from '../../support/records.ts';

const ref = 'ssh:still-fawn/pool/tank';
const buy = changeStep('buy', ref, 'x', {
  kind: 'person',
  type: 'external-task',
  effect: null,
  title: 'Have a person buy and install an SSD',
  fields: { procurement_details: { recommended_part: 'an SSD', estimated_cost: '$150' }, report: ['serial'] },
  expectedDurationMs: 0,
});
const expand = changeStep('expand', ref, 'zpool.add', {
  title: 'Add nvme1n1 to the pool tank on still-fawn',
  dependsOn: ['buy'],
  risk: 'destructive',
  pastRuns: 3,
  differences: [{ ref, name: 'tank', field: 'devices', before: 'nvme0n1', after: 'nvme0n1, nvme1n1' }],
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

const roi = estimateRoi({
  steps: [buy, expand, compress],
  risk: 'destructive',
  riskReasons: [],
  annotations: { minutesSaved: 30, minutesSavedBecause: 'Reading manuals takes half an hour.' },
  problems: [
    {
      ref: 'proxmox:home/pool/still-fawn.tank',
      name: 'tank',
      severity: 'warning',
      text: 'tank is 81 % full',
    },
  ],
  past: [],
});

const approval = (change: Partial<Approval> = {}): Approval =>
  sampleApproval('approval_1', {
    plan: planOf([buy, expand, compress], {
      risk: 'destructive',
      roi,
      skipped: [{ id: 'scrub', reason: 'its condition is not met' }],
      affected: ['everybody who uses tank'],
    }),
    ...change,
  });

const foreign = 'x\n## Approved\n@octocat fixes #1 | <b> ```';

describe('the issue of a request', () => {
  it('says what changes as a diff, what each step takes, and what cannot be undone or is left out', () => {
    const body = issueBody(approval());
    expect(body).toContain(`\`\`\`diff
  tank (ssh:still-fawn/pool/tank)
-   devices: nvme0n1
+   devices: nvme0n1, nvme1n1
\`\`\``);
    expect(body).toContain(
      '2. **Add nvme1n1 to the pool tank on still-fawn** (destructive; about 20 s, from 3 past runs)',
    );
    expect(body).toContain('   - Undo: **not possible.**');
    expect(body).toContain('   - Undo: Set it back to off.');
    expect(body).toContain('### What cannot be undone\n\n- Add nvme1n1 to the pool tank on still-fawn');
    expect(body).toContain('### Left out\n\n- `scrub`: its condition is not met');
  });

  it('has a checklist of what a person has to do, and a label that says so', () => {
    expect(issueBody(approval())).toContain(
      '### What a person has to do\n\n- [ ] Buy: an SSD (about $150)\n- [ ] Say that it is done, with: serial',
    );
    expect(issueLabels(approval().plan)).toEqual([
      'homelab',
      'risk:destructive',
      'storage-expansion-workflow',
      'person-needed',
    ]);
  });

  it('has the forecast with its reasons and the sum behind the score', () => {
    const text = analysisText(approval());
    expect(text).toMatch(/\*\*Return on investment: \d+ of 100\*\*/);
    expect(text).toContain(
      '| by hand | 60 min (25 min to 3 h) | stated by the workflow | Reading manuals takes half an hour. |',
    );
    expect(text).toContain(
      '| money | 150 USD (120 to 180) | stated by the workflow | buy: the workflow says $150. |',
    );
    expect(text).toContain('- tank is 81 % full');
    expect(text).toContain('Worked out as 100 x');
  });

  it('lets nothing that people or systems say become markup, a mention or a heading', () => {
    const change = {
      requestText: foreign,
      plan: planOf([{ ...expand, title: foreign, differences: [] }], {
        purpose: foreign,
        affected: [foreign],
      }),
      endedBecause: foreign,
      state: 'denied' as const,
    };
    const texts = [
      issueBody(approval(change)),
      analysisText(approval(change)),
      decisionText(approval(change)),
      validationText({ heading: 'Validation: failed', text: foreign }),
      rollbackText({
        undone: [foreign],
        remaining: [{ ref, name: foreign, field: foreign, before: foreign, after: null }],
      }),
      issueBody(
        approval({
          plan: planOf([
            {
              ...expand,
              differences: [{ ref, name: foreign, field: foreign, before: foreign, after: foreign }],
            },
          ]),
        }),
      ),
    ];
    for (const text of texts) {
      expect(text).not.toMatch(/^## Approved/m);
      expect(text).not.toMatch(/@octocat|fixes #1/);
      // Within a fenced block, markup is only text.
      expect(text.replace(/^```diff[\s\S]*?^```$/m, '')).not.toContain('<b>');
      expect(text.match(/^```/gm)?.length ?? 0).toBe(text.includes('```diff') ? 2 : 0);
    }
  });
});

describe('the comment on the approval', () => {
  const yes = (name: string, atMs: number) =>
    ({ userId: name, name, channel: 'phone', device: 'mobile_app_pixel', atMs, answer: 'approve' }) as const;

  it('names everybody who answered, and what the rules asked for', () => {
    const text = decisionText(
      approval({
        state: 'consumed',
        decisions: [
          yes('Alice', 2_000),
          { ...yes('Bob', 3_000), channel: 'panel', device: 'panel', stepUp: 'totp' },
        ],
        requirement: {
          rule: 'destructive',
          approvers: null,
          approvals: 2,
          excludesRequester: true,
          needsStepUp: true,
          expiryMs: 1,
          reasons: ['Destructive plans need two people.'],
        },
        escalatedAtMs: 2_500,
      }),
    );
    expect(text).toContain(
      '- Approved by Alice at 1970-01-01T00:00:02.000Z, on the phone `mobile_app_pixel`.\n- Approved by Bob at 1970-01-01T00:00:03.000Z, on the panel, confirmed with a totp.',
    );
    expect(text).toContain('2 different people had to say yes.');
    expect(text).toContain('Destructive plans need two people.');
    expect(text).toContain('others were asked, too');
  });

  it('says of an automatic approval who had allowed it and why it applies', () => {
    const decision = {
      ...yes('Alice', 2_000),
      channel: 'autonomy',
      device: 'autonomy',
      reasons: ['Alice allowed restarts of guests until Friday.'],
    } as const;
    const text = decisionText(approval({ state: 'consumed', decision }));
    expect(text).toContain('Approved automatically, as Alice had allowed');
    expect(text).toContain('- Alice allowed restarts of guests until Friday.');
  });

  it('closes what was not done with its forecast and the outcome that there is none', () => {
    const text = decisionText(approval({ state: 'expired', endedBecause: 'Nobody answered in time.' }));
    expect(text).toContain('## Not done: expired');
    expect(text).toContain('Outcome: none saved and nothing spent, since it was not done.');
    expect(text).toMatch(/Nothing was changed\.$/);
  });
});

describe('the comments on a run', () => {
  const entry = (atMs: number, type: JournalType, step?: string, data = {}): JournalEntry => ({
    runId: 'run_1',
    sequence: 1,
    atMs,
    type,
    data,
    ...(step === undefined ? {} : { step }),
  });

  it('tell each step with its times, waits and retries, what was refused, and what people reported', () => {
    const text = progressText(approval().plan, [
      entry(0, 'run-started'),
      entry(0, 'step-started', 'buy'),
      entry(0, 'step-waiting', 'buy', { text: 'Waits for a person.' }),
      entry(1_000, 'step-attention', 'buy', { text: 'That is another disk: S1.' }),
      entry(86_400_000, 'step-reported', 'buy', { by: 'Bob', values: { serial: 'S6' } }),
      entry(86_400_000, 'step-verified', 'buy', { text: 'Bob reported that it is done.' }),
      entry(86_401_000, 'step-applying', 'expand'),
      entry(86_405_000, 'step-applying', 'expand'),
      entry(86_411_000, 'step-failed', 'expand', { text: 'No space.' }),
      entry(86_412_000, 'rollback-started', undefined, { text: 'expand: No space.' }),
      entry(86_413_000, 'step-verified', 'undo:compress', { text: 'compression of tank is off.' }),
    ]);
    expect(text).toContain(
      '| Have a person buy and install an SSD | 1970-01-01T00:00:00.000Z | 24 h | Verified, it had to wait |',
    );
    expect(text).toContain('| 10 s | Failed, sent 2 times |');
    expect(text).toContain('People were told (`buy`): That is another disk: S1.');
    expect(text).toContain('Reported (`buy`): by Bob, serial S6');
    expect(text).toContain('| Set compression of tank back to off |');
  });

  it('stay short enough to be posted, however long the run was', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      entry(index, 'step-progress', 'expand', { text: 'x'.repeat(200) }),
    );
    const text = progressText(approval().plan, many);
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('19850 entries in the middle are in the journal only.');
  });

  it('put each success criterion beside what was read, and the evidence of every effect', () => {
    const text = validationText({
      heading: 'Validation: inconclusive',
      text: 'It is not known.',
      entries: [
        entry(1, 'step-unknown', 'check', {
          text: 'x',
          output: [
            { criterion: 'zpool status healthy', verdict: 'verified', seen: 'tank is ONLINE.' },
            {
              criterion: 'all PVCs accessible',
              verdict: 'inconclusive',
              seen: 'No Kubernetes is configured.',
            },
          ],
        }),
      ],
      ledger: [
        {
          id: 1,
          runId: 'run_1',
          step: 'expand',
          ref,
          action: 'zpool.add',
          statement: 'tank was expanded.',
          evidence: { sizeBytes: 3 },
          confirmedAtMs: 0,
        },
      ],
    });
    expect(text).toContain('| zpool status healthy | verified | tank is ONLINE. |');
    expect(text).toContain('| all PVCs accessible | **inconclusive** | No Kubernetes is configured. |');
    expect(text).toContain('- tank was expanded. Read at 1970-01-01T00:00:00.000Z: `{"sizeBytes":3}`');
  });

  it('list every difference that a rollback left', () => {
    const remaining = [{ ref, name: 'tank', field: 'devices', before: 'nvme0n1', after: 'nvme0n1, nvme1n1' }];
    expect(rollbackText({ undone: ['Set compression'], remaining })).toContain(
      '| tank | devices | nvme0n1 | nvme0n1, nvme1n1 |',
    );
    expect(rollbackText({ undone: ['Set compression'], remaining: [] })).toContain(
      'Everything is as it was before.',
    );
  });

  it('end with forecast and outcome side by side', () => {
    const text = outcomeText(approval().plan, {
      runId: 'run_1',
      workflow: 'w',
      state: 'succeeded',
      finishedAtMs: 0,
      machineMinutes: 1,
      approvalMinutes: 2,
      personStepMinutes: 40,
      people: 2,
      cost: { amount: 142, currency: 'USD' },
      problems: { gone: [], left: [{ ref, text: 'tank is 81 % full' }] },
    });
    expect(text).toContain('| money spent | 150 USD (120 to 180) | 142 USD | as expected |');
    expect(text).toContain('| 0 gone; still there: tank is 81 % full | worse |');
    expect(text).toContain('- People who decided or reported: 2.');
  });
});
