import type { Json } from '../../core/json.ts';
import type { RoiRecord } from '../../core/roi.ts';
import type { KeyValueStore } from '../../core/stores.ts';

/** Forecasts and outcomes of past runs, to learn from. */
export interface RoiMemory {
  /** Keeps the record of a run; the same run again replaces it. */
  keep(record: RoiRecord): void;
  /** Records of a workflow's last runs, newest first; at most 20. */
  past(workflow: string): readonly RoiRecord[];
  get(runId: string): RoiRecord | undefined;
}

/** Runs of a workflow that are looked back at. */
const pastLimit = 20;

/** Keeps one row for each run, and one for each workflow that names its last runs. */
export const createRoiMemory = (keyValue: KeyValueStore): RoiMemory => {
  const runKey = (runId: string) => `roi/run/${runId}`;
  const workflowKey = (workflow: string) => `roi/workflow/${workflow}`;
  const runsOf = (workflow: string): readonly string[] =>
    (keyValue.get(workflowKey(workflow)) ?? []) as readonly string[];
  const get = (runId: string): RoiRecord | undefined =>
    keyValue.get(runKey(runId)) as unknown as RoiRecord | undefined;

  return {
    keep: (record) => {
      const { runId, workflow } = record.outcome;
      keyValue.set(runKey(runId), record as unknown as Json);
      const runs = runsOf(workflow);
      if (!runs.includes(runId)) keyValue.set(workflowKey(workflow), [runId, ...runs].slice(0, pastLimit));
    },
    past: (workflow) =>
      runsOf(workflow)
        .map(get)
        .filter((record) => record !== undefined),
    get,
  };
};
