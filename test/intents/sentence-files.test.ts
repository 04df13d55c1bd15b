import { describe, expect, test } from 'vitest';
import { StewardError } from '../../src/core/errors.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import type { SentenceSource } from '../../src/intents/sentence-file.ts';
import { fileWith } from './engine.ts';

const errorOf = (files: readonly SentenceSource[]): StewardError => {
  try {
    createRecognizer({ files });
  } catch (error) {
    if (error instanceof StewardError) return error;
    throw error;
  }
  throw new Error('The files were accepted.');
};

const at = (text: string): SentenceSource => ({ path: 'en/Help/all.yaml', text });

describe('a sentence file with a mistake is refused, naming file and line', () => {
  test.each([
    ['no YAML', 'language: en\nintents: [\n', 'line 3', 'no YAML'],
    ['no language', 'intents: {}\n', 'line 1', 'language'],
    ['an unknown key', 'language: en\nintents: {}\nsentence: []\n', 'line 1', 'sentence'],
    [
      'a block without sentences',
      'language: en\nintents:\n  Help:\n    data:\n      - slots: { a: b }\n',
      'line 5',
      'sentences',
    ],
    [
      'an intent that does not exist',
      'language: en\nintents:\n  Dance:\n    data:\n      - sentences: [dance]\n',
      'line 5',
      'no intent "Dance"',
    ],
    ['an open group', fileWith(['fine', 'run (it']), 'line 7', '")" is missing'],
    ['an open optional', fileWith(['run [it']), 'line 6', '"]" is missing'],
    ['an open list', fileWith(['run {it']), 'line 6', '"}" is missing'],
    ['an open rule', fileWith(['run <it']), 'line 6', '">" is missing'],
    ['a group closed twice', fileWith(['run (it))']), 'line 6', 'column 9'],
    ['a list closed twice', fileWith(['run it}']), 'line 6', 'closes nothing'],
    ['"|" and ";" in one group', fileWith(['(a|b;c)']), 'line 6', 'parentheses'],
    ['a permutation of too many', fileWith(['(a;b;c;d;e;f;g)']), 'line 6', 'at most 6'],
    ['a range without slot', fileWith(['wait {1..5}']), 'line 6', 'names no slot'],
    ['a range that is none', fileWith(['wait {5..1:x}']), 'line 6', 'no range'],
    ['a list that does not exist', fileWith(['run {gest}']), 'line 6', 'no list {gest}'],
    ['a rule that does not exist', fileWith(['run <it>']), 'line 6', 'no expansion rule <it>'],
    [
      'a rule that contains itself',
      fileWith(['<a>'], '', 'expansion_rules:\n  a: "x <b>"\n  b: "y [<a>]"'),
      'line 9',
      'contains itself (a > b > a)',
    ],
    [
      'a bad rule that nobody uses',
      fileWith(['a'], '', 'expansion_rules:\n  a: "<nothing>"'),
      'line 9',
      'no expansion rule <nothing>',
    ],
    [
      'a list of two kinds',
      fileWith(['{a}'], '', 'lists:\n  a:\n    wildcard: true\n    values: [b]'),
      'line 10',
      'exactly one of',
    ],
    [
      'a list value that is none',
      fileWith(['{a}'], '', 'lists:\n  a:\n    values:\n      - { inn: b }'),
      'line 11',
      'in, out and context',
    ],
    [
      'a range list that ends before it begins',
      fileWith(['{a}'], '', 'lists:\n  a:\n    range: { from: 5, to: 1 }'),
      'line 10',
      'ends before it begins',
    ],
  ])('%s', (_, text, line, message) => {
    const error = errorOf([at(text)]);
    expect(error.code).toBe('intents.sentences-invalid');
    expect(error.message).toContain(`en/Help/all.yaml, ${line}:`);
    expect(error.message).toContain(message);
    expect(error.mend).toBeTruthy();
  });

  test('a rule or a list that stands in two files', () => {
    const rule = 'language: en\nexpansion_rules:\n  a: "b"\n';
    const list = 'language: en\nlists:\n  a:\n    values: [b]\n';
    expect(
      errorOf([
        { path: 'one.yaml', text: rule },
        { path: 'two.yaml', text: rule },
      ]).message,
    ).toBe('two.yaml, line 3: the expansion rule <a> already stands in one.yaml, line 3.');
    expect(
      errorOf([
        { path: 'one.yaml', text: list },
        { path: 'two.yaml', text: list },
      ]).message,
    ).toContain('two.yaml');
  });
});

test('files of several languages stay apart', () => {
  const german = 'language: de\nintents:\n  Help:\n    data:\n      - sentences: ["hilfe"]\n';
  const recognizer = createRecognizer({
    files: [at(fileWith(['help'])), { path: 'de/Help/all.yaml', text: german }],
  });
  expect(recognizer.languages).toEqual(['en', 'de']);
  expect(recognizer.recognize('hilfe', { language: 'de-AT', lists: {} })).toMatchObject({ intent: 'Help' });
  expect(recognizer.recognize('hilfe', { language: 'en', lists: {} })).toEqual({ kind: 'none' });
  expect(recognizer.recognize('help', { language: 'fr', lists: {} })).toEqual({ kind: 'none' });
});

test('response and metadata come with the match', () => {
  const recognizer = createRecognizer({
    files: [at(fileWith(['help'], 'response: short\nmetadata: { level: 2 }'))],
  });
  expect(recognizer.recognize('help', { language: 'en', lists: {} })).toEqual({
    kind: 'match',
    intent: 'Help',
    slots: {},
    metadata: { level: 2 },
    response: 'short',
  });
});
