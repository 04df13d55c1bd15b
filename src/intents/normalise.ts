/**
 * The one normal form in which sentences are compared: NFC, single spaces, no punctuation around words, `-` and `_`
 * inside words read as spaces. Both strings have the same length, so that a position in one is a position in the other.
 */
export interface NormalisedText {
  /** As written, for the values of free text. */
  readonly written: string;
  /** Lower-case, for comparing. */
  readonly folded: string;
}

const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;

/** Whether a character belongs to a word: a letter, a digit or a mark of any script. */
export const isWordCharacter = (character: string | undefined): boolean => {
  if (character === undefined) return false;
  const code = character.charCodeAt(0);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
  return letterOrDigit.test(character);
};

/** Whether a character is a digit of our numerals. */
export const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

const apostrophes = new Set(["'", '’', '‘', 'ʼ', '´', '`']);
/** Kept where they join two word characters: "10.5", "still-fawn", "10:30", "nas/data". */
const joiners = new Set(['.', ',', ':', '/', '-', '_', '‑']);
/** Kept wherever they stand, because they are said. */
const symbols = new Set(['%', '+', '&', '°', '@', '#', '=']);

/** What one character becomes: `[written, folded]`, or a space where words end. */
const normaliseAt = (text: string, index: number): readonly [string, string] => {
  const character = text.charAt(index);
  if (isWordCharacter(character)) {
    const lower = character.toLowerCase();
    return [character, lower.length === 1 ? lower : character];
  }
  if (symbols.has(character)) return [character, character];
  const isInside = isWordCharacter(text[index - 1]) && isWordCharacter(text[index + 1]);
  if (apostrophes.has(character)) return isInside ? ["'", "'"] : [' ', ' '];
  if (character === '-' && !isInside && isDigit(text[index + 1])) return ['-', '-'];
  if (!isInside || !joiners.has(character)) return [' ', ' '];
  return character === '-' || character === '_' || character === '‑'
    ? [character, ' ']
    : [character, character];
};

/** Brings a spoken or typed sentence, or the literal text of a template, into the normal form. */
export const normalise = (text: string): NormalisedText => {
  const composed = text.normalize('NFC');
  let written = '';
  let folded = '';
  for (let index = 0; index < composed.length; index += 1) {
    const [writtenCharacter, foldedCharacter] = normaliseAt(composed, index);
    if (writtenCharacter === ' ' && (written === '' || folded.endsWith(' '))) continue;
    written += writtenCharacter;
    folded += foldedCharacter;
  }
  return folded.endsWith(' ')
    ? { written: written.slice(0, -1), folded: folded.slice(0, -1) }
    : { written, folded };
};

/** A text folded and without accents, for looking for words of several languages in it. Pure. */
export const withoutAccents = (text: string): string =>
  normalise(text).folded.normalize('NFD').replace(/\p{M}/gu, '');

/** Comparing form of a name: lower-case letters and digits only, so that "still fawn" and "Still-Fawn" are one. */
export const canonicalKey = (text: string): string => {
  let key = '';
  for (const character of text.normalize('NFC').toLowerCase())
    if (isWordCharacter(character)) key += character;
  return key;
};

/** Takes leading words (single words or phrases, in normal form) off the beginning, as long as something is left. */
export const withoutLeadingWords = (
  text: NormalisedText,
  leadingWords: readonly string[],
): NormalisedText => {
  const phrase = leadingWords.find((words) => text.folded.startsWith(`${words} `));
  if (phrase === undefined) return text;
  const from = phrase.length + 1;
  return withoutLeadingWords(
    { written: text.written.slice(from), folded: text.folded.slice(from) },
    leadingWords,
  );
};

/**
 * Takes the skip words (single words or phrases, in normal form) out of a sentence, longest first.
 * @returns the same object when none was found, or when nothing else would be left.
 */
export const withoutSkipWords = (text: NormalisedText, skipWords: readonly string[]): NormalisedText => {
  const haystack = ` ${text.folded} `;
  const isSkipped = new Array<boolean>(text.folded.length).fill(false);
  let found = false;
  for (const phrase of skipWords) {
    for (let at = haystack.indexOf(` ${phrase} `); at >= 0; at = haystack.indexOf(` ${phrase} `, at + 1)) {
      isSkipped.fill(true, at, at + phrase.length);
      found = true;
    }
  }
  if (!found) return text;
  let kept = '';
  for (let index = 0; index < text.folded.length; index += 1)
    kept += isSkipped[index] ? ' ' : text.written.charAt(index);
  const rest = normalise(kept);
  return rest.folded === '' ? text : rest;
};
