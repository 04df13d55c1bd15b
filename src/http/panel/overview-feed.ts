import type { Clock, TimerHandle } from '../../core/clock.ts';
import type { Overview } from '../../core/overview.ts';
import type { ToPanel } from './messages.ts';

/** Where the overview is had from. */
export interface LiveOverview {
  overview(): Overview;
  /** Calls the listener whenever the overview changed. @returns unsubscribe. */
  onOverviewChange(listener: () => void): () => void;
}

/** Hands the overview to every open page, as the text of one message. */
export interface OverviewFeed {
  /** Calls the listener at once and at each change. @returns unsubscribe. */
  subscribe(listener: (message: string) => void): () => void;
}

/** Least milliseconds between two overviews to a page. */
export const overviewIntervalMs = 250;

/**
 * Makes the feed. A burst of changes becomes one message, the newest state always arrives, it is written out once for
 * all pages, and while no page is open nothing is done.
 */
export const createOverviewFeed = (source: LiveOverview, clock: Clock): OverviewFeed => {
  const listeners = new Set<(message: string) => void>();
  let stopListening: (() => void) | undefined;
  let timer: TimerHandle | undefined;
  let sentAtMs = Number.NEGATIVE_INFINITY;

  const message = (): string =>
    JSON.stringify({ type: 'overview', overview: source.overview() } satisfies ToPanel);

  const send = (): void => {
    timer = undefined;
    sentAtMs = clock.now();
    const text = message();
    for (const listener of [...listeners]) listener(text);
  };

  const changed = (): void => {
    if (timer !== undefined) return;
    const waitMs = sentAtMs + overviewIntervalMs - clock.now();
    if (waitMs <= 0) send();
    else timer = clock.setTimeout(send, waitMs);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      stopListening ??= source.onOverviewChange(changed);
      listener(message());
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopListening?.();
        stopListening = undefined;
        if (timer !== undefined) clock.clearTimeout(timer);
        timer = undefined;
      };
    },
  };
};
