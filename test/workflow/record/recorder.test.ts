import { beforeEach, describe, expect, it } from 'vitest';
import type { Approvals } from '../../../src/approvals/approvals.ts';
import { type Approval, isPending } from '../../../src/core/approval.ts';
import { StewardError } from '../../../src/core/errors.ts';
import type { Interpreter } from '../../../src/core/interpreter.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { RoiOutcome } from '../../../src/core/roi.ts';
import type { KeyValueStore } from '../../../src/core/stores.ts';
import type { Tracker } from '../../../src/core/tracker.ts';
import { createRecorder, type Recorder } from '../../../src/workflow/record/recorder.ts';
import { createRoiMemory } from '../../../src/workflow/record/roi-memory.ts';
import { createFakeClock, type FakeClock, settle } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { createMemoryTracker, emptyTrackerRecords } from '../../support/memory-tracker.ts';
import { sampleApproval } from '../../support/records.ts';

interface Bench {
  readonly clock: FakeClock;
  readonly keyValue: KeyValueStore;
  readonly tracker: Tracker;
  /** Ids of the approvals that were looked at one by one. */
  readonly lookedAt: string[];
  recorder: Recorder;
  set(approval: Approval): void;
  /** The tracker refuses everything for as long as this is set. */
  isAway: boolean;
  restart(): Promise<void>;
}

const createBench = (interpreter?: Interpreter): Bench => {
  const clock = createFakeClock();
  const keyValue = createMemoryKeyValue();
  const approvals = new Map<string, Approval>();
  const listeners = new Set<(approval: Approval) => void>();
  const lookedAt: string[] = [];
  const working = createMemoryTracker(emptyTrackerRecords(), clock);
  const tracker: Tracker = {
    ...working,
    openIssue: async (issue) => {
      if (bench.isAway) throw new StewardError('away', { code: 'tracker.failed', kind: 'retry' });
      return working.openIssue(issue);
    },
  };
  const desk = {
    get: (id: string) => {
      lookedAt.push(id);
      return approvals.get(id);
    },
    list: () => [...approvals.values()].filter(isPending),
    setIssue: (id: string, issue: number) => {
      const approval = approvals.get(id);
      if (approval !== undefined) approvals.set(id, { ...approval, issue });
    },
    onChange: (listener: (approval: Approval) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Approvals;
  const begin = () =>
    createRecorder({
      tracker,
      approvals: desk,
      keyValue,
      ...(interpreter === undefined ? {} : { interpreter }),
      clock,
      log: silentLog,
    });
  const bench: Bench = {
    clock,
    keyValue,
    tracker,
    lookedAt,
    recorder: begin(),
    isAway: false,
    set: (approval) => {
      const issue = approvals.get(approval.id)?.issue;
      const stored = { ...approval, ...(issue === undefined ? {} : { issue }) };
      approvals.set(approval.id, stored);
      for (const listener of listeners) listener(stored);
    },
    restart: async () => {
      await bench.recorder.stop();
      bench.recorder = begin();
      lookedAt.length = 0;
      bench.recorder.start();
    },
  };
  return bench;
};

const outcome: RoiOutcome = {
  runId: 'run_1',
  workflow: 'restart-guest',
  state: 'succeeded',
  finishedAtMs: 0,
  machineMinutes: 1,
  approvalMinutes: 1,
  personStepMinutes: 0,
  people: 1,
  cost: null,
  problems: null,
};

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});

