import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHassLink } from '../../cards/src/links/hass-link.ts';
import { atAGlance } from '../../cards/src/model/at-a-glance.ts';
import { ago, bytes, duration, percent, value } from '../../cards/src/model/format.ts';
import { currentRuns, historyOf, waitingRequests } from '../../cards/src/model/history.ts';
import { showInventory } from '../../cards/src/model/inventory-groups.ts';
import { suggestionsFor } from '../../cards/src/model/suggestions.ts';
import { learnServerTime, serverNow } from '../../cards/src/model/time.ts';
import { english } from '../../cards/src/texts/en.ts';
import { countText, text, useLanguage } from '../../cards/src/texts/texts.ts';
import { demoOverview, largeOverview } from '../http/panel/demo-overview.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);
const overview = demoOverview(nowMs);

beforeEach(() => {
  vi.useFakeTimers({ now: nowMs });
  useLanguage('en');
  learnServerTime(nowMs);
});
afterEach(() => vi.useRealTimers());

describe('numbers and times as people read them', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1_500_000_000, '1.5 GB'],
    [10_900_000_000_000, '11 TB'],
  ])('writes %d bytes as %s', (count, words) => expect(bytes(count)).toBe(words));

  it.each([
    [999, '0 sec'],
    [59_000, '59 sec'],
    [3_599_000, '59 min'],
    [90_000_000, '1 day'],
  ])('writes %d ms as %s', (ms, words) => expect(duration(ms)).toBe(words));

  it('counts from Steward’s clock when this device’s is wrong', () => {
    learnServerTime(nowMs + 3_600_000);
    expect(serverNow()).toBe(nowMs + 3_600_000);
    expect(ago(nowMs)).toBe('1 hour ago');
    expect(ago(nowMs + 3_600_000)).toBe('now');
  });

  it('names nothing as nothing and writes structures as they are', () => {
    expect(value(null)).toBe('nothing');
    expect(value('running')).toBe('running');
    expect(value({ cores: 4 })).toBe('{"cores":4}');
  });

  it('writes numbers as the language does, and reads English where there is no text', () => {
    useLanguage('de');
    expect(percent(0.78)).toBe('78\u00a0%');
    expect(bytes(1_500_000_000)).toBe('1,5 GB');
    expect(text('nav.overview')).toBe('Overview');
    useLanguage('not a language');
    expect(percent(0.78)).toBe('78%');
  });
});

describe('the texts', () => {
  it('have a form for one and for others', () => {
    expect(countText('inventory.guests', 1)).toBe('1 guest');
    expect(countText('inventory.guests', 1_200)).toBe('1,200 guests');
  });

  it('are all used', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const folder = new URL('../../cards/src/', import.meta.url).pathname;
    const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('en.ts'))
      .map((file) => readFileSync(folder + file, 'utf8'))
      .join('\n');
    const families = ['health', 'state', 'run', 'step', 'risk', 'problems', 'nav', 'inventory', 'autonomy'];
    const unused = Object.keys(english).filter((key) => {
      const family = key.split('.')[0] ?? '';
      const stem = key.replace(/\.(one|other)$/, '');
      const isBuilt = families.includes(family) && source.includes(`\`${family}.\${`);
      return !source.includes(`'${stem}'`) && !isBuilt;
    });
    expect(unused).toEqual([]);
  });
});

describe('requests and runs', () => {
  it('keeps waiting requests in the order in which they came, so that none slips from under the finger', () => {
    expect(waitingRequests(overview).map(({ id }) => id)).toEqual(['approval_restart', 'approval_rollback']);
  });

  it('keeps a run in view for a while after its end, behind those that run', () => {
    const endedAtMs = nowMs - 60_000;
    const runs = overview.runs.map((run) => (run.state === 'running' ? run : { ...run, endedAtMs }));
    const ids = (atMs: number) => currentRuns({ ...overview, runs }, atMs).map(({ id }) => id);
    expect(ids(nowMs)).toEqual(['run_snapshot', 'run_jellyfin']);
    expect(ids(nowMs + 10 * 60_000)).toEqual(['run_snapshot']);
  });

  it('tells what is over, newest first, each thing once', () => {
    expect(historyOf(overview).map(({ kind, id }) => [kind, id])).toEqual([
      ['run', 'run_jellyfin'],
      ['request', 'approval_lapsed'],
      ['request', 'approval_denied'],
    ]);
  });
});

