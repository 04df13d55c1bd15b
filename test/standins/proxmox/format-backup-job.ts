import type { BackupJobState } from './state.ts';

/** A backup job as `/cluster/backup` lists it. */
export const formatBackupJob = (job: BackupJobState) => ({
  id: job.id,
  type: 'vzdump',
  schedule: job.schedule,
  storage: job.storage,
  enabled: job.isEnabled ? 1 : 0,
  mode: job.mode,
  ...(job.vmids === undefined ? { all: 1 } : { vmid: job.vmids.join(',') }),
  ...(job.exclude === undefined ? {} : { exclude: job.exclude.join(',') }),
  ...(job.comment === undefined ? {} : { comment: job.comment }),
});
