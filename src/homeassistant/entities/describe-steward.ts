import { type Approval, isPending } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import type { Inventory } from '../../core/inventory.ts';
import { problemsOf } from '../../core/problems.ts';
import { isUnderWay, type Run } from '../../core/run.ts';
import type { DeviceDescription } from '../protocol/to-integration.ts';
import { bytesSensor, countSensor, eventEntity, type Place, plainButton } from './entity-kinds.ts';
import type { PictureSection } from './picture.ts';
import { runResultTypes } from './run-result.ts';
import { stopAspect } from './stop-button.ts';

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

/** Bytes that left the house for cloud models. */
export interface CloudBytes {
  /** Ever. Never goes down. */
  readonly total: number;
  /** Since midnight. */
  readonly today: number;
}

/** What a picture is made from. Of approvals and runs, those that wait and those that are under way suffice. */
export interface PictureSource {
  readonly inventory: Inventory;
  readonly approvals: readonly Approval[];
  readonly runs: readonly Run[];
  readonly nowMs: number;
  readonly stewardVersion: string;
  /** Absent: nothing ever left. */
  readonly cloudBytes?: CloudBytes;
}

const place = (aspect: string): Place => ({ owner: stewardKey, aspect, deviceKey: stewardKey });

/** Steward's own device, with what waits, what runs, and how each request ended. */
export const describeSteward = (
  { approvals, runs, nowMs, stewardVersion, cloudBytes = { total: 0, today: 0 } }: PictureSource,
  before: PictureSection | undefined,
): PictureSection => {
  const waiting = approvals.filter(isPending).length;
  const running = runs.filter(({ state }) => isUnderWay(state)).length;
  const circumstances = `${stewardVersion} ${waiting} ${running} ${cloudBytes.total} ${cloudBytes.today}`;
  if (before?.circumstances === circumstances) return before;
  return {
    source: undefined,
    circumstances,
    madeAtMs: nowMs,
    device: device(stewardVersion),
    entities: [
      countSensor(place('waiting_approvals'), waiting),
      countSensor(place('running_runs'), running),
      bytesSensor(place('cloud_bytes'), cloudBytes.total, { today: cloudBytes.today }),
      eventEntity(place('run_result'), runResultTypes),
      plainButton(place(stopAspect)),
    ],
  };
};

/**
 * The problems, on Steward's device. Their sentences hold ages ("last read 5 minutes ago"), so they come with the time at
 * which they were true (`as_of`), and while nothing but numbers in them changes, the earlier ones stay for an hour.
 */
export const describeProblems = (
  { inventory, nowMs }: PictureSource,
  before: PictureSection | undefined,
): PictureSection => {
  const problems = problemsOf(inventory, nowMs);
  const circumstances = JSON.stringify(
    problems.map(({ ref, severity, text }) => [ref, severity, text.replace(/\d+/g, '#')]),
  );
  if (before?.circumstances === circumstances && nowMs - before.madeAtMs < longestUnchangedMs) return before;
  return {
    source: undefined,
    circumstances,
    madeAtMs: nowMs,
    entities: [
      countSensor(place('problems'), problems.length, {
        problems: problems.slice(0, mostProblems).map(({ text }) => text),
        ...(problems.length === 0 ? {} : { as_of: isoTime(nowMs) }),
      }),
    ],
  };
};
