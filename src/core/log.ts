/**
 * Structured logging as everything in Steward sees it. `fields` never hold secrets: whoever logs passes only what
 * may be read by anybody who can read the log.
 */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** An event that an owner should see when asking "did somebody try to get around the approvals?". */
  security(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** A log whose entries carry `component`. */
  child(component: string): Log;
}

/** Throws everything away; the default in tests. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  security: () => {},
  child: () => silentLog,
};