describe('the record of a request', () => {
  it('has every part of a run once, however often each is written', async () => {
    const approval = sampleApproval('a', { state: 'consumed', runId: 'run_1' });
    bench.set(approval);
    for (let time = 0; time < 2; time += 1) {
      await bench.recorder.open(approval);
      await bench.recorder.decision(approval);
      await bench.recorder.progress(approval, []);
      await bench.recorder.rollback(approval, { undone: [], remaining: [] });
      await bench.recorder.validation(approval, { heading: 'Validation: failed', text: 'No.' });
      await bench.recorder.outcome(approval, outcome);
    }
    const issues = await bench.tracker.listIssues();
    expect(issues).toHaveLength(1);
    expect((await bench.tracker.readIssue(1)).comments.map(({ key }) => key)).toEqual([
      'a/analysis',
      'a/decision',
      'a/progress',
      'a/rollback',
      'a/validation',
      'a/outcome',
    ]);
  });

  it('keeps what a run came to, to learn from', async () => {
    const approval = sampleApproval('a', { state: 'consumed', runId: 'run_1' });
    bench.set(approval);
    await bench.recorder.outcome(approval, outcome);
    expect(createRoiMemory(bench.keyValue).past('restart-guest')).toEqual([{ forecast: null, outcome }]);
  });

  it('is brought to its end after a restart, also when the tracker was away meanwhile', async () => {
    bench.recorder.start();
    bench.isAway = true;
    bench.set(sampleApproval('a'));
    await bench.clock.advance(10_000);
    bench.set(sampleApproval('a', { state: 'denied', endedBecause: 'Alice denied it.' }));
    await bench.restart();
    bench.isAway = false;
    await bench.clock.advance(600_000);
    expect(await bench.tracker.readIssue(1)).toMatchObject({ state: 'closed', closedAs: 'not-planned' });
    await bench.restart();
    expect(bench.lookedAt).toEqual([]);
  });

  it('looks at a start only at what is not at its end, and not at every request there ever was', async () => {
    bench.recorder.start();
    for (let number = 0; number < 500; number += 1) {
      bench.set(sampleApproval(`old_${number}`));
      bench.set(
        sampleApproval(`old_${number}`, number % 2 === 0 ? { state: 'expired' } : { state: 'consumed' }),
      );
    }
    bench.set(sampleApproval('waiting'));
    bench.set(sampleApproval('approved', { state: 'approved' }));
    await bench.clock.advance(1_000);
    await bench.restart();
    await bench.clock.advance(1_000);
    expect([...new Set(bench.lookedAt)].sort()).toEqual(['approved', 'waiting']);
  });

  it('leaves the issue of an approved request to its run, and takes it up again when the approval lapses', async () => {
    bench.recorder.start();
    bench.set(sampleApproval('a'));
    bench.set(sampleApproval('a', { state: 'approved' }));
    await bench.clock.advance(1_000);
    expect((await bench.tracker.readIssue(1)).comments.map(({ key }) => key)).toEqual(['a/analysis']);
    bench.set(sampleApproval('a', { state: 'invalidated', endedBecause: 'It changed.' }));
    await bench.clock.advance(1_000);
    expect(await bench.tracker.readIssue(1)).toMatchObject({ state: 'closed', closedAs: 'not-planned' });
  });
});

describe('what a model makes of the analysis', () => {
  const commentsOf = async ({ tracker }: Bench) =>
    (await tracker.readIssue(1)).comments.map(({ body }) => body);

  it('is a comment of its own after the analysis, with the name of the model, and without markup', async () => {
    const given: string[] = [];
    const interpreted = createBench({
      interpret: async (facts) => {
        given.push(facts);
        return { text: 'It is **quick** and harmless.', model: 'local' };
      },
    });
    interpreted.recorder.start();
    interpreted.set(sampleApproval('a'));
    await settle();
    const [analysis, interpretation] = await commentsOf(interpreted);
    expect(given).toEqual([analysis]);
    expect(interpretation).toContain('language model local');
    expect(interpretation).toContain('It is \\*\\*quick\\*\\* and harmless.');
    await interpreted.recorder.stop();
  });

  it('is left out when there is nothing to say, and the analysis stands', async () => {
    const silent = createBench({ interpret: async () => undefined });
    silent.recorder.start();
    silent.set(sampleApproval('a'));
    await settle();
    expect(await commentsOf(silent)).toEqual([expect.stringMatching(/^## Analysis/)]);
    await silent.recorder.stop();
  });

  it('keeps neither the approval nor the run waiting', async () => {
    const slow = createBench({
      interpret: (_facts, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(undefined));
        }),
    });
    slow.recorder.start();
    const approval = sampleApproval('a');
    slow.set(approval);
    await settle();
    await slow.recorder.decision({ ...approval, state: 'consumed' });
    expect(await commentsOf(slow)).toEqual([
      expect.stringMatching(/^## Analysis/),
      expect.stringMatching(/^## /),
    ]);
    await slow.recorder.stop();
  });
});
