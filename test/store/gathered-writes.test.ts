import { describe, expect, it, vi } from 'vitest';
import { createGatheredWrites, patienceMs } from '../../src/store/gathered-writes.ts';

/** A store whose commits can be looked at; what is thrown in a transaction undoes it. */
const createStore = () => {
  const commits: string[][] = [];
  let written: string[] = [];
  const writes = createGatheredWrites((work) => {
    written = [];
    const result = work();
    commits.push(written);
    return result;
  });
  const write = (word: string) => () => {
    if (word === 'bad') throw new Error('bad');
    written.push(word);
    return word;
  };
  return { commits, writes, write };
};

describe('gathered writes', () => {
  it('of one turn of the event loop are one commit, in their order', async () => {
    const { commits, writes, write } = createStore();
    const results = await Promise.all(['a', 'b', 'c'].map((word) => writes.gather(write(word))));
    await writes.gather(write('d'));
    expect(results).toEqual(['a', 'b', 'c']);
    expect(commits).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('do not fail because of one among them', async () => {
    const { commits, writes, write } = createStore();
    const results = await Promise.allSettled(['a', 'bad', 'c'].map((word) => writes.gather(write(word))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits).toEqual([['a'], ['c']]);
  });

  it('are carried out at once when asked for', async () => {
    const { commits, writes, write } = createStore();
    const result = writes.gather(write('a'));
    writes.flush();
    expect(commits).toEqual([['a']]);
    writes.flush();
    expect(await result).toBe('a');
    expect(commits).toHaveLength(1);
  });
});

describe('a write that nobody waits for', () => {
  it('goes with the next commit', async () => {
    const { commits, writes, write } = createStore();
    const later = writes.gatherLater(write('later'));
    await writes.gather(write('now'));
    expect(await later).toBe('later');
    expect(commits).toEqual([['later', 'now']]);
  });

  it('is carried out by itself when none comes, and at once when asked for', async () => {
    vi.useFakeTimers();
    try {
      const { commits, writes, write } = createStore();
      const later = writes.gatherLater(write('a'));
      vi.advanceTimersByTime(patienceMs - 1);
      expect(commits).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(await later).toBe('a');
      writes.gatherLater(write('b')).catch(() => {});
      writes.flush();
      expect(commits).toEqual([['a'], ['b']]);
    } finally {
      vi.useRealTimers();
    }
  });
});
