import { type Approval, isPending } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import type { Inventory } from '../../core/inventory.ts';
import { problemsOf } from '../../core/problems.ts';
import type { Run } from '../../core/run.ts';
import type { DeviceDescription } from '../protocol/to-integration.ts';
import { countSensor, eventEntity } from './entity-kinds.ts';
import type { PictureSection } from './picture.ts';
import { runResultTypes } from './run-result.ts';

/** Key of Steward's own device, on which the others hang. */
export const stewardKey = 'steward';

/** The gravest ones; Home Assistant does not record attributes beyond 16 KB. */
const mostProblems = 30;
/** Ages in the sentences are put right this often while nothing else is new. */
const longestUnchangedMs = 60 * 60 * 1_000;

const device = (stewardVersion: string): DeviceDescription => ({
  key: stewardKey,
  name: 'Homelab Steward',
  model: 'Homelab Steward',
  manufacturer: 'Homelab Steward',
  swVersion: stewardVersion,
  viaDevice: null,
  configurationUrl: null,
});

/** What Steward's own section is made from. */
export interface StewardSource {
  readonly inventory: Inventory;
  readonly approvals: readonly Approval[];
  readonly runs: readonly Run[];
  readonly nowMs: number;
  readonly stewardVersion: string;
}

/**
 * Steward's own device. The sentences about problems hold ages ("last read 5 minutes ago"), so they come with the time
 * of which they are true (`as_of`), and while nothing but numbers in them changed, the earlier ones stay for an hour.
 */
export const describeSteward = (
  { inventory, approvals, runs, nowMs, stewardVersion }: StewardSource,
  before: PictureSection | undefined,
): PictureSection => {
  const problems = problemsOf(inventory, nowMs);
  const waiting = approvals.filter(isPending).length;
  const running = runs.filter(({ state }) => state === 'running').length;
  const circumstances = JSON.stringify([
    stewardVersion,
    waiting,
    running,
    problems.map(({ ref, severity, text }) => [ref, severity, text.replace(/\d+/g, '#')]),
  ]);
  if (before?.circumstances === circumstances && nowMs - before.madeAtMs < longestUnchangedMs) return before;
  const place = (aspect: string) => ({ owner: stewardKey, aspect, deviceKey: stewardKey });
  return {
    source: undefined,
    circumstances,
    madeAtMs: nowMs,
    device: device(stewardVersion),
    entities: [
      countSensor(place('waiting_approvals'), waiting),
      countSensor(place('running_runs'), running),
      countSensor(place('problems'), problems.length, {
        problems: problems.slice(0, mostProblems).map(({ text }) => text),
        ...(problems.length === 0 ? {} : { as_of: isoTime(nowMs) }),
      }),
      eventEntity(place('run_result'), runResultTypes),
    ],
  };
};
