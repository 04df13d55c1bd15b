import type { McpCall, McpCallStore } from '../core/mcp-calls.ts';
import type { Database } from './database.ts';

interface Row {
  number: number;
  at: number;
  client: string;
  method: string;
  name: string | null;
  outcome: string;
  duration_ms: number;
}

/** So many are kept. */
const mostKept = 20_000;

const asCall = (row: Row): McpCall => ({
  number: row.number,
  atMs: row.at,
  client: row.client,
  method: row.method,
  ...(row.name === null ? {} : { name: row.name }),
  outcome: row.outcome,
  durationMs: row.duration_ms,
});

/** The calls of MCP clients in SQLite; the oldest go when there are too many. */
export const createMcpCallStore = (database: Database): McpCallStore => ({
  add: ({ atMs, client, method, name, outcome, durationMs }) => {
    database.run(
      'INSERT INTO mcp_calls (at, client, method, name, outcome, duration_ms) VALUES (?, ?, ?, ?, ?, ?)',
      atMs,
      client,
      method,
      name ?? null,
      outcome,
      Math.round(durationMs),
    );
    database.run('DELETE FROM mcp_calls WHERE number <= (SELECT max(number) FROM mcp_calls) - ?', mostKept);
  },
  list: (limit) =>
    database.all<Row>('SELECT * FROM mcp_calls ORDER BY number DESC LIMIT ?', limit).map(asCall),
});
