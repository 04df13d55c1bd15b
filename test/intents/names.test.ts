import { describe, expect, test } from 'vitest';
import { choicesOf, createInventoryLists, listsOf } from '../../src/intents/inventory-lists.ts';
import { nameParts, spokenForms } from '../../src/intents/names.ts';
import { identifierWords, numberWords } from '../../src/intents/number-words.ts';
import type { Recognition } from '../../src/intents/recognizer.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { guest, homelab, inventoryOf, node, pool } from './homelab.ts';

const recognizer = createRecognizer();
const ask = (text: string, ...guests: readonly ReturnType<typeof guest>[]): Recognition =>
  recognizer.recognize(text, { language: 'en', lists: listsOf(inventoryOf(guests)) });

const paperless = guest(101, 'paperless-ngx', 'container');
const intelligence = guest(102, 'paperless-ai', 'vm', 'chief-horse');

describe('names as they are heard', () => {
  test.each([
    ['still-fawn', ['still fawn', 'stillfawn', 'Still-Fawn', 'STILL FAWN', 'still_fawn', 'still fawns']],
    [
      'paperless-ngx',
      [
        'paperless n g x',
        'paperless ngx',
        'paperless',
        'paperlessngx',
        'paperless N.G.X.',
        'paperles ngx',
        'ngx',
      ],
    ],
    ['home-assistant', ['home assistant', 'homeassistant', 'HomeAssistant', 'home assistent']],
    ['k3s-server', ['k 3 s server', 'k3s server', 'k three s server', 'k3s', 'k three s']],
    ['uptime-kuma', ['uptime kuma', 'uptimekuma', 'kuma', 'uptime kumar']],
    ['HomeBridge', ['home bridge', 'homebridge']],
    ['pve1', ['pve 1', 'p v e one', 'pve one']],
    ['node_21', ['node 21', 'node twenty one', 'node two one']],
    ['db.internal', ['db internal', 'd b internal', 'db.internal', 'internal']],
  ])('%s', (name, heard) => {
    for (const words of heard) {
      const recognition = ask(`restart ${words}`, guest(500, name, 'vm'), guest(501, 'other', 'vm'));
      expect([words, recognition]).toEqual([
        words,
        expect.objectContaining({ kind: 'match', intent: 'RestartGuest' }),
      ]);
      expect(recognition).toMatchObject({
        slots: { guest: { value: 'proxmox:home/guest/500', text: name } },
      });
    }
  });

  test.each(['101', 'one oh one', 'one zero one', 'one o one', 'one hundred one', 'one hundred and one'])(
    'a guest is found by its id said as "%s"',
    (id) => expect(ask(`restart ${id}`, paperless)).toMatchObject({ kind: 'match', intent: 'RestartGuest' }),
  );

  test('an id is read in the ways people read numbers', () => {
    expect(identifierWords(121)).toContain('one twenty one');
    expect(identifierWords(1205)).toContain('twelve oh five');
    expect(identifierWords(100)).toContain('one hundred');
    expect(numberWords(123456)).toContain('one hundred and twenty three thousand four hundred and fifty six');
    expect(numberWords(1_000_000)).toEqual([]);
  });

  test('the parts of a name', () => {
    expect(nameParts('paperless-ngx')).toEqual(['paperless', 'ngx']);
    expect(nameParts('HomeAssistant_02')).toEqual(['Home', 'Assistant', '02']);
    expect(spokenForms('nas')).toEqual({ text: ['nas'], short: [] });
    expect(spokenForms('a-b-c-d-e-f').short).toEqual([]);
  });
});

