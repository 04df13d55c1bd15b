import { canonicalKey, isDigit, isWordCharacter } from './normalise.ts';
import { digitWords, numberWords } from './number-words.ts';

/** Ways to say a name: `text` says all of it, `short` a part. */
export interface SpokenForms {
  readonly text: readonly string[];
  readonly short: readonly string[];
}

/** A shorter form than this is more likely another word. */
const shortestShortForm = 3;
/** Names of more parts are machine-made; their parts are not said alone. */
const mostParts = 5;
/** Numbers of more digits are said digit by digit only. */
const longestCardinal = 3;

const isUpper = (character: string): boolean => character !== character.toLowerCase();

/** Parts of a name, split at separators and inner capitals: "paperless-ngx" has two, "HomeAssistant" has two. */
export const nameParts = (name: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of name) {
    const startsPart =
      isUpper(character) && part !== '' && !isUpper(part.slice(-1)) && !isDigit(part.slice(-1));
    if (part !== '' && (startsPart || !isWordCharacter(character))) {
      parts.push(part);
      part = '';
    }
    if (isWordCharacter(character)) part += character;
  }
  return part === '' ? parts : [...parts, part];
};

/** The text with its numbers in words: "pve1" is also "pve one", "k3s" is "k three s". */
const withNumberWords = (text: string): readonly string[] => {
  const runs: string[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    if (last !== undefined && isDigit(last.slice(-1)) === isDigit(character))
      runs[runs.length - 1] = last + character;
    else runs.push(character);
  }
  const say = (digits: string, asNumber: boolean): string => {
    const [cardinal] = asNumber && digits.length <= longestCardinal ? numberWords(Number(digits)) : [];
    return cardinal ?? digitWords(digits)[0] ?? digits;
  };
  const spoken = (asNumber: boolean): string =>
    runs
      .map((run) => (isDigit(run.charAt(0)) ? ` ${say(run, asNumber)} ` : run))
      .join('')
      .trim();
  return runs.some((run) => isDigit(run.charAt(0))) ? [text, spoken(true), spoken(false)] : [text];
};

/**
 * How people and speech recognition say a name of the inventory. Spaces, hyphens, case and spelt letters need no form
 * of their own ("still fawn", "paperless n g x"): names are compared by their letters and digits alone.
 */
export const spokenForms = (name: string): SpokenForms => {
  const text = distinct(withNumberWords(name));
  const parts = nameParts(name);
  if (parts.length > mostParts) return { text, short: [] };
  const runs = parts.flatMap((_, start) =>
    parts.slice(start).map((_part, length) => parts.slice(start, start + length + 1).join(' ')),
  );
  const short = distinct(
    [...runs, ...parts.map(withoutTrailingDigits)].filter(isSayableAlone).flatMap(withNumberWords),
  );
  const known = new Set(text.map(canonicalKey));
  return { text, short: short.filter((form) => !known.has(canonicalKey(form))) };
};

const withoutTrailingDigits = (part: string): string => {
  let end = part.length;
  while (end > 0 && isDigit(part.charAt(end - 1))) end -= 1;
  return part.slice(0, end);
};

const isSayableAlone = (form: string): boolean => {
  const key = canonicalKey(form);
  return key.length >= shortestShortForm && ![...key].every(isDigit);
};

/** Without forms that are compared alike. */
const distinct = (forms: readonly string[]): readonly string[] => {
  const byKey = new Map<string, string>();
  for (const form of forms) if (!byKey.has(canonicalKey(form))) byKey.set(canonicalKey(form), form);
  return [...byKey.values()];
};
