import { normalise } from '../../intents/normalise.ts';
import { numberWords } from '../../intents/number-words.ts';

/** Spelling alphabet: the first letter of each is meant. */
const alphabet =
  'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu';

/** Names of letters as speech recognition writes them out: the letter, then its names. */
const letterNames =
  'a:ay b:bee,be c:cee,see,sea d:dee e:ee f:ef,eff g:gee h:aitch,haitch i:eye j:jay k:kay l:el,ell m:em n:en p:pee,pea q:cue,queue r:ar,are s:ess t:tee,tea u:you v:vee x:ex y:why,wye z:zee,zed';

/** Words for one character, or for the digits of a number below a hundred. */
const spoken = new Map<string, string>([
  ...alphabet.split(' ').map((word): [string, string] => [word, word.charAt(0)]),
  ...letterNames.split(' ').flatMap((entry) => {
    const [letter = '', names = ''] = entry.split(':');
    return names.split(',').map((name): [string, string] => [name, letter]);
  }),
  ...Array.from({ length: 100 }, (_, number) => number).flatMap((number) =>
    numberWords(number).map((said): [string, string] => [said, String(number)]),
  ),
  ...Object.entries({ oh: '0', nought: '0', to: '2', too: '2', for: '4', ate: '8' }),
  ...['x-ray', 'x ray'].map((word): [string, string] => [word, 'x']),
  ...['dash', 'hyphen', 'minus'].map((word): [string, string] => [word, '-']),
]);

const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3 };
const unsaid = new Set(['capital', 'uppercase', 'letter', 'digit', 'number', 'then', 'and']);
/** What recognition may have joined of single letters; a longer word without a digit is a word. */
const mostJoinedLetters = 4;
const plausible = /^(?=.*\d)[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]$/;

/** What a word stands for; undefined when it is none of a serial number. */
const charactersOf = (word: string): string | undefined => {
  const known = spoken.get(word);
  if (known !== undefined) return known;
  if (!/^[a-z0-9-]+$/.test(word)) return undefined;
  return /\d/.test(word) || word.length <= mostJoinedLetters ? word : undefined;
};

/**
 * A serial number as it is printed, from what was typed, or spelt to speech recognition: "s six x double n g zero r" is
 * `S6XNNG0R`. "S as in Sierra" is one letter.
 * @returns undefined when the words are no serial number
 */
export const serialFrom = (said: string): string | undefined => {
  const words = normalise(said).written.toLowerCase().split(' ');
  let serial = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (unsaid.has(word)) continue;
    if (word === 'as' && words[at + 1] === 'in') {
      at += 2;
      continue;
    }
    const times = repeats[word] ?? 1;
    if (times > 1) at += 1;
    const pair = spoken.get(`${words[at]} ${words[at + 1]}`);
    const characters = pair ?? charactersOf(words[at] ?? '');
    if (characters === undefined) return undefined;
    if (pair !== undefined) at += 1;
    serial += characters.repeat(times);
  }
  const printed = serial.toUpperCase();
  return plausible.test(printed) ? printed : undefined;
};