describe('the inventory as it is shown', () => {
  const guestsOf = (query: string, filter: Parameters<typeof showInventory>[2] = 'all') =>
    showInventory(overview.inventory, query, filter).groups.flatMap(({ guests }) =>
      guests.map(({ name }) => name),
    );

  it('is whole without a search', () => {
    const shown = showInventory(overview.inventory, '', 'all');
    expect(shown.groups.map(({ name, guests }) => [name, guests.length])).toEqual([
      ['still-fawn', 4],
      ['chief-horse', 5],
      ['pumped-piglet', 3],
    ]);
  });

  it.each([
    ['paper', ['paperless-ngx']],
    ['101', ['paperless-ngx']],
    ['PIGLET jelly', ['jellyfin']],
    ['no such thing', []],
  ])('finds %j', (query, names) => expect(guestsOf(query)).toEqual(names));

  it('counts unknown among what needs attention: missing data is not health', () => {
    expect(guestsOf('', 'attention')).toEqual(['minecraft', 'nas', 'ollama']);
    expect(guestsOf('', 'stopped')).toEqual(['minecraft']);
  });

  it('shows guests of a node that is not known', () => {
    const shown = showInventory({ ...overview.inventory, nodes: [] }, '', 'all');
    expect(shown.groups.map(({ name, node }) => [name, node])).toContainEqual(['still-fawn', undefined]);
  });

  it('sums itself up, the worst first', () => {
    const glance = atAGlance(overview.inventory);
    expect(glance.nodes).toEqual({ part: 3, whole: 3, health: 'ok' });
    expect(glance.guests).toEqual({ part: 10, whole: 12, health: 'warning' });
    expect(glance.fullestPool).toMatchObject({ name: 'tank', health: 'warning' });
    expect(glance.oldestBackup).toEqual({ name: 'minecraft', atMs: null });
  });

  it('calls an empty inventory unknown, not well', () => {
    const glance = atAGlance({ nodes: [], guests: [], pools: [], storages: [], disks: [] });
    expect(glance.nodes.health).toBe('unknown');
    expect(glance.oldestBackup).toBeUndefined();
  });

  it('filters 1,000 guests in a few milliseconds', () => {
    const { inventory } = largeOverview(nowMs, 1_000);
    vi.useRealTimers();
    const startMs = performance.now();
    showInventory(inventory, 'worker-777', 'all');
    expect(performance.now() - startMs).toBeLessThan(50);
  });
});

describe('suggestions', () => {
  it('come from the state of the homelab and never repeat what was asked', () => {
    expect(suggestionsFor(overview, [])).toEqual(['What is wrong?', 'How full is tank?', 'Start minecraft']);
    expect(suggestionsFor(overview, ['how full is tank?'])).not.toContain('How full is tank?');
  });

  it('follow up on the thing that was asked about last', () => {
    expect(suggestionsFor(overview, ['is still-fawn ok?'])[0]).toBe('What about its memory?');
    expect(suggestionsFor(overview, ['is still-fawn ok?', 'What waits?'])).not.toContain(
      'What about its memory?',
    );
  });

  it('are there before the state is known', () => {
    expect(suggestionsFor(undefined, [])).toHaveLength(3);
  });
});

describe('the link through Home Assistant', () => {
  it('tries again while the integration is missing', async () => {
    const states: string[] = [];
    let tries = 0;
    const close = createHassLink({
      connected: true,
      subscribeMessage: async () => {
        tries += 1;
        throw { code: 'unknown_command' };
      },
      addEventListener: () => {},
      removeEventListener: () => {},
    }).open({ overview: () => {}, connection: (state) => states.push(state) });
    await vi.advanceTimersByTimeAsync(10_500);
    expect(tries).toBe(2);
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tries).toBe(2);
    expect(states).toEqual(['connecting', 'absent', 'absent']);
  });
});
