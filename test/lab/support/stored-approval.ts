import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Approval } from '../../../src/core/approval.ts';

/**
 * Changes the newest approval in the records of a Steward that is stopped: what a test cannot wait for (the expiry) or
 * must not be able to do otherwise (another plan under the same approval).
 */
export const changeStoredApproval = (dataFolder: string, change: (approval: Approval) => Approval): void => {
  const database = new DatabaseSync(join(dataFolder, 'steward.db'));
  const row = database.prepare('SELECT id, record FROM approvals ORDER BY requested_at DESC LIMIT 1').get();
  const changed = change(JSON.parse(String(row?.['record'])) as Approval);
  database
    .prepare('UPDATE approvals SET record = ? WHERE id = ?')
    .run(JSON.stringify(changed), String(row?.['id']));
  database.close();
};
