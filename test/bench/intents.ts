import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { listsOf } from '../../src/intents/inventory-lists.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { guest, homelab, inventoryOf } from '../intents/homelab.ts';
import { type Bench, quantile } from './measure.ts';

const guests = 1_000;
const rounds = 10;

const adjectives = ['red', 'blue', 'green', 'dark', 'bright', 'cold', 'warm', 'fast', 'slow', 'calm'];
const animals = ['fox', 'bear', 'otter', 'falcon', 'tiger', 'panda', 'heron', 'lynx', 'moose', 'eagle'];
const roles = ['web', 'database', 'cache', 'proxy', 'queue', 'mail', 'search', 'metrics', 'build', 'wiki'];

const names = adjectives
  .flatMap((adjective) => animals.flatMap((animal) => roles.map((role) => `${adjective}-${animal}-${role}`)))
  .slice(0, guests);

/**
 * Time to understand one sentence with 1,000 guests to tell apart: a hundred about guests, as speech recognition writes
 * their names, and those that people say to a house, of which most are none of Steward's business.
 */
export const intents: Bench = {
  limitMs: 60_000,
  run: async (print) => {
    const objects = [
      ...homelab.objects.values(),
      ...names.map((name, index) => guest(1_000 + index, name, index % 2 === 0 ? 'vm' : 'container')),
    ];
    const lists = listsOf(inventoryOf(objects));
    const recognizer = createRecognizer();
    const homelabSentences = names
      .filter((_, index) => index % 10 === 0)
      .map((name) => `restart the ${name.split('-').join(' ')} please`);
    const houseFile = join(import.meta.dirname, '../intents/house-sentences.en.yaml');
    const groups = { homelab: homelabSentences, house: parse(readFileSync(houseFile, 'utf8')) as string[] };
    for (const [group, sentences] of Object.entries(groups)) {
      const samples: number[] = [];
      for (let round = 0; round <= rounds; round += 1)
        for (const text of sentences) {
          const before = performance.now();
          recognizer.recognize(text, { language: 'en', lists });
          // The first round compiles.
          if (round > 0) samples.push((performance.now() - before) * 1_000);
        }
      print({ name: `intents_${group}_p50`, value: quantile(samples, 0.5), unit: 'µs' });
      print({ name: `intents_${group}_p95`, value: quantile(samples, 0.95), unit: 'µs' });
    }
  },
};
