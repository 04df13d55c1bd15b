/**
 * Every version of the database, oldest first: each entry brings it from the version before to its own. Only ever
 * append to this list; `user_version` says how many have been applied.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE approvals (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX approvals_by_state ON approvals (state, requested_at);
  CREATE INDEX approvals_by_time ON approvals (requested_at);

  CREATE TABLE approval_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    approval_id TEXT NOT NULL REFERENCES approvals (id),
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    change TEXT NOT NULL
  ) STRICT;
  CREATE INDEX approval_events_by_approval ON approval_events (approval_id);

  CREATE TABLE nonces (
    digest TEXT PRIMARY KEY,
    approval_id TEXT NOT NULL REFERENCES approvals (id),
    answer TEXT NOT NULL,
    user_id TEXT NOT NULL,
    notify_service TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX nonces_by_approval ON nonces (approval_id);

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    approval_id TEXT NOT NULL UNIQUE REFERENCES approvals (id),
    started_at INTEGER NOT NULL,
    is_finished INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_by_time ON runs (started_at);
  CREATE INDEX unfinished_runs ON runs (started_at) WHERE is_finished = 0;

  CREATE TABLE journal (
    run_id TEXT NOT NULL REFERENCES runs (id),
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    step TEXT,
    data TEXT NOT NULL,
    PRIMARY KEY (run_id, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES runs (id),
    step TEXT NOT NULL,
    ref TEXT NOT NULL,
    action TEXT NOT NULL,
    statement TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    duration_ms INTEGER,
    UNIQUE (run_id, step)
  ) STRICT;
  CREATE INDEX ledger_by_time ON ledger (confirmed_at);
  CREATE INDEX ledger_by_ref ON ledger (ref, confirmed_at);
  CREATE INDEX ledger_by_action ON ledger (action, id);

  CREATE TABLE key_value (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Order by number instead of time: a clock that is set back must not bring a new record behind old ones.
  `
  ALTER TABLE runs ADD COLUMN number INTEGER;
  UPDATE runs SET number = rowid;
  CREATE UNIQUE INDEX runs_by_number ON runs (number);
  DROP INDEX runs_by_time;
  DROP INDEX unfinished_runs;
  CREATE INDEX unfinished_runs ON runs (number) WHERE is_finished = 0;

  ALTER TABLE approvals ADD COLUMN number INTEGER;
  UPDATE approvals SET number = rowid;
  CREATE UNIQUE INDEX approvals_by_number ON approvals (number);
  DROP INDEX approvals_by_time;
  DROP INDEX approvals_by_state;
  CREATE INDEX approvals_by_state ON approvals (state, number);
  `,
  // How much may run without asking: only ever added to.
  `
  CREATE TABLE autonomy (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL
  ) STRICT;
  `,
  // What another tracker is still to repeat, and what has its counterpart there.
  `
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    id TEXT NOT NULL,
    operation TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    attempted_at INTEGER,
    done_at INTEGER,
    UNIQUE (target, id)
  ) STRICT;
  CREATE INDEX outbox_pending ON outbox (target, number) WHERE done_at IS NULL;

  CREATE TABLE tracker_links (
    target TEXT NOT NULL,
    issue INTEGER NOT NULL,
    is_closing INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (target, issue)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX closing_tracker_links ON tracker_links (target, issue) WHERE is_closing = 1;
  `,
  // What language models may cost and did cost, and what left the house for them, as it was sent.
  `
  CREATE TABLE model_charges (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL,
    model TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at INTEGER NOT NULL,
    reserved_usd REAL NOT NULL,
    settled_usd REAL,
    usage TEXT
  ) STRICT;
  CREATE INDEX model_charges_by_time ON model_charges (at);
  CREATE INDEX model_charges_by_request ON model_charges (request_id);

  CREATE TABLE egress (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    model TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    body TEXT,
    outcome TEXT
  ) STRICT;
  CREATE INDEX egress_by_time ON egress (at);
  `,
  // Every call of an MCP client: who, what, how it ended.
  `
  CREATE TABLE mcp_calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    client TEXT NOT NULL,
    method TEXT NOT NULL,
    name TEXT,
    outcome TEXT NOT NULL,
    duration_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mcp_calls_by_time ON mcp_calls (at);
  `,
];
