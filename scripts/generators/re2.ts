const classes: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\t\\n\\v\\f\\r ',
  xdigit: '0-9a-fA-F',
  word: '\\w',
};

interface Flags {
  readonly isDotAll: boolean;
  readonly isCaseless: boolean;
}

const isLetter = (character: string): boolean => /^[a-zA-Z]$/.test(character);

const otherCase = (character: string): string =>
  character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();

/** A member of a class; without regard to case, with its counterpart. */
const memberOf = (member: string, isCaseless: boolean): string => {
  const [from = '', to = from] = member.split('-', 2);
  if (!isCaseless || !isLetter(from) || !isLetter(to)) return member;
  const [otherFrom, otherTo] = [otherCase(from), otherCase(to)];
  return otherFrom < otherTo || from === to
    ? `${member}${otherFrom}${from === to ? '' : `-${otherTo}`}`
    : member;
};

/** A character class from its bracket on. RE2's white space is ASCII only. */
const readClass = (source: string, at: number, isCaseless: boolean): { text: string; end: number } => {
  let text = '[';
  let next = at + 1;
  if (source[next] === '^') {
    text += '^';
    next += 1;
  }
  for (let isFirst = true; next < source.length; isFirst = false) {
    const rest = source.slice(next, next + 14);
    const named = /^\[:(\w+):\]/.exec(rest);
    const range = /^[^\\\]]-[^\\\]]/.exec(rest)?.[0];
    const character = source[next] ?? '';
    if (named?.[1] !== undefined) {
      const members = classes[named[1]];
      if (members === undefined) throw new Error(`The class ${named[0]} is not known.`);
      text += members;
      next += named[0].length;
    } else if (character === ']' && !isFirst) {
      return { text: `${text}]`, end: next + 1 };
    } else if (character === '\\') {
      const pair = /^\\(?:x[\da-fA-F]{2}|.)/.exec(rest)?.[0] ?? '';
      text += pair === '\\s' ? '\\t\\n\\f\\r ' : pair;
      next += pair.length;
    } else if (range !== undefined) {
      text += memberOf(range, isCaseless);
      next += range.length;
    } else {
      text += character === '[' || character === ']' ? `\\${character}` : memberOf(character, isCaseless);
      next += 1;
    }
  }
  throw new Error(`A class is not closed: ${source.slice(at)}`);
};

const readEscape = (pair: string): string => {
  if (pair === '\\z') return '(?![\\s\\S])';
  if (pair === '\\A') return '(?<![\\s\\S])';
  if (pair === '\\s') return '[\\t\\n\\f\\r ]';
  if (pair === '\\S') return '[^\\t\\n\\f\\r ]';
  if (/[aCpPQE]/.test(pair[1] ?? '')) throw new Error(`${pair} has no counterpart.`);
  return pair;
};

const readCharacter = (character: string, { isDotAll, isCaseless }: Flags): string => {
  if (character === '.') return isDotAll ? '[\\s\\S]' : '[^\\n]';
  return isCaseless && isLetter(character) ? `[${character}${otherCase(character)}]` : character;
};

/** A quantifier without an upper bound, as one with it. */
const bounded = (quantifier: string, longestRun: number): string => {
  const least = quantifier.startsWith('{') ? quantifier.slice(1, -2) : quantifier === '+' ? '1' : '0';
  return `{${least},${longestRun}}`;
};

/**
 * An expression of Go's regexp (RE2) as JavaScript's, without any flags: both cases of a letter are written out where RE2
 * disregards case, since V8's own modifiers miss matches (`(?i:...)` around a counted class, Node 24.21). It means the same
 * but for letters and white space beyond ASCII.
 * Syntax: https://github.com/google/re2/wiki/Syntax
 * @param longestRun how many characters a dot that may repeat without end matches at most; without end where left out
 * @throws Error for syntax that has no counterpart
 */
export const fromRe2 = (source: string, longestRun?: number): string => {
  const outer: Flags[] = [];
  let flags: Flags = { isDotAll: false, isCaseless: false };
  let text = '';
  for (let at = 0; at < source.length; ) {
    const character = source[at] ?? '';
    const rest = source.slice(at, at + 12);
    const set = /^\(\?([is]*)(?:-([is]+))?([:)])/.exec(rest);
    // Names of groups are let go: their numbers stay.
    const opening = /^\((?:\?P?<\w+>)?/.exec(source.slice(at, at + 80))?.[0];
    if (set !== null) {
      const [all, on = '', off = '', end] = set;
      // Flags without a colon hold to the end of the group that they stand in.
      if (end === ':') outer.push(flags);
      text += end === ':' ? '(?:' : '';
      flags = {
        isDotAll: on.includes('s') || (flags.isDotAll && !off.includes('s')),
        isCaseless: on.includes('i') || (flags.isCaseless && !off.includes('i')),
      };
      at += all.length;
    } else if (opening !== undefined) {
      if (rest.startsWith('(?') && opening === '(') throw new Error(`${rest} has no counterpart.`);
      outer.push(flags);
      text += '(';
      at += opening.length;
    } else if (character === ')') {
      const before = outer.pop();
      if (before === undefined) throw new Error(`Parentheses do not match: ${source}`);
      flags = before;
      text += ')';
      at += 1;
    } else if (character === '[') {
      const { text: read, end } = readClass(source, at, flags.isCaseless);
      text += read;
      at = end;
    } else if (character === '\\') {
      const pair = /^\\(?:x[\da-fA-F]{2}|.)/.exec(rest)?.[0] ?? '';
      text += readEscape(pair);
      at += pair.length;
    } else {
      text += readCharacter(character, flags);
      at += 1;
      const endless = /^(?:\*|\+|\{\d+,\})/.exec(source.slice(at, at + 8))?.[0];
      if (character === '.' && longestRun !== undefined && endless !== undefined) {
        text += bounded(endless, longestRun);
        at += endless.length;
      }
    }
  }
  new RegExp(text);
  return text;
};
