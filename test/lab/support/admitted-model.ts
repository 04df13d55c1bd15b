import { createHash } from 'node:crypto';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { modelRoles } from '../../../src/llm/model.ts';
import { createAdmissions } from '../../../src/llm/preflight/admissions.ts';
import { openStore } from '../../../src/store/open-store.ts';

/** Leaves in a data folder what `steward models check` would have: the model `local`, qwen3:4b, is good at everything. */
export const admitModel = async (folder: string): Promise<void> => {
  const store = await openStore({ folder, clock: systemClock, log: silentLog });
  const admitted = { isAdmitted: true, tasks: 20, solved: 20, low: 0.84, high: 1, firstTokenMs: 300 };
  createAdmissions(store.keyValue).keep({
    model: 'local',
    vendorModel: 'qwen3:4b',
    digest: createHash('sha256').update('qwen3:4b').digest('hex'),
    checkedAtMs: systemClock.now(),
    roles: Object.fromEntries(modelRoles.map((role) => [role, admitted])),
  });
  await store.close();
};