describe('a name that fits several things', () => {
  test('is asked about, not guessed', () => {
    expect(ask('restart paperless', paperless, intelligence)).toEqual({
      kind: 'ambiguous',
      intent: 'RestartGuest',
      slot: 'guest',
      heard: 'paperless',
      candidates: [
        { value: paperless.ref, text: 'paperless-ngx' },
        { value: intelligence.ref, text: 'paperless-ai' },
      ],
      slots: {},
    });
  });

  test('is settled by the kind', () => {
    const slots = (text: string) => ask(text, paperless, intelligence);
    expect(slots('restart the paperless container')).toMatchObject({
      slots: { guest: { value: paperless.ref } },
    });
    expect(slots('restart the paperless vm')).toMatchObject({
      slots: { guest: { value: intelligence.ref } },
    });
  });

  test('is settled by a full name, even when others begin with it', () => {
    const nas = guest(105, 'nas', 'vm');
    expect(ask('restart nas', nas, guest(106, 'nas-replica', 'vm'))).toMatchObject({
      slots: { guest: { value: nas.ref } },
    });
  });

  test('is shown so that two of the same name can be told apart', () => {
    const recognition = ask('restart web', guest(201, 'web', 'vm'), guest(202, 'web', 'vm', 'chief-horse'));
    expect(recognition).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ text: 'web 201' }, { text: 'web 202' }],
    });
  });

  test('keeps the other slots', () => {
    const recognition = ask('take a snapshot of paperless called before upgrade', paperless, intelligence);
    expect(recognition).toMatchObject({
      kind: 'ambiguous',
      slots: { snapshot: { value: 'before upgrade' } },
    });
  });

  test('concerns pools too', () => {
    const recognition = recognizer.recognize('how full is rpool', {
      language: 'en',
      lists: listsOf(homelab),
    });
    expect(recognition).toMatchObject({
      kind: 'ambiguous',
      intent: 'PoolState',
      slot: 'pool',
      candidates: [{ text: 'rpool on still-fawn' }, { text: 'rpool on chief-horse' }],
    });
  });

  test('is not guessed from a wrong letter', () => {
    const near = [guest(1001, 'grafana', 'vm'), guest(1002, 'grafena', 'vm')];
    expect(ask('restart grafuna', ...near)).toEqual({ kind: 'none' });
  });
});

describe('a name that nobody knows', () => {
  test.each([
    ['restart the papaya container', 'RestartGuest', 'guest', 'papaya'],
    ['is the papaya vm running', 'GuestState', 'guest', 'papaya'],
    ['stop container papaya', 'StopGuest', 'guest', 'papaya'],
    ['take a snapshot of papaya', 'SnapshotGuest', 'guest', 'papaya'],
    ['roll back papaya to the last snapshot', 'RollbackGuest', 'guest', 'papaya'],
    ['how full is the papaya pool', 'PoolState', 'pool', 'papaya'],
    ['when was papaya backed up', 'BackupState', 'guest', 'papaya'],
    ['is node papaya online', 'NodeState', 'node', 'papaya'],
    ['can you please restart the Green Papaya VM', 'RestartGuest', 'guest', 'Green Papaya'],
  ])('"%s" is said to be unknown', (text, intent, slot, heard) => {
    const recognition = recognizer.recognize(text, { language: 'en', lists: listsOf(homelab) });
    expect(recognition).toEqual({ kind: 'unknown-name', intent, slot, heard });
  });

  test.each([
    'restart papaya',
    'start the papaya',
    'is papaya running',
    'stop the kitchen server fan',
    'restart the server',
  ])('"%s" is left to Home Assistant', (text) =>
    expect(recognizer.recognize(text, { language: 'en', lists: listsOf(homelab) })).toEqual({ kind: 'none' }),
  );
});

describe('lists of the inventory', () => {
  test('leave templates out and know containers from virtual machines', () => {
    const lists = listsOf(homelab);
    const values = (list: string) => lists[list]?.map(({ value }) => value);
    expect(values('guest')).not.toContain('proxmox:home/guest/900');
    expect(values('container')).toContain('proxmox:home/guest/101');
    expect(values('vm')).toEqual(['100', '105', '106', '110', '121'].map((id) => `proxmox:home/guest/${id}`));
  });

  test('stay the same objects while the names stay the same', () => {
    const lists = createInventoryLists();
    const first = lists(inventoryOf([node('a'), guest(1, 'b', 'vm')]));
    expect(lists(inventoryOf([node('a'), { ...guest(1, 'b', 'vm'), cpu: 0.5 }]))).toBe(first);
    expect(lists(inventoryOf([node('a'), guest(1, 'c', 'vm')]))).not.toBe(first);
    expect(lists(inventoryOf([node('a'), guest(1, 'c', 'vm'), pool('tank', 'a')]))['pool']).toHaveLength(1);
  });

  test('of choices know each by what only it has', () => {
    const choices = choicesOf(['paperless-ngx', 'paperless-ai'].map((name) => ({ value: name, text: name })));
    expect(choices.map(({ text }) => text)).toEqual([
      ['paperless-ngx', 'ngx'],
      ['paperless-ai', 'ai'],
    ]);
  });
});
