import { describe, expect, test } from 'vitest';
import { fileWith, understand } from './engine.ts';

const lists =
  'lists:\n  name:\n    wildcard: true\n  color:\n    values: [red, { in: "(blue|azure)", out: blue }]\n  level:\n    range: { from: 0, to: 100, step: 10 }';

/** Each template with sentences that it matches, with their slots, and sentences that it does not match. */
const cases: Record<
  string,
  { matches: Record<string, Record<string, string>>; refuses?: readonly string[] }
> = {
  'run the test': {
    matches: { 'run the test': {}, 'Run the  test!': {}, 'run the-test': {} },
    refuses: ['run test', 'run the tests', 'arun the test'],
  },
  'run [the] test': {
    matches: { 'run test': {}, 'run the test': {} },
    refuses: ['run thetest', 'runtest', 'run the the test'],
  },
  '[please] run': { matches: { run: {}, 'please run': {} }, refuses: ['pleaserun'] },
  'run [it] [now]': { matches: { run: {}, 'run now': {}, 'run it now': {} }, refuses: ['run now it'] },
  '(start|run|go) it': { matches: { 'start it': {}, 'go it': {} }, refuses: ['startrun it', 'it'] },
  'light[s] on': { matches: { 'light on': {}, 'lights on': {} }, refuses: ['light s on'] },
  '(re|un)start[ed]': { matches: { restart: {}, unstarted: {} }, refuses: ['start', 're start'] },
  'snow(man|board[er])': {
    matches: { snowman: {}, snowboard: {}, snowboarder: {} },
    refuses: ['snow', 'snow man'],
  },
  '(turn on;now)': { matches: { 'turn on now': {}, 'now turn on': {} }, refuses: ['turn on', 'turn now on'] },
  '(one;[two];three) end': {
    matches: { 'one two three end': {}, 'three one end': {}, 'three two one end': {} },
    refuses: ['two three end'],
  },
  'paint it {color}': {
    matches: { 'paint it red': { color: 'red' }, 'paint it azure': { color: 'blue' } },
    refuses: ['paint it', 'paint it green'],
  },
  'paint {color:wall}s': { matches: { 'paint reds': { wall: 'red' } }, refuses: ['paint red s'] },
  'call it {name}': {
    matches: {
      'call it before upgrade': { name: 'before upgrade' },
      'call it Big Bang': { name: 'Big Bang' },
    },
    refuses: ['call it'],
  },
  'call {name} on {name:place}': {
    matches: { 'call a b on c': { name: 'a b', place: 'c' } },
    refuses: ['call on c', 'call a on'],
  },
  'dim to {level} [percent]': {
    matches: {
      'dim to 50 percent': { level: '50' },
      'dim to fifty': { level: '50' },
      'dim to one hundred percent': { level: '100' },
    },
    refuses: ['dim to 55', 'dim to 110'],
  },
  'wait {1..5:count} (second|seconds)': {
    matches: { 'wait 3 seconds': { count: '3' }, 'wait five seconds': { count: '5' } },
    refuses: ['wait 6 seconds', 'wait zero seconds'],
  },
  'wait {10..30,10:count} minutes': {
    matches: { 'wait 20 minutes': { count: '20' }, 'wait thirty minutes': { count: '30' } },
    refuses: ['wait 15 minutes', 'wait 40 minutes'],
  },
  'set {-10..10:degrees}': {
    matches: { 'set -5': { degrees: '-5' }, 'set minus five': { degrees: '-5' } },
    refuses: ['set -11'],
  },
  'read {name:@title} aloud': { matches: { 'read war and peace aloud': {} }, refuses: ['read aloud'] },
  'say {@color}': { matches: { 'say red': {} } },
  'press \\[enter\\] \\| \\<x\\>': { matches: { 'press enter x': {} } },
  "it's (fine|ok)": { matches: { "it's fine": {}, 'it’s ok': {} }, refuses: ['its fine'] },
  '': { matches: {}, refuses: ['anything'] },
};

