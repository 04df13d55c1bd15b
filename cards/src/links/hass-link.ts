import type { Overview } from '../../../src/core/overview.ts';
import type { HassConnection } from './hass.ts';
import type { OverviewLink } from './link.ts';

const isOverview = (message: unknown): message is Overview =>
  typeof message === 'object' && message !== null && 'generatedAtMs' in message && 'inventory' in message;

/** Overviews through Home Assistant: its integration passes on what Steward sends, and `null` while Steward is away. */
export const createHassLink = (connection: HassConnection): OverviewLink => ({
  open: (listener) => {
    let isOpen = true;
    let unsubscribe: (() => Promise<void>) | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const subscribe = async (): Promise<void> => {
      try {
        const stop = await connection.subscribeMessage<unknown>(
          (message) => {
            if (isOverview(message)) {
              listener.connection('connected');
              listener.overview(message);
            } else listener.connection('disconnected');
          },
          { type: 'homelab_steward/overview/subscribe' },
        );
        if (isOpen) unsubscribe = stop;
        else void stop();
      } catch {
        if (!isOpen) return;
        listener.connection('absent');
        retry = setTimeout(() => void subscribe(), 10_000);
      }
    };
    const onDisconnected = (): void => listener.connection('lost');
    // The library itself subscribes again after a reconnection, and the first message brings the state back.
    connection.addEventListener('disconnected', onDisconnected);
    listener.connection('connecting');
    void subscribe();
    return () => {
      isOpen = false;
      clearTimeout(retry);
      connection.removeEventListener('disconnected', onDisconnected);
      unsubscribe?.().catch(() => {});
    };
  },
});
