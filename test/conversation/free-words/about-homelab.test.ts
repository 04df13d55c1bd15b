import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isAboutHomelab } from '../../../src/conversation/free-words/about-homelab.ts';
import { createNamedObjects } from '../../../src/intents/named-objects.ts';
import { guest, inventoryOf, node, pool } from '../../support/inventory.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);
const inventory = inventoryOf(
  [
    node('still-fawn'),
    guest(101, 'paperless-ngx', nowMs),
    guest(102, 'home-assistant', nowMs),
    guest(103, 'immich', nowMs),
    pool('tank', 0.7),
  ],
  nowMs,
);
const namedObjects = createNamedObjects(() => ({ immich: ['the photo album'] }));
const isAbout = (text: string, rest: { isFollowUp?: boolean; isForSteward?: boolean } = {}): boolean =>
  isAboutHomelab({
    text,
    named: namedObjects(text, inventory).length,
    isFollowUp: false,
    isAnswer: false,
    isForSteward: false,
    ...rest,
  });

describe('what is about the homelab', () => {
  it.each([
    'why does paperless use so much memory',
    'should I buy another disk for the cluster',
    'plan a memory upgrade for the photo album',
    'what is the cheapest way to get more ZFS space',
    'is still fawn worth keeping',
    'warum ist der Server so langsam',
    '¿por qué está lleno el disco?',
    'pourquoi le serveur redémarre',
    'waarom is de opslag vol',
    'move immich off still-fawn',
  ])('%s', (text) => expect(isAbout(text)).toBe(true));

  it.each([
    'turn on the kitchen light',
    'what is the capital of France',
    'turn off the server room lights',
    'is anyone home',
    'set a timer for 101 minutes',
    'tell me a joke',
    'wie wird das Wetter morgen',
    'play some music in the living room',
    'host a party',
  ])('not: %s', (text) => expect(isAbout(text)).toBe(false));

  it('leaves every sentence to the house that is known to be the house’s', () => {
    const file = join(import.meta.dirname, '../../intents/house-sentences.en.yaml');
    const sentences = parse(readFileSync(file, 'utf8')) as readonly string[];
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((text) => isAbout(text))).toEqual([]);
  });

  it('takes what goes on with it for the same', () => {
    for (const text of ['and why is that', 'why', 'what about it', 'und warum'])
      expect([isAbout(text), isAbout(text, { isFollowUp: true })], text).toEqual([false, true]);
    expect(isAbout('turn it off in the kitchen', { isFollowUp: true })).toBe(false);
    expect(isAbout('what is the capital of France', { isFollowUp: true })).toBe(false);
  });

  it('takes whatever is typed to Steward itself, except orders to the house', () => {
    expect(isAbout('what do you think', { isForSteward: true })).toBe(true);
    expect(isAbout('turn on the kitchen light', { isForSteward: true })).toBe(false);
    expect(isAbout(' ?! ', { isForSteward: true })).toBe(false);
  });
});

describe('what is named', () => {
  it('is found as people say it, in order, and once', () => {
    const names = (text: string) => namedObjects(text, inventory).map(({ name }) => name);
    expect(names('move Paperless from still fawn, then paperless ngx to tank')).toEqual([
      'paperless-ngx',
      'still-fawn',
      'tank',
    ]);
    expect(names('the photo album is slow')).toEqual(['immich']);
    expect(names('go home')).toEqual([]);
  });
});
