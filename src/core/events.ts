/** A typed, synchronous event channel: `emit` calls every listener in order of subscription. */
export interface Channel<Payload> {
  emit(payload: Payload): void;
  /** @returns the function that unsubscribes. */
  on(listener: (payload: Payload) => void): () => void;
}

/**
 * Makes a {@link Channel}. A listener that throws is reported to `onError` and does not keep the others from
 * being called.
 */
export const createChannel = <Payload>(onError: (thrown: unknown) => void): Channel<Payload> => {
  const listeners = new Set<(payload: Payload) => void>();
  return {
    emit: (payload) => {
      for (const listener of [...listeners]) {
        try {
          listener(payload);
        } catch (thrown) {
          onError(thrown);
        }
      }
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
