import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { listsOf } from '../../src/intents/inventory-lists.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { guest, homelab, inventoryOf } from './homelab.ts';

const roles = ['web', 'database', 'cache', 'proxy', 'queue', 'mail', 'search', 'metrics', 'build', 'wiki'];
const places = ['fox', 'bear', 'otter', 'falcon', 'tiger', 'panda', 'heron', 'lynx', 'moose', 'eagle'];
const colors = ['red', 'blue', 'green', 'dark', 'bright', 'cold', 'warm', 'fast', 'slow', 'calm'];

test('a sentence is understood in less than 3 ms of processor time with 1,000 more guests', () => {
  const names = colors.flatMap((color) =>
    places.flatMap((place) => roles.map((role) => `${color}-${place}-${role}`)),
  );
  const guests = names.map((name, index) => guest(1000 + index, name, index % 2 === 0 ? 'vm' : 'container'));
  const lists = listsOf(inventoryOf([...homelab.objects.values(), ...guests]));
  const recognizer = createRecognizer();
  const house = parse(readFileSync(join(import.meta.dirname, 'house-sentences.en.yaml'), 'utf8')) as string[];
  const sentences = [
    ...house,
    ...names.slice(0, 100).map((name) => `restart the ${name.split('-').join(' ')} please`),
  ];
  const understandAll = (): void => {
    for (const sentence of sentences) recognizer.recognize(sentence, { language: 'en', lists });
  };
  understandAll();
  const before = process.cpuUsage();
  understandAll();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000 / sentences.length).toBeLessThan(3);
});
