import { readFileSync, rmSync, statSync } from 'node:fs';
import type { Clock, TimerHandle } from '../core/clock.ts';
import { writeFileDurably } from '../core/durable-file.ts';
import { asStewardError, StewardError } from '../core/errors.ts';
import { createChannel } from '../core/events.ts';
import type { KillSwitch, StopState } from '../core/kill-switch.ts';
import type { Log } from '../core/log.ts';
import { describeRequester, type Person, type Requester } from '../core/people.ts';
import { StepUpProof } from '../core/step-up.ts';
import type { KeyValueStore } from '../core/stores.ts';

/** The kill switch with its handle. */
export interface StopSwitch extends KillSwitch {
  /**
   * Stops everything. Anybody may, because stopping is the safe direction: by a sentence, by a button, an unknown speaker
   * and an automation included. When it is on already, it stays as it is, with the first reason.
   */
  stop(requester: Requester, reason: string): StopState;
  /**
   * Releases it, in the panel, by an approver who has just confirmed who they are.
   * @throws StewardError `step-up.not-proved`; `approvals.stop-file` when the file cannot be deleted: then it stays on
   */
  release(person: Person, proof: StepUpProof): void;
  /** Begins to look for the file every two seconds, so that listeners hear of it. */
  start(): void;
  close(): void;
}

/** What {@link createKillSwitch} is given. */
export interface KillSwitchDeps {
  /** Whose being there stops everything: `STOP` in the data folder. */
  readonly file: string;
  readonly keyValue: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** The file's name in the data folder. */
export const stopFileName = 'STOP';

const key = 'kill-switch';
const pollMs = 2_000;
/** Of what somebody wrote into the file. Characters. */
const longestReason = 200;

interface Kept extends StopState {
  /** False where the file could not be written (a full disk): then its absence says nothing. */
  readonly hasFile: boolean;
}

/** Whether the file is there. What cannot be found out counts as there: stopped is the safe side. */
const isThere = (file: string): boolean => {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
};

const firstLine = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim().split(/\r?\n/)[0]?.slice(0, longestReason) ?? '';
  } catch {
    return '';
  }
};

/**
 * Makes the kill switch. The file is the truth: it is there exactly while everything is stopped, so somebody with nothing
 * but the machine can stop and release by it, and a restart changes nothing. Who and why is kept beside it. Where the file
 * cannot be written, what is kept stops all the same.
 */
export const createKillSwitch = ({ file, keyValue, clock, log }: KillSwitchDeps): StopSwitch => {
  const changes = createChannel<StopState | undefined>((thrown) =>
    log.error('A listener of the kill switch failed.', { error: String(thrown) }),
  );
  let kept = keyValue.get(key) as Kept | undefined;
  let timer: TimerHandle | undefined;

  const keep = (next: Kept | undefined): void => {
    kept = next;
    try {
      if (next === undefined) keyValue.delete(key);
      else keyValue.set(key, { ...next });
    } catch (thrown) {
      log.error('The kill switch could not be recorded; it works until the next start.', {
        error: asStewardError(thrown).message,
      });
    }
  };

  const stateOf = ({ sinceMs, by, reason }: Kept): StopState => ({ sinceMs, by, reason });

  const isOn = (): StopState | undefined => {
    const hasFile = isThere(file);
    if (hasFile && kept === undefined) {
      keep({
        sinceMs: clock.now(),
        by: `the file ${stopFileName}`,
        reason: firstLine(file) || 'Somebody put it into the data folder.',
        hasFile,
      });
      log.security('Everything is stopped by the file.', { file });
      changes.emit(isOn());
    } else if (!hasFile && kept?.hasFile === true) {
      keep(undefined);
      log.security('Somebody deleted the file: nothing is stopped any more.', { file });
      changes.emit(undefined);
    }
    return kept === undefined ? undefined : stateOf(kept);
  };

  const poll = (): void => {
    isOn();
    timer = clock.setTimeout(poll, pollMs);
  };

  return {
    isOn,
    onChange: changes.on,

    stop: (requester, reason) => {
      const already = isOn();
      if (already !== undefined) return already;
      const state: StopState = { sinceMs: clock.now(), by: describeRequester(requester), reason };
      // In memory first: whatever fails after this line, everything is stopped.
      kept = { ...state, hasFile: false };
      try {
        writeFileDurably(file, `${state.by}: ${state.reason}\n`);
        keep({ ...state, hasFile: true });
      } catch (thrown) {
        log.error('The file of the kill switch could not be written.', {
          file,
          error: asStewardError(thrown).message,
        });
        keep({ ...state, hasFile: false });
      }
      log.security('Everything is stopped.', { by: state.by, channel: requester.channel });
      changes.emit(state);
      return state;
    },

    release: (person, proof) => {
      StepUpProof.spend(proof, { userId: person.userId, purpose: 'release-stop', nowMs: clock.now() });
      if (isOn() === undefined) return;
      try {
        rmSync(file, { force: true });
      } catch (cause) {
        throw new StewardError(`The file ${file} cannot be deleted, so everything stays stopped.`, {
          code: 'approvals.stop-file',
          kind: 'terminal',
          mend: 'Delete it yourself, or mend its rights.',
          cause,
        });
      }
      keep(undefined);
      log.security('Nothing is stopped any more.', { by: person.name });
      changes.emit(undefined);
    },

    start: poll,
    close: () => clock.clearTimeout(timer),
  };
};
