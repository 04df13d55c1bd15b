import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/core/clock.ts';
import { createOverviewFeed } from '../../../src/http/panel/overview-feed.ts';
import { demoOverview } from './demo-overview.ts';

const setUp = () => {
  let nowMs = 1_000;
  let timers: { atMs: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (handle) => {
      timers = timers.filter((timer) => timer !== handle);
    },
  };
  const listeners = new Set<() => void>();
  let made = 0;
  const feed = createOverviewFeed(
    {
      overview: () => {
        made += 1;
        return { ...demoOverview(0), generatedAtMs: nowMs };
      },
      onOverviewChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    clock,
  );
  const received: number[] = [];
  return {
    feed,
    received,
    listeners,
    made: () => made,
    timers: () => timers.length,
    receive: (text: string) => {
      received.push(JSON.parse(text).overview.generatedAtMs);
    },
    change: () => {
      for (const listener of listeners) listener();
    },
    advance: (byMs: number) => {
      nowMs += byMs;
      const due = timers.filter((timer) => timer.atMs <= nowMs);
      timers = timers.filter((timer) => timer.atMs > nowMs);
      for (const timer of due) timer.callback();
    },
  };
};

describe('the overview feed', () => {
  it('gives a new page the overview at once', () => {
    const { feed, receive, received } = setUp();
    feed.subscribe(receive);
    expect(received).toEqual([1_000]);
  });

  it('makes one message of a burst, and the newest state arrives within 250 ms', () => {
    const { feed, receive, received, change, advance } = setUp();
    feed.subscribe(receive);
    change();
    advance(10);
    change();
    change();
    expect(received).toEqual([1_000, 1_000]);
    advance(240);
    expect(received).toEqual([1_000, 1_000, 1_250]);
    advance(1_000);
    expect(received).toHaveLength(3);
  });

  it('writes the overview once for all pages', () => {
    const { feed, receive, received, change, made } = setUp();
    feed.subscribe((text) => receive(text));
    feed.subscribe((text) => receive(text));
    const before = made();
    change();
    expect(made()).toBe(before + 1);
    expect(received).toHaveLength(4);
  });

  it('does nothing while no page is open', () => {
    const { feed, receive, listeners, change, timers } = setUp();
    const close = feed.subscribe(receive);
    change();
    change();
    expect(timers()).toBe(1);
    close();
    expect(listeners.size).toBe(0);
    expect(timers()).toBe(0);
  });
});
