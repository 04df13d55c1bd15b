import { createHash } from 'node:crypto';
import type { Approval, ApprovalState } from '../core/approval.ts';
import type { ApprovalEvent, ApprovalStore, PhoneNonce } from '../core/stores.ts';
import type { Database } from './database.ts';

interface NonceRow {
  approval_id: string;
  answer: 'approve' | 'deny';
  user_id: string;
  notify_service: string;
  expires_at: number;
}

/** Nonces authorise something, so only their digest is kept. */
const digestOfNonce = (nonce: string): string => createHash('sha256').update(nonce).digest('hex');

const asNonce = (nonce: string, row: NonceRow): PhoneNonce => ({
  nonce,
  approvalId: row.approval_id,
  answer: row.answer,
  userId: row.user_id,
  notifyService: row.notify_service,
  expiresAtMs: row.expires_at,
});

/** Approvals in SQLite: each event is appended, and the fold of all events is kept beside them. */
export const createApprovalStore = (database: Database): ApprovalStore => {
  const get = (id: string): Approval | undefined => {
    const row = database.get<{ record: string }>('SELECT record FROM approvals WHERE id = ?', id);
    return row === undefined ? undefined : (JSON.parse(row.record) as Approval);
  };

  const append = ({ approvalId, atMs, state, change }: ApprovalEvent): void => {
    database.run(
      'INSERT INTO approval_events (approval_id, at, state, change) VALUES (?, ?, ?, ?)',
      approvalId,
      atMs,
      state,
      JSON.stringify(change),
    );
  };

  const save = (approval: Approval): void => {
    database.run(
      'UPDATE approvals SET state = ?, record = ? WHERE id = ?',
      approval.state,
      JSON.stringify(approval),
      approval.id,
    );
  };

  const transition = (from: readonly ApprovalState[], event: ApprovalEvent): Approval | undefined =>
    database.transaction(() => {
      const before = get(event.approvalId);
      if (before === undefined || !from.includes(before.state)) return undefined;
      const after: Approval = { ...before, ...event.change, state: event.state };
      append(event);
      save(after);
      return after;
    });

  return {
    create: (approval) =>
      database.transaction(() => {
        database.run(
          `INSERT INTO approvals (id, state, requested_at, record, number)
           VALUES (?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM approvals))`,
          approval.id,
          approval.state,
          approval.requestedAtMs,
          JSON.stringify(approval),
        );
        append({ approvalId: approval.id, atMs: approval.requestedAtMs, state: approval.state, change: {} });
      }),
    transition,
    consume: (event, entry) =>
      database.transaction(() => {
        const approval = transition(['approved'], event);
        if (approval === undefined) return undefined;
        database.run(
          `INSERT INTO runs (id, approval_id, started_at, number)
           VALUES (?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM runs))`,
          entry.runId,
          event.approvalId,
          entry.atMs,
        );
        database.run(
          'INSERT INTO journal (run_id, sequence, at, type, step, data) VALUES (?, 1, ?, ?, NULL, ?)',
          entry.runId,
          entry.atMs,
          entry.type,
          JSON.stringify(entry.data),
        );
        return approval;
      }),
    setIssue: (approvalId, issue) => {
      database.transaction(() => {
        const approval = get(approvalId);
        if (approval !== undefined) save({ ...approval, issue });
      });
    },
    get,
    list: ({ states, limit = 100 } = {}) => {
      // The inner query is answered by an index alone; records are read only of those that are wanted.
      const wanted =
        states === undefined
          ? 'SELECT number FROM approvals ORDER BY number DESC LIMIT ?'
          : `SELECT number FROM approvals WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY number DESC LIMIT ?`;
      return database
        .all<{ record: string }>(
          `SELECT record FROM approvals WHERE number IN (${wanted}) ORDER BY number DESC`,
          ...(states ?? []),
          limit,
        )
        .map((row) => JSON.parse(row.record) as Approval);
    },
    events: (approvalId) =>
      database
        .all<{ approval_id: string; at: number; state: ApprovalState; change: string }>(
          'SELECT approval_id, at, state, change FROM approval_events WHERE approval_id = ? ORDER BY number',
          approvalId,
        )
        .map((row) => ({
          approvalId: row.approval_id,
          atMs: row.at,
          state: row.state,
          change: JSON.parse(row.change) as Partial<Approval>,
        })),
    addNonce: (nonce) => {
      database.run(
        'INSERT INTO nonces (digest, approval_id, answer, user_id, notify_service, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
        digestOfNonce(nonce.nonce),
        nonce.approvalId,
        nonce.answer,
        nonce.userId,
        nonce.notifyService,
        nonce.expiresAtMs,
      );
    },
    takeNonce: (nonce) => {
      // A transaction of its own: outside of one, `get` would not hear that the commit failed.
      const row = database.transaction(() =>
        database.get<NonceRow>('DELETE FROM nonces WHERE digest = ? RETURNING *', digestOfNonce(nonce)),
      );
      return row === undefined ? undefined : asNonce(nonce, row);
    },
    findNonce: (nonce) => {
      const row = database.get<NonceRow>('SELECT * FROM nonces WHERE digest = ?', digestOfNonce(nonce));
      return row === undefined ? undefined : asNonce(nonce, row);
    },
    noncesOf: (approvalId) =>
      database
        .all<NonceRow & { digest: string }>('SELECT * FROM nonces WHERE approval_id = ?', approvalId)
        .map((row) => asNonce('', row)),
    dropNonces: (approvalId) => {
      database.run('DELETE FROM nonces WHERE approval_id = ?', approvalId);
    },
  };
};
