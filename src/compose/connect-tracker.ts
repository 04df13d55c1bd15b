import { join } from 'node:path';
import type { Options } from '../config/options.ts';
import { secretValues } from '../config/secret-values.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { TrackerOutbox } from '../core/outbox.ts';
import type { ProblemView } from '../core/overview.ts';
import type { MirrorHealth, Tracker } from '../core/tracker.ts';
import type { RepairIssue } from '../http/integration/integration-deps.ts';
import { createGithubMirror } from '../tracker/github/github-mirror.ts';
import { createGuardedTracker } from '../tracker/guarded-tracker.ts';
import { createLocalTracker } from '../tracker/local/local-tracker.ts';

/** The tracker, and how its mirror is. */
export interface ConnectedTracker {
  readonly tracker: Tracker;
  /** Undefined without the option `github`. */
  health(): MirrorHealth | undefined;
  /** What is wrong with the mirror, for the overview. */
  problems(): readonly ProblemView[];
  /** The same for Home Assistant's Repairs. */
  repairs(): readonly RepairIssue[];
  onChange(listener: () => void): () => void;
  start(): void;
  stop(): Promise<void>;
}

/** Opens the local tracker, mirrored where the option `github` says so. Nothing is sent before `start`. */
export const connectTracker = async (parts: {
  readonly options: Options;
  readonly dataFolder: string;
  readonly outbox: TrackerOutbox;
  /** Values beside those of the options that must be in no text; empty ones are left out. */
  readonly moreSecrets: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}): Promise<ConnectedTracker> => {
  const { options, dataFolder, outbox, clock, log } = parts;
  const secrets = [...secretValues(options), ...parts.moreSecrets];
  const record = createGuardedTracker(
    await createLocalTracker({ folder: join(dataFolder, 'tracker'), clock, log }),
    secrets,
  );
  const { repository, token, documentation, api_url: apiUrl } = options.github;
  if (repository === undefined || token === undefined)
    return {
      tracker: record,
      health: () => undefined,
      problems: () => [],
      repairs: () => [],
      onChange: () => () => {},
      start: () => {},
      stop: async () => {},
    };
  const mirror = createGithubMirror(
    {
      repository,
      token,
      secrets,
      ...(documentation === undefined ? {} : { documentation }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    },
    { record, outbox, clock, log },
  );
  const name = `GitHub ${repository}`;
  return {
    tracker: mirror.tracker,
    health: mirror.health,
    problems: () =>
      mirror.health().problems.map(({ message }) => ({
        ref: `github:${repository}`,
        name,
        severity: 'warning',
        text: message.replace(/\.$/, ''),
      })),
    repairs: () =>
      mirror.health().problems.map(({ id, message, mend }) => ({
        issueId: `tracker_behind_${id.replace(/[^a-z0-9]+/g, '_')}`,
        translationKey: 'tracker_behind',
        severity: 'warning',
        placeholders: { tracker: name, error: message, mend },
      })),
    onChange: mirror.onChange,
    start: mirror.start,
    stop: mirror.stop,
  };
};
