import type { Run } from '../../../src/core/run.ts';

/** A run of the sample plan. */
export const sampleRun = (id: string, changes: Partial<Run> = {}): Run => ({
  id,
  approvalId: `approval-of-${id}`,
  workflow: 'restart-guest',
  title: 'Restart paperless-ngx',
  state: 'running',
  steps: [],
  startedAtMs: 1_000,
  progressPercent: 0,
  ...changes,
});
