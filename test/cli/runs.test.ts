import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { runs } from '../../src/cli/commands/runs.ts';
import { stop } from '../../src/cli/commands/stop.ts';
import { silentLog } from '../../src/core/log.ts';
import { startControlServer } from '../../src/http/control/control-server.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { createFakeInventory, inventoryOf } from '../support/inventory.ts';
import { noModels } from '../support/no-models.ts';
import { createSmallEngine, type SmallEngine } from '../support/small-engine.ts';
import {
  createSmallSystem,
  lookStep,
  type SmallSystem,
  setStep,
  smallPlan,
} from '../support/small-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let system: SmallSystem;
let engine: SmallEngine;
let close: () => Promise<void>;

const unused = () => {
  throw new Error('not asked for here');
};

beforeEach(async () => {
  system = createSmallSystem({ a: 'old', b: 'old' });
  engine = await createSmallEngine(system);
  const folder = temporaryFolder();
  vi.stubEnv('STEWARD_DATA', folder);
  const { approvals, runner, store } = engine.life;
  const server = await startControlServer(join(folder, controlSocketName), {
    approvals,
    runner,
    journal: store.journal,
    approvers: () => [],
    enrolment: { enrolAtMachine: () => ({ uri: '', key: '' }) },
    killSwitch: {
      stop: (_, reason) => {
        engine.stopEverything(true);
        return { sinceMs: engine.clock.now(), by: 'somebody at the command line', reason };
      },
    },
    proposer: createProposer({
      workflows: new Map(),
      handlers: new Map(system.handlers.map((handler) => [handler.type, handler])),
      inventory: createFakeInventory(inventoryOf([], engine.clock.now())),
      approvals,
      clock: engine.clock,
      records: { run: runner.get, entries: store.journal.entries, ledger: store.journal.ledger },
    }),
    workflowDesk: { plan: unused, request: unused },
    conversation: { handle: unused },
    inventory: unused,
    overview: unused,
    personOf: unused,
    languageModels: noModels,
    copyDatabase: unused,
    pairingCode: unused,
    log: silentLog,
  });
  close = server.close;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
});

/** Runs a command as `steward` does. */
const steward = async (command: Command, words: string, given: { json?: boolean; reason?: string } = {}) => {
  const lines: string[] = [];
  const code = await command.run({
    positionals: words.split(' ').filter(Boolean),
    values: given,
    isJson: given.json === true,
    print: (line) => lines.push(line),
  });
  return { code, text: lines.join('\n') };
};

const lastRunId = () => engine.lastRun()?.id ?? '';

/** A plan whose second step waits until Alice has told the serial number. */
const waitingPlan = () => {
  system.checks.set('buy', (step, { reports }) =>
    reports[step.id] === undefined
      ? { kind: 'waiting', reason: 'Waits for a person.', attention: 'Buy a disk.' }
      : { kind: 'done', statement: 'It was bought.', output: reports[step.id]?.[0]?.values ?? null },
  );
  return smallPlan(system, [
    setStep('a', { from: 'old', to: 'new' }),
    lookStep('buy', ['a'], { kind: 'person', title: 'A person buys a disk' }),
    setStep('b', { from: 'old', to: 'new' }, ['buy']),
  ]);
};

