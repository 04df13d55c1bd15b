import { isWordCharacter, normalise } from './normalise.ts';
import type { Expression, ListReference, NumberRange, RangeReference } from './template.ts';
import { TemplateError } from './template.ts';

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
/** Optionals of a permutation are tried in every order; more than this many items would take too long. */
const permutationLimit = 6;

interface Cursor {
  readonly text: string;
  at: number;
}

/**
 * Reads a sentence template of hassil's language: `[optional]`, `(a|b)`, `(a;b)`, `{list}`, `{list:slot}`,
 * `{list:@capture}`, `{from..to,step:slot}`, `<rule>`, `\` before a character that means itself.
 * @throws {TemplateError} naming the column and the mend
 */
export const parseTemplate = (text: string): Expression => {
  const cursor: Cursor = { text, at: 0 };
  const expression = parseGroup(cursor, undefined);
  if (cursor.at < text.length) {
    throw new TemplateError(
      `"${text.charAt(cursor.at)}" closes nothing; escape it with \\ or remove it.`,
      cursor.at + 1,
    );
  }
  return expression;
};

/** Everything up to `end`, split at `|` or `;`. */
const parseGroup = (cursor: Cursor, end: string | undefined): Expression => {
  const openedAt = cursor.at;
  const items: Expression[] = [];
  let separator: string | undefined;
  for (;;) {
    items.push(parseSequence(cursor));
    const next = cursor.text[cursor.at];
    if (next === undefined || next === end || !(next === '|' || next === ';')) break;
    if (separator !== undefined && separator !== next) {
      throw new TemplateError(
        '"|" and ";" stand in one group; put one of them into parentheses.',
        cursor.at + 1,
      );
    }
    separator = next;
    cursor.at += 1;
  }
  if (end !== undefined) {
    if (cursor.text[cursor.at] !== end)
      throw new TemplateError(`"${end}" is missing for the group opened here.`, openedAt);
    cursor.at += 1;
  }
  if (separator === ';') return permutation(items, openedAt);
  const [first] = items;
  return first !== undefined && items.length === 1 ? first : { type: 'alternative', items };
};

const permutation = (items: readonly Expression[], column: number): Expression => {
  if (items.length > permutationLimit) {
    throw new TemplateError(
      `A permutation has ${items.length} items; at most ${permutationLimit} are possible.`,
      column,
    );
  }
  return { type: 'permutation', items };
};

const parseSequence = (cursor: Cursor): Expression => {
  const items: Expression[] = [];
  for (;;) {
    const next = cursor.text[cursor.at];
    if (next === undefined || next === '|' || next === ';' || next === ')' || next === ']') break;
    if (next === '}' || next === '>') {
      throw new TemplateError(`"${next}" closes nothing; escape it with \\ or remove it.`, cursor.at + 1);
    }
    const opening = cursor.at;
    switch (next) {
      case '(':
        cursor.at += 1;
        items.push(parseGroup(cursor, ')'));
        break;
      case '[':
        cursor.at += 1;
        items.push({
          type: 'alternative',
          items: [parseGroup(cursor, ']'), { type: 'sequence', items: [] }],
        });
        break;
      case '{':
        items.push(parseReference(readEnclosed(cursor), opening + 1, cursor.text[cursor.at]));
        break;
      case '<':
        items.push({ type: 'rule', name: nameOf(readEnclosed(cursor), 'expansion rule', opening + 1) });
        break;
      default:
        items.push(...parseText(cursor));
    }
  }
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { type: 'sequence', items };
};

/** The text between `{` and `}` or `<` and `>`; the cursor ends behind it. */
const readEnclosed = (cursor: Cursor): string => {
  const openedAt = cursor.at;
  const end = closing[cursor.text.charAt(openedAt)] ?? '';
  const closedAt = cursor.text.indexOf(end, openedAt);
  if (closedAt < 0) throw new TemplateError(`"${end}" is missing for the one opened here.`, openedAt + 1);
  cursor.at = closedAt + 1;
  return cursor.text.slice(openedAt + 1, closedAt);
};

const nameOf = (text: string, what: string, column: number): string => {
  const name = text.trim();
  const isName =
    name !== '' &&
    [...name].every((character) => isWordCharacter(character) || character === '_' || character === '-');
  if (!isName)
    throw new TemplateError(`"${name}" is no name of a ${what}; use letters, digits and _.`, column);
  return name;
};

const parseReference = (
  inside: string,
  column: number,
  following: string | undefined,
): ListReference | RangeReference => {
  const colon = inside.indexOf(':');
  const source = (colon < 0 ? inside : inside.slice(0, colon)).trim();
  const target = (colon < 0 ? inside : inside.slice(colon + 1)).trim();
  const isCapture = target.startsWith('@');
  const slotText = isCapture ? target.slice(1) : target;
  const endsWord = following === undefined || !isWordCharacter(following);
  if (source.includes('..')) {
    if (colon < 0)
      throw new TemplateError(`The range {${inside}} names no slot; write {${inside}:slot}.`, column);
    return {
      type: 'range',
      range: parseRange(source, column),
      slot: nameOf(slotText, 'slot', column),
      isCapture,
      endsWord,
    };
  }
  const list = nameOf(source.startsWith('@') ? source.slice(1) : source, 'list', column);
  return { type: 'list', list, slot: nameOf(slotText, 'slot', column), isCapture, endsWord };
};

const parseRange = (text: string, column: number): NumberRange => {
  const [bounds = '', stepText = '1'] = text.split(',');
  const [from = Number.NaN, to = Number.NaN] = bounds.split('..').map(wholeNumber);
  const step = wholeNumber(stepText);
  if (Number.isNaN(from + to + step) || from > to || step < 1) {
    throw new TemplateError(
      `{${text}} is no range; write {from..to,step:slot} with whole numbers, from <= to.`,
      column,
    );
  }
  return { from, to, step };
};

const wholeNumber = (text: string): number => {
  const number = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(number) ? number : Number.NaN;
};

/** Literal characters up to the next one with a meaning: the text in normal form, and the white space around it. */
const parseText = (cursor: Cursor): Expression[] => {
  let raw = '';
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text.charAt(cursor.at);
    if (character === '\\' && cursor.at + 1 < cursor.text.length) {
      cursor.at += 1;
      raw += cursor.text.charAt(cursor.at);
      continue;
    }
    if ('()[]{}<>|;'.includes(character)) break;
    raw += character;
  }
  return literal(raw);
};

/**
 * Literal text between spaces. Its edges may lie inside a word (`light[s]`, `{guest}'s`), where {@link normalise}
 * would drop an apostrophe or a hyphen, so each is normalised as if letters stood around it.
 */
export const literal = (raw: string): Expression[] => {
  const trimmed = raw.trim();
  const space: Expression = { type: 'space' };
  if (trimmed === '') return raw === '' ? [] : [space];
  const startsInside = raw.charAt(0) === trimmed.charAt(0);
  const endsInside = raw.endsWith(trimmed);
  const padded = normalise(`${startsInside ? 'x' : ''}${trimmed}${endsInside ? 'x' : ''}`).folded;
  const text = padded.slice(startsInside ? 1 : 0, endsInside ? -1 : undefined);
  const items: Expression[] = startsInside && !text.startsWith(' ') ? [] : [space];
  if (text.trim() !== '') items.push({ type: 'text', text: text.trim() });
  if (!endsInside || (text.endsWith(' ') && text.trim() !== '')) items.push(space);
  return items;
};
