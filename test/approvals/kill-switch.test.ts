import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKillSwitch, type StopSwitch } from '../../src/approvals/kill-switch.ts';
import { Grant } from '../../src/core/grant.ts';
import type { StopState } from '../../src/core/kill-switch.ts';
import { silentLog } from '../../src/core/log.ts';
import type { KeyValueStore } from '../../src/core/stores.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  type ApprovalsLife,
  approversNamed,
  asks,
  beginApprovals,
  openMemoryStore,
  person,
  planOf,
  taken,
  tapOf,
  unknownSpeaker,
} from './support.ts';

let clock: FakeClock;
let keyValue: KeyValueStore;
let file: string;
let killSwitch: StopSwitch;
let heard: (StopState | undefined)[];

const begin = () => {
  killSwitch?.close();
  killSwitch = createKillSwitch({ file, keyValue, clock, log: silentLog });
  killSwitch.onChange((state) => heard.push(state));
  killSwitch.start();
};

beforeEach(() => {
  clock = createFakeClock();
  keyValue = createMemoryKeyValue();
  file = join(temporaryFolder(), 'STOP');
  heard = [];
  begin();
});

describe('the kill switch', () => {
  it('is thrown by one call of anybody, an unknown speaker too, and says who and why', () => {
    expect(killSwitch.isOn()).toBeUndefined();
    const state = killSwitch.stop(unknownSpeaker, 'stop everything');
    expect(state).toEqual({
      sinceMs: clock.now(),
      by: 'an unknown speaker, by its own claim in assist_satellite.kitchen',
      reason: 'stop everything',
    });
    expect(killSwitch.isOn()).toEqual(state);
    expect(heard).toEqual([state]);
    expect(readFileSync(file, 'utf8')).toContain('stop everything');
  });

  it('keeps the first reason when it is thrown again', () => {
    const first = killSwitch.stop(asks('alice'), 'smoke');
    expect(killSwitch.stop(asks('bob'), 'me too')).toEqual(first);
    expect(heard).toHaveLength(1);
  });

  it('is thrown by the file alone, and seen at once by whoever looks', () => {
    writeFileSync(file, 'the rack is on fire\nsecond line\n');
    expect(killSwitch.isOn()).toMatchObject({ by: 'the file STOP', reason: 'the rack is on fire' });
  });

  it('hears of the file by itself within two seconds', async () => {
    writeFileSync(file, '');
    await clock.advance(2_000);
    expect(heard).toMatchObject([{ by: 'the file STOP' }]);
    rmSync(file);
    await clock.advance(2_000);
    expect(heard.at(-1)).toBeUndefined();
  });

  it('is released by deleting the file, whoever threw it', () => {
    killSwitch.stop(asks('alice'), 'stop');
    rmSync(file);
    expect(killSwitch.isOn()).toBeUndefined();
  });

  it('survives a restart, however it was thrown', () => {
    killSwitch.stop(asks('alice'), 'stop');
    begin();
    expect(killSwitch.isOn()).toMatchObject({ by: 'Alice', reason: 'stop' });
  });

  it('is released in the panel with a proof of just this person for just this', () => {
    killSwitch.stop(asks('alice'), 'stop');
    expect(() => killSwitch.release(person('bob'), proofOf('alice', 'release-stop'))).toThrow(
      'another person',
    );
    expect(() => killSwitch.release(person('bob'), proofOf('bob', 'set-autonomy'))).toThrow('something else');
    expect(killSwitch.isOn()).toBeDefined();
    killSwitch.release(person('bob'), proofOf('bob', 'release-stop'));
    expect(killSwitch.isOn()).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    expect(heard.at(-1)).toBeUndefined();
    begin();
    expect(killSwitch.isOn()).toBeUndefined();
  });

  it('stops also where neither file nor record can be written', () => {
    const broken = (): never => {
      throw new Error('disk full');
    };
    const stubborn = createKillSwitch({
      file: join(file, 'not', 'a', 'folder', 'STOP'),
      keyValue: { ...keyValue, set: broken },
      clock,
      log: silentLog,
    });
    stubborn.stop(asks('alice'), 'stop');
    expect(stubborn.isOn()).toMatchObject({ by: 'Alice' });
  });

  it('stays on when the file cannot be deleted, and says so', () => {
    // A folder with something in it, which no release may delete.
    mkdirSync(join(file, 'inside'), { recursive: true });
    chmodSync(file, 0o755);
    expect(() => killSwitch.release(person('bob'), proofOf('bob', 'release-stop'))).toThrow('stays stopped');
    expect(killSwitch.isOn()).toBeDefined();
  });
});

describe('while everything is stopped', () => {
  let life: ApprovalsLife;
  const request = () =>
    taken(
      life.approvals.request({ plan: planOf('disruptive'), requester: asks('bob'), requestText: 'please' }),
    );

  beforeEach(() => {
    const store = openMemoryStore();
    life = beginApprovals({ store, clock, stopFile: file, approvers: approversNamed('alice', 'bob') });
  });

  it('nobody can approve, everybody can deny and take back', () => {
    const first = request();
    const second = request();
    life.killSwitch.stop(asks('alice'), 'stop');
    expect(life.approvals.approve(first.id, tapOf(first, 'alice'))).toMatchObject({
      code: 'stopped',
      reason: expect.stringContaining('Everything was stopped by Alice'),
    });
    expect(life.approvals.deny(first.id, tapOf(first, 'alice')).kind).toBe('taken');
    expect(life.approvals.cancel(second.id, asks('bob')).kind).toBe('taken');
  });

  it('what was approved and has not begun never does, not even after the release', () => {
    const approval = request();
    life.approvals.approve(approval.id, tapOf(approval, 'alice'));
    life.killSwitch.stop(asks('bob'), 'stop');
    expect(life.approvals.get(approval.id)).toMatchObject({
      state: 'cancelled',
      endedBecause: 'Everything was stopped by Bob before it began.',
    });
    rmSync(file);
    expect(life.approvals.consume(approval.id, 'run_1')).toBeUndefined();
  });

  it('a run that is under way writes nothing more, and goes on after the release', () => {
    const approval = request();
    life.approvals.approve(approval.id, tapOf(approval, 'alice'));
    const begun = life.approvals.consume(approval.id, 'run_1');
    const effect = approval.plan.steps[0]?.effect as never;
    expect(() => Grant.assertCovers(begun?.grant, effect)).not.toThrow();
    writeFileSync(file, '');
    expect(() => Grant.assertCovers(begun?.grant, effect)).toThrow('Everything was stopped by the file STOP');
    expect(() => Grant.assertCovers(life.approvals.resume('run_1')?.grant, effect)).toThrow('stopped');
    rmSync(file);
    expect(() => Grant.assertCovers(begun?.grant, effect)).not.toThrow();
  });
});