describe('a template', () => {
  for (const [template, { matches, refuses = [] }] of Object.entries(cases)) {
    const read = understand(fileWith([template], '', lists));
    for (const [text, slots] of Object.entries(matches)) {
      test(`"${template}" matches "${text}"`, () => expect(read(text)).toEqual(slots));
    }
    for (const text of refuses) {
      test(`"${template}" does not match "${text}"`, () => expect(read(text)).toBeUndefined());
    }
  }

  test('uses expansion rules, which may use rules and lists', () => {
    const top = `expansion_rules:\n  polite: "[please]"\n  paint: "<polite> (paint|color) it {color}"\n${lists}`;
    expect(understand(fileWith(['<paint> [now]'], '', top))('please color it red now')).toEqual({
      color: 'red',
    });
  });

  test('uses the rules and lists of its own block before those of all', () => {
    const block =
      'expansion_rules:\n  what: "(own)"\nlists:\n  thing:\n    values: [{ in: stone, out: rock }]';
    const top = 'expansion_rules:\n  what: "(common)"\nlists:\n  thing:\n    values: [wood]';
    const read = understand(fileWith(['<what> {thing}'], block, top));
    expect(read('own stone')).toEqual({ thing: 'rock' });
    expect(read('common wood')).toBeUndefined();
  });
});

describe('a block of sentences', () => {
  test('fills slots whatever was said, but not over what was said', () => {
    const read = understand(fileWith(['paint [it {color}]'], 'slots: { color: white, kind: wall }', lists));
    expect(read('paint')).toEqual({ color: 'white', kind: 'wall' });
    expect(read('paint it red')).toEqual({ color: 'red', kind: 'wall' });
  });

  test('that requires a context matches only in it, and copies it into slots', () => {
    const file = fileWith(['what about it'], 'requires_context: { subject: { slot: thing }, kind: [a, b] }');
    expect(understand(file)('what about it')).toBeUndefined();
    expect(understand(file, {}, { subject: 'x', kind: 'c' })('what about it')).toBeUndefined();
    expect(understand(file, {}, { subject: { value: 'x', text: 'X' }, kind: 'b' })('what about it')).toEqual({
      thing: 'x',
    });
  });

  test('that excludes a context does not match in it', () => {
    const file = fileWith(['go'], 'excludes_context: { mood: bad, asked: null }');
    expect(understand(file, {}, { mood: 'good' })('go')).toEqual({});
    expect(understand(file, {}, { mood: 'bad' })('go')).toBeUndefined();
    expect(understand(file, {}, { asked: 'anything' })('go')).toBeUndefined();
  });

  test('uses only list values that fit its context rules', () => {
    const guest = [
      { text: ['alpha'], value: '1', context: { type: 'vm' } },
      { text: ['alpha'], value: '2', context: { type: 'container' } },
    ];
    const read = understand(fileWith(['check {guest}'], 'requires_context: { type: vm }'), { guest });
    expect(read('check alpha')).toEqual({ guest: '1' });
  });
});

describe('the best of several templates', () => {
  const best = (templates: readonly string[], text: string): Record<string, string> | undefined =>
    understand(fileWith(templates, '', lists))(text);

  test('has the fewest free words', () => {
    expect(best(['play {name}', 'play {color}', 'play {name} {name:second}'], 'play red')).toEqual({
      color: 'red',
    });
  });

  test('has the most literal words', () => {
    expect(best(['play {name}', 'play {name:title} by {color}'], 'play songs by red')).toEqual({
      title: 'songs',
      color: 'red',
    });
    expect(best(['call {name}', 'call it {name:title}'], 'call it home')).toEqual({ title: 'home' });
  });

  test('leaves skip words in where they belong to the sentence, and out where they do not', () => {
    const read = understand(
      fileWith(['[just] say {name}', 'do it'], '', `skip_words: [just, please]\n${lists}`),
    );
    expect(read('please just do it')).toEqual({});
    expect(read('say just cause please')).toEqual({ name: 'cause' });
    expect(read('say just')).toEqual({ name: 'just' });
  });

  test('drops leading words at the beginning only', () => {
    const read = understand(fileWith(['is it ok'], '', 'leading_words: [ok, so]'));
    expect(read('Ok, so is it ok?')).toEqual({});
    expect(read('is it ok so')).toBeUndefined();
  });
});

test('a sentence of hundreds of words is refused without effort', () => {
  expect(understand(fileWith(['{name} a {name:b} a {name:c}'], '', lists))('a '.repeat(400))).toBeUndefined();
});
