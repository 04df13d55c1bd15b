import { expect, it } from 'vitest';
import { createObjectLocks } from '../../../src/workflow/run/object-locks.ts';
import { settle } from '../../support/fake-clock.ts';

const gate = () => {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

it('lets tasks on different objects run side by side and on the same object one after the other', async () => {
  const locks = createObjectLocks();
  const log: string[] = [];
  const first = gate();
  const run = (name: string, refs: string[], wait?: Promise<void>) =>
    locks.hold(refs, name, async () => {
      log.push(`${name} starts`);
      await wait;
      log.push(`${name} ends`);
    });
  const all = [run('a', ['x', 'y'], first.opened), run('b', ['y']), run('c', ['z'])];
  await settle();
  expect(log).toEqual(['a starts', 'c starts', 'c ends']);
  first.open();
  await Promise.all(all);
  expect(log.slice(3)).toEqual(['a ends', 'b starts', 'b ends']);
});

it('goes on after a task that failed', async () => {
  const locks = createObjectLocks();
  const failed = locks.hold(['x'], 'a', () => Promise.reject(new Error('broken')));
  const next = locks.hold(['x'], 'b', async () => 'done');
  await expect(failed).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
});
