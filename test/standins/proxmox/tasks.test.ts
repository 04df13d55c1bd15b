import { describe, expect, it } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { createTasks, isSuccess, isTaskOf, ownerOf, type TaskWork } from './tasks.ts';
import { decodeUpid, encodeUpid } from './upid.ts';

const setUp = () => {
  const clock = createManualClock();
  return { clock, tasks: createTasks({ durationMs: () => 1_000, past: [] }, clock) };
};

const work = (more: Partial<TaskWork> = {}): TaskWork => ({
  node: 'still-fawn',
  type: 'qmstart',
  id: '101',
  user: 'a@pve',
  ...more,
});

describe('tasks', () => {
  it('take effect at their end, not before', () => {
    const { clock, tasks } = setUp();
    let isDone = false;
    const upid = tasks.start(
      work({
        finish: () => {
          isDone = true;
        },
      }),
    );
    clock.advanceSync(999);
    expect([isDone, tasks.find(upid)?.exitStatus]).toEqual([false, undefined]);
    clock.advanceSync(1);
    expect([isDone, tasks.find(upid)?.exitStatus]).toEqual([true, 'OK']);
  });

  it('turn what their work throws into the exit status', () => {
    const { clock, tasks } = setUp();
    const early = tasks.start(
      work({
        begin: () => {
          throw new Error('no space left');
        },
      }),
    );
    expect(tasks.find(early)).toMatchObject({
      exitStatus: 'no space left',
      log: ['TASK ERROR: no space left'],
    });
    const late = tasks.start(
      work({
        finish: () => {
          throw new Error('too late');
        },
      }),
    );
    clock.advanceSync(1_000);
    expect(tasks.find(late)?.exitStatus).toBe('too late');
  });

  it.each([
    [{ exitStatus: 'WARNINGS: 2' }, true],
    [{ exitStatus: 'boom' }, false],
    [{ exitStatus: 'boom', hasEffect: true }, true],
    [{ hasEffect: false }, false],
  ])('with outcome %j take effect: %s', (outcome, expected) => {
    const { clock, tasks } = setUp();
    let isDone = false;
    tasks.start(
      work({
        outcome,
        finish: () => {
          isDone = true;
        },
      }),
    );
    clock.advanceSync(1_000);
    expect(isDone).toBe(expected);
  });

  it('release what they hold even when they fail', () => {
    const { clock, tasks } = setUp();
    let isLocked = true;
    tasks.start(
      work({
        outcome: { exitStatus: 'boom' },
        release: () => {
          isLocked = false;
        },
      }),
    );
    clock.advanceSync(1_000);
    expect(isLocked).toBe(false);
  });

  it('run side by side unless they need the same lock', () => {
    const { clock, tasks } = setUp();
    const order: string[] = [];
    const start = (name: string, lockFile: string) =>
      tasks.start(
        work({
          lockFile,
          begin: () => order.push(`${name} begins`),
          finish: () => order.push(`${name} ends`),
        }),
      );
    start('a', '1');
    start('b', '1');
    start('c', '2');
    clock.advanceSync(2_000);
    expect(order).toEqual(['a begins', 'c begins', 'a ends', 'b begins', 'c ends', 'b ends']);
  });

  it('of the past are there from the start', () => {
    const clock = createManualClock();
    const past = {
      node: 'n1',
      type: 'vzdump',
      id: '101',
      user: 'root@pam',
      startedAtMs: 1_000,
      endedAtMs: 2_000,
      exitStatus: 'OK',
    };
    const tasks = createTasks({ durationMs: () => 1, past: [past] }, clock);
    expect(tasks.all()).toMatchObject([
      { type: 'vzdump', endedAtMs: 2_000, exitStatus: 'OK', log: ['TASK OK'] },
    ]);
  });

  it('are a user’s when the user or one of its tokens started them', () => {
    expect(isTaskOf({ user: 'a@pve!x' }, 'a@pve')).toBe(true);
    expect(isTaskOf({ user: 'a@pve!x' }, 'a@pve!y')).toBe(false);
    expect(isTaskOf({ user: 'a@pve' }, 'a@pve!x')).toBe(false);
    expect(ownerOf('a@pve!x')).toEqual({ user: 'a@pve', tokenid: 'x' });
  });

  it('succeed with warnings, and with nothing else', () => {
    expect(['OK', 'WARNINGS: 1', 'WARNINGS', 'ok', 'unexpected status', ''].map(isSuccess)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('UPIDs', () => {
  it('are written and read the vendor’s way', () => {
    const upid = 'UPID:still-fawn:00000733:001036A5:6419CAF8:qmstart:100:root@pam:';
    const parts = decodeUpid(upid);
    expect(parts).toEqual({
      node: 'still-fawn',
      pid: 0x733,
      pstart: 0x1036a5,
      starttime: 0x6419caf8,
      type: 'qmstart',
      id: '100',
      user: 'root@pam',
    });
    expect(parts && encodeUpid(parts)).toBe(upid);
    expect(decodeUpid('UPID:still-fawn:733:qmstart')).toBeUndefined();
  });
});
