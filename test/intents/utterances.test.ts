import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { intentNames } from '../../src/intents/intent-names.ts';
import { choicesOf, createInventoryLists } from '../../src/intents/inventory-lists.ts';
import type { Context } from '../../src/intents/recognizer.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { workflowList } from '../../src/intents/workflow-list.ts';
import { homelab, homelabWorkflows } from './homelab.ts';

interface Utterances {
  readonly intent: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly context?: Context;
  readonly say: readonly string[];
}

const read = <Data>(file: string): Data =>
  parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Data;

const recognizer = createRecognizer();
const choice = choicesOf(['paperless-ngx', 'paperless-ai'].map((name) => ({ value: name, text: name })));
const lists = { ...createInventoryLists()(homelab), workflow: workflowList(homelabWorkflows) };

/** Values of named things are refs; the table has the names that are shown. */
const shown = (slots: Readonly<Record<string, { value: string; text: string }>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(slots).map(([slot, { value, text }]) => [
      slot,
      value.startsWith('proxmox:') ? text : value,
    ]),
  );

const table = read<readonly Utterances[]>('utterances.en.yaml');

describe('what people say', () => {
  for (const { intent, slots = {}, context = {}, say } of table) {
    const inContext = Object.keys(context).length === 0 ? '' : ` with ${Object.keys(context).join(', ')}`;
    test.each(say)(`"%s" is understood as ${intent} ${JSON.stringify(slots)}${inContext}`, (text) => {
      const known = 'choosing' in context ? { ...lists, choice } : lists;
      const recognition = recognizer.recognize(text, { language: 'en', lists: known, context });
      expect(recognition.kind).toBe('match');
      if (recognition.kind !== 'match') return;
      expect({ intent: recognition.intent, slots: shown(recognition.slots) }).toEqual({ intent, slots });
    });
  }

  test('every intent is in the table', () => {
    expect([...new Set(table.map(({ intent }) => intent))].sort()).toEqual([...intentNames].sort());
  });
});

describe('what belongs to the rest of the house', () => {
  test.each(read<readonly string[]>('house-sentences.en.yaml'))('"%s" is left to Home Assistant', (text) => {
    expect(recognizer.recognize(text, { language: 'en', lists })).toEqual({ kind: 'none' });
  });
});
