/** A `fetch` for models in the house, and the way to end its connections. */
export interface LocalFetch {
  readonly fetch: typeof fetch;
  /** Ends all connections, also those that are in use. */
  close(): Promise<void>;
}

/**
 * A `fetch` without time limits of its own: Node's gives up after 300 s without a header, which is what loading a large model
 * from a slow disk takes (ollama-js #72, #144). {@link withWatchdog} has the limits instead. A redirect is an error, since it
 * would take a prompt to where nobody allowed it to go. The client is loaded at the first call.
 */
export const createLocalFetch = (): LocalFetch => {
  const load = async () => {
    const undici = await import('undici');
    const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 });
    return { undici, dispatcher };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return {
    fetch: async (input, init) => {
      loaded ??= load();
      const { undici, dispatcher } = await loaded;
      const request = new Request(input, init);
      const answer = await undici.fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: request.body === null ? null : await request.arrayBuffer(),
        // The caller's own where there is one: a request that nobody holds any more stops passing its signal on.
        signal: init?.signal ?? request.signal,
        redirect: 'error',
        dispatcher,
      });
      return answer as unknown as Response;
    },
    close: async () => {
      const held = await loaded;
      loaded = undefined;
      await held?.dispatcher.destroy();
    },
  };
};
