import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectTracker } from '../../src/compose/connect-tracker.ts';
import { parseOptions } from '../../src/config/parse-options.ts';
import { silentLog } from '../../src/core/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOutboxStore } from '../../src/store/outbox-store.ts';
import { secretMarker } from '../../src/tracker/without-secrets.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const connect = (github: object) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'steward-tracker-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const clock = createFakeClock();
  const outbox = createOutboxStore(openDatabase(':memory:'));
  const home_assistant = { url: 'http://192.0.2.2:8123', token: 'the-token-of-the-house' };
  const options = parseOptions({ github, home_assistant });
  const parts = { options, dataFolder, outbox, moreSecrets: ['', 'supervisor-token'], clock, log: silentLog };
  return { tracker: connectTracker(parts), clock };
};

describe('the tracker that Steward connects', () => {
  it('is the local one without the option github, and lets no secret in', async () => {
    const { tracker, health, problems, repairs } = await connect({}).tracker;
    expect([tracker.kind, health(), problems(), repairs()]).toEqual(['local', undefined, [], []]);
    const body = 'the-token-of-the-house and supervisor-token';
    const issue = await tracker.openIssue({ key: 'a', title: 't', body, labels: [] });
    expect(issue.body).toBe(`${secretMarker} and ${secretMarker}`);
  });

  it('is mirrored with it, and shows in the overview and in Repairs what is wrong there', async () => {
    const { tracker: connecting, clock } = connect({
      repository: 'alice/homelab',
      token: 'github_pat_x',
      // Nothing listens there.
      api_url: 'https://127.0.0.1:9/api/v3',
    });
    const connected = await connecting;
    expect(connected.tracker.kind).toBe('github');
    await connected.tracker.openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    expect(connected.health()).toEqual({ state: 'ok', waiting: 1, problems: [] });
    const isTold = new Promise<void>((resolve) => connected.onChange(resolve));
    connected.start();
    let isOver = false;
    void isTold.then(() => {
      isOver = true;
    });
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(1_000);
    }
    expect(connected.problems()).toEqual([
      {
        ref: 'github:alice/homelab',
        name: 'GitHub alice/homelab',
        severity: 'warning',
        text: 'GitHub cannot be reached: no answer to GET /repos/{owner}/{repo} of alice/homelab',
      },
    ]);
    expect(connected.repairs()).toMatchObject([
      {
        issueId: 'tracker_behind_github_unreachable',
        translationKey: 'tracker_behind',
        placeholders: {
          tracker: 'GitHub alice/homelab',
          mend: expect.stringContaining('Nothing has to be done'),
        },
      },
    ]);
    await connected.stop();
  });
});
