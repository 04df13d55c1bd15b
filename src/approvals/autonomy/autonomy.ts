import type { Decision } from '../../core/approval.ts';
import {
  type AutonomyLevel,
  type AutonomyRecord,
  type AutonomyScope,
  type AutonomySetting,
  type AutonomyStore,
  autonomyLevels,
} from '../../core/autonomy.ts';
import { type Clock, isoTime, type TimerHandle } from '../../core/clock.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import { createChannel } from '../../core/events.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import { StepUpProof } from '../../core/step-up.ts';
import { type Refusal, refuse } from '../answers.ts';
import type { Approver } from '../approvers.ts';
import { type AutonomyVerdict, judgeAutonomy, type RequestToJudge } from './judge-autonomy.ts';
import { settingsInForce, settingsToEnd } from './settings-in-force.ts';

/** A level that somebody wants to set. */
export interface AutonomyChange extends AutonomyScope {
  readonly level: AutonomyLevel;
  /** When it ends by itself. Epoch milliseconds, at least a minute and at most a year ahead; absent: it does not. */
  readonly untilMs?: number;
  /** Why, in their own words. Not empty. */
  readonly because: string;
}

/** How much Steward may do without asking, set by approvers and kept for good. */
export interface Autonomy {
  /**
   * Sets a level for a workflow and scope; what was set for the same ones before gives way. Only for an approver, with a
   * proof of a step-up that was made for just this.
   */
  set(change: AutonomyChange, person: Person, proof: StepUpProof): AutonomySet | Refusal;
  /** In force now, newest first. */
  current(): readonly AutonomySetting[];
  /** Everything that was ever set and has ended by itself, newest first. */
  history(limit: number): readonly AutonomyRecord[];
  /** What autonomy says to a request. Records the end of settings that are over. */
  judge(request: RequestToJudge): AutonomyVerdict;
  onChange(listener: () => void): () => void;
  /** Sets the timers of what is time-boxed. */
  start(): void;
  stop(): void;
}

/** Set, and on the record. */
export interface AutonomySet {
  readonly kind: 'set';
  readonly setting: AutonomySetting;
}

/** What {@link createAutonomy} is given. */
export interface AutonomyDeps {
  readonly store: AutonomyStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Who may decide at this moment. */
  readonly approvers: () => readonly Approver[];
}

const shortestMs = 60_000;
const longestMs = 366 * 24 * 3_600_000;
const longestText = 500;

/** What keeps a change from making sense; undefined when nothing does. Pure. */
const changeObjection = (change: AutonomyChange, nowMs: number): string | undefined => {
  const { level, workflow, scope, untilMs, because } = change;
  if (!autonomyLevels.includes(level))
    return `There is no level "${level}": use ${autonomyLevels.join(', ')}.`;
  if (workflow !== null && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(workflow))
    return `"${workflow}" is not the name of a workflow.`;
  if (scope !== null && !/^\S{1,200}$/.test(scope))
    return `"${scope}" is not an object such as proxmox:home/guest/101, nor a pattern of one.`;
  if (because.trim() === '') return 'Say why: it stands on every change that runs without asking.';
  if (because.length > longestText) return `The reason is longer than ${longestText} characters.`;
  if (untilMs !== undefined && !(untilMs >= nowMs + shortestMs && untilMs <= nowMs + longestMs))
    return 'The end has to be at least a minute and at most a year ahead.';
  return undefined;
};

/** How a setting is named in the log and to people. */
export const describeSetting = ({
  level,
  workflow,
  scope,
  untilMs,
}: Omit<AutonomyChange, 'because'>): string =>
  `${level} for ${workflow === null ? 'every workflow' : `the workflow ${workflow}`} on ${scope ?? 'everything'}${untilMs === undefined ? '' : ` until ${isoTime(untilMs)}`}`;

/** Makes autonomy over its append-only record. */
export const createAutonomy = ({ store, clock, log, approvers }: AutonomyDeps): Autonomy => {
  const changes = createChannel<void>((thrown) =>
    log.error('A listener of autonomy failed.', { error: String(thrown) }),
  );
  let records: readonly AutonomyRecord[] = store.all();
  let timer: TimerHandle | undefined;
  let isStarted = false;

  const append = (record: Parameters<AutonomyStore['append']>[0]): AutonomyRecord => {
    const appended = store.append(record);
    records = [...records, appended];
    return appended;
  };

  /** Puts on record what has ended; from then on it has, whatever the clock says later. */
  const endWhatIsOver = (): boolean => {
    const nowMs = clock.now();
    const over = settingsToEnd(records, nowMs);
    for (const setting of over) {
      append({ type: 'ended', settingId: setting.id, atMs: nowMs });
      log.info('An autonomy setting has ended by itself.', { setting: describeSetting(setting) });
    }
    return over.length > 0;
  };

  const watchEnds = (): void => {
    clock.clearTimeout(timer);
    timer = undefined;
    const ends = settingsInForce(records, clock.now()).flatMap(({ untilMs }) => untilMs ?? []);
    if (!isStarted || ends.length === 0) return;
    timer = clock.setTimeout(
      () => {
        const hasEnded = endWhatIsOver();
        watchEnds();
        if (hasEnded) changes.emit();
      },
      Math.max(0, Math.min(...ends) - clock.now()),
    );
  };

  const current = (): readonly AutonomySetting[] => {
    endWhatIsOver();
    return settingsInForce(records, clock.now());
  };

  return {
    set: (change, person, proof) => {
      const nowMs = clock.now();
      const approver = approvers().find(({ userId }) => userId === person.userId);
      if (approver === undefined) {
        log.security('Somebody who is not an approver tried to set autonomy.', { user: person.userId });
        return refuse('not-an-approver', 'Only an approver can set how much Steward may do without asking.');
      }
      const objection = changeObjection(change, nowMs);
      if (objection !== undefined) return refuse('autonomy-invalid', objection);
      let stepUp: Decision['stepUp'];
      try {
        stepUp = StepUpProof.spend(proof, { userId: person.userId, purpose: 'set-autonomy', nowMs });
      } catch (thrown) {
        log.security('Autonomy was to be set without a step-up.', { user: person.userId });
        return refuse('step-up-needed', explain(asStewardError(thrown)));
      }
      const { type: _type, ...setting } = append({
        type: 'set',
        level: change.level,
        workflow: change.workflow,
        scope: change.scope,
        setBy: { userId: approver.userId, name: approver.name, stepUp },
        setAtMs: nowMs,
        ...(change.untilMs === undefined ? {} : { untilMs: change.untilMs }),
        because: change.because.trim(),
      }) as Extract<AutonomyRecord, { type: 'set' }>;
      log.security('Autonomy was set.', { setting: describeSetting(setting), by: approver.name });
      watchEnds();
      changes.emit();
      return { kind: 'set', setting };
    },

    current,
    history: (limit) => records.slice(-limit).reverse(),
    judge: (request) => judgeAutonomy(request, current(), approvers()),
    onChange: changes.on,

    start: () => {
      isStarted = true;
      endWhatIsOver();
      watchEnds();
    },

    stop: () => {
      isStarted = false;
      clock.clearTimeout(timer);
    },
  };
};
