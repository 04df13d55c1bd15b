/** One call of a client over MCP. Holds no arguments and no answers: those may be anybody's secrets. */
export interface McpCall {
  /** Ever higher. */
  readonly number: number;
  /** Epoch milliseconds, when it came. */
  readonly atMs: number;
  /** Name of the client in the options. */
  readonly client: string;
  /** e.g. `tools/call` */
  readonly method: string;
  /** Of the tool, prompt or resource. */
  readonly name?: string;
  /** `ok`, or the code of what went wrong. */
  readonly outcome: string;
  readonly durationMs: number;
}

/** What was called over MCP. */
export interface McpCallStore {
  add(call: Omit<McpCall, 'number'>): void;
  /** Newest first. */
  list(limit: number): readonly McpCall[];
}
