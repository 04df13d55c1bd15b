import type { Log } from '../../../src/core/log.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { TrackerOutbox } from '../../../src/core/outbox.ts';
import type { RecordTracker, Tracker } from '../../../src/core/tracker.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createOutboxStore } from '../../../src/store/outbox-store.ts';
import {
  createGithubMirror,
  type GithubMirror,
  type GithubMirrorOptions,
} from '../../../src/tracker/github/github-mirror.ts';
import { createGithubStandIn, type GithubStandIn } from '../../standins/github/github-standin.ts';
import { filesOf, historyOf } from '../../standins/github/state.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryTracker, emptyTrackerRecords } from '../../support/memory-tracker.ts';

export const target = 'github:alice/homelab';
export const token = 'github_pat_ofAlice';

/** A mirror with everything around it, over which "restarts" can happen. */
export interface MirrorFixture {
  readonly clock: FakeClock;
  readonly github: GithubStandIn;
  readonly outbox: TrackerOutbox;
  readonly record: RecordTracker;
  /** What a person was told: every warning, and what is over. */
  readonly told: string[];
  /** The mirror of now. */
  mirror: GithubMirror;
  readonly tracker: () => Tracker;
  /** Ends the mirror and makes another over the same records. */
  restart(deps?: { fetch?: typeof globalThis.fetch; outbox?: TrackerOutbox }): Promise<void>;
  /** One pass, with time going on while an answer does not come. */
  pass(): Promise<void>;
  /** Passes, with ten seconds between them, until nothing waits. */
  synchronise(mostPasses?: number): Promise<void>;
}

/** Makes one with an empty record and a repository with a README. */
export const createMirrorFixture = (
  options: Partial<GithubMirrorOptions> & { readonly isEmpty?: boolean } = {},
): MirrorFixture => {
  const { isEmpty = false, ...mirrorOptions } = options;
  const clock = createFakeClock();
  const github = createGithubStandIn({ clock, isEmpty });
  const records = emptyTrackerRecords();
  const record = createMemoryTracker(records, clock);
  const outbox = createOutboxStore(openDatabase(':memory:'));
  const told: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (message) => told.push(message),
    info: (message) => told.push(message),
    child: () => log,
  };
  const make = (deps: { fetch?: typeof globalThis.fetch; outbox?: TrackerOutbox } = {}) =>
    createGithubMirror(
      { repository: 'alice/homelab', token, pacing: 'none', ...mirrorOptions },
      { record, outbox, clock, log, fetch: github.fetch, ...deps },
    );
  const fixture: MirrorFixture = {
    clock,
    github,
    outbox,
    record,
    told,
    mirror: make(),
    tracker: () => fixture.mirror.tracker,
    restart: async (deps) => {
      await fixture.mirror.stop();
      fixture.mirror = make(deps);
    },
    pass: async () => {
      let isOver = false;
      const passing = fixture.mirror.synchronise().finally(() => {
        isOver = true;
      });
      for (let turn = 0; turn < 1_000 && !isOver; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      while (!isOver) await clock.advance(31_000);
      await passing;
    },
    synchronise: async (mostPasses = 400) => {
      for (let passes = 0; passes < mostPasses; passes += 1) {
        await fixture.pass();
        if (outbox.countPending(target) === 0 && outbox.closingLinks(target).length === 0) return;
        clock.set(clock.now() + 10_000);
      }
    },
  };
  return fixture;
};

export const page = 'docs/infrastructure/guests/paperless-ngx.md';

/** All that a run writes, under one name: issue, analysis, approval, progress, commit. @returns the issue's number */
export const writeRun = async (tracker: Tracker, name: string): Promise<number> => {
  const { number } = await tracker.openIssue({
    key: `approval_${name}`,
    title: `Restart ${name}`,
    body: `Asked by Alice: restart ${name}.`,
    labels: ['homelab', 'risk:disruptive'],
  });
  for (const part of ['analysis', 'decision', 'progress'])
    await tracker.comment(number, { key: `approval_${name}/${part}`, body: `## ${part}\nof ${name}` });
  await tracker.addLabels(number, ['approved']);
  await tracker.commit({
    key: `run_${name}/documentation`,
    message: `docs(infrastructure): restarted ${name}\n\nRun run_${name}.\nfixes #${number}`,
    files: [
      { path: page, update: (current = '# Paperless\n\n') => `${current}- restarted ${name}\n` },
      { path: 'CHANGELOG.md', update: (current = '# Changelog\n') => `${current}- ${name}\n` },
    ],
  });
  return number;
};

/** What is at GitHub, in one form for all ways to get there. */
export const seen = ({ state }: GithubStandIn) => ({
  issues: state.issues
    .filter(({ pull }) => pull === undefined)
    .map(({ title, labels, state: is, comments }) => ({
      title,
      labels,
      is,
      comments: comments.map(({ body }) => body),
    })),
  commits: historyOf(state, state.refs['heads/main'] ?? '')
    .filter(({ message }) => message.startsWith('docs(infrastructure)'))
    .map(({ message }) => message),
  page: filesOf(state, 'main')[page],
  changelog: filesOf(state, 'main')['CHANGELOG.md'],
});