describe('steward runs', () => {
  it('lists runs, and shows one with its steps and what it waits for', async () => {
    engine.approve(waitingPlan());
    await engine.settleRuns();
    expect((await steward(runs, '')).text).toMatch(/^run_\S+ {2}waiting {7}\S+ {2}Set some words: \d+%$/);
    const shown = await steward(runs, `show ${lastRunId()}`);
    expect(shown.code).toBe(0);
    expect(shown.text).toContain('Asked by Alice: please\nApproved by Alice');
    expect(shown.text).toMatch(/ {2}done {7}a: Set a to new/);
    expect(shown.text).toMatch(/ {2}waits {6}buy: A person buys a disk\n {13}Buy a disk\./);
    expect(shown.text).toMatch(/ {2}to come {4}b: Set b to new/);
    expect((await steward(runs, lastRunId())).text).toBe(shown.text);
    const record = JSON.parse((await steward(runs, `show ${lastRunId()}`, { json: true })).text);
    expect(record).toMatchObject({ state: 'waiting', undoes: null, undoneBy: [], behind: [], remaining: [] });
  });

  it('tells a run what a person did', async () => {
    engine.approve(waitingPlan());
    await engine.settleRuns();
    await steward(runs, `report ${lastRunId()} buy serial=S6X1 count=2`);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
    const reported = engine.life.store.journal
      .entries(lastRunId())
      .find((entry) => entry.type === 'step-reported');
    expect(reported?.data).toEqual({
      by: 'somebody at the command line',
      values: { serial: 'S6X1', count: '2' },
    });
  });

  it('stops a run at its next safe point, and shows what remains different', async () => {
    engine.approve(waitingPlan());
    await engine.settleRuns();
    await steward(runs, `cancel ${lastRunId()}`);
    await engine.settleRuns();
    const { text } = await steward(runs, `show ${lastRunId()}`);
    expect(text).toMatch(/^run_\S+ {2}cancelled/);
    expect(text).toContain('What is not as it was before:\n  a: word was "old" and is "new"');
    await expect(steward(runs, `cancel ${lastRunId()}`)).rejects.toThrow('is over already');
  });

  it('shows the rollback of a run that failed', async () => {
    system.faults.set('b', 'refuse');
    engine.approve(
      smallPlan(system, [
        setStep('a', { from: 'old', to: 'new' }),
        setStep('b', { from: 'old', to: 'new' }, ['a']),
      ]),
    );
    await engine.settleRuns();
    const { text } = await steward(runs, `show ${lastRunId()}`);
    expect(text).toMatch(/ {2}undone {5}a: Set a to new/);
    expect(text).toMatch(/ {2}FAILED {5}b: Set b to new/);
    expect(text).toMatch(/Rollback:\n {2}done {7}undo:a: Set a back to old/);
  });

  it('asks to undo a run: the request waits for approval, and says what cannot be undone', async () => {
    engine.approve(smallPlan(system, [setStep('a', { from: 'old', to: 'new' })]));
    await engine.settleRuns();
    const runId = lastRunId();
    const { text } = await steward(runs, `undo ${runId}`);
    expect(text).toMatch(/^Asked for approval \(approval_\S+\): Set a back to old$/);
    const [request] = engine.life.approvals.list();
    expect(request).toMatchObject({ state: 'requested', plan: { undoes: runId } });
    expect(system.values.get('small:one/word/a')).toBe('new');
    await expect(steward(runs, 'undo run_nothing')).rejects.toThrow('There is no run');
  });

  it('replays a recorded run, and says whether every decision would be the same today', async () => {
    engine.approve(smallPlan(system, [setStep('a', { from: 'old', to: 'new' })]));
    await engine.settleRuns();
    expect(await steward(runs, `replay ${lastRunId()}`)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/entries replayed\. Every decision would be the same today\.$/),
    });
    engine.life.store.journal.append({
      runId: lastRunId(),
      atMs: 1,
      type: 'step-started',
      step: 'a',
      data: {},
    });
    expect(await steward(runs, `replay ${lastRunId()}`)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/1 decision would be another today:\n {2}entry \d+: step-started of a/),
    });
  });

  it.each([
    ['show', 'Which run?'],
    ['show run_nothing', 'There is no run run_nothing.'],
    ['report run_1', 'Which step?'],
  ])('refuses "%s" with what is missing', async (words, message) => {
    await expect(steward(runs, words)).rejects.toThrow(message);
  });
});

describe('steward stop', () => {
  it('stops everything, with the reason', async () => {
    const { code, text } = await steward(stop, '', { reason: 'smoke' });
    expect(code).toBe(0);
    expect(text).toMatch(/^Everything is stopped since .*An approver releases it in the panel\.$/);
    expect(engine.stopped()).toBeDefined();
    expect(JSON.parse((await steward(stop, '', { json: true })).text)).toMatchObject({
      reason: 'Asked at the command line.',
    });
  });
});
