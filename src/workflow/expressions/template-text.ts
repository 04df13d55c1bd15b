import { StewardError } from '../../core/errors.ts';

/** A piece of a text: what stands there, or an expression to be put in its place. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'expression';
      /** CEL, without `${` and `}`. */
      readonly expression: string;
      /** Where the CEL begins in the whole text, in characters. */
      readonly start: number;
    };

/** The end of the CEL that begins at `start`: the brace that closes it, past braces of maps and those in strings. */
const closingBrace = (text: string, start: number): number | undefined => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' || character === "'") {
      const quote = text.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      const isRaw = /[rR]/.test(text[at - 1] ?? '');
      at += quote.length;
      while (at < text.length && !text.startsWith(quote, at)) at += !isRaw && text[at] === '\\' ? 2 : 1;
      at += quote.length - 1;
    } else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
};

/**
 * Takes a text with `${...}` apart, as kro writes expressions.
 * @throws StewardError `expression.syntax` when one is not closed or empty
 */
export const textParts = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    if (open === -1) break;
    if (open > at) parts.push({ kind: 'text', text: text.slice(at, open) });
    const close = closingBrace(text, open + 2);
    if (close === undefined)
      throw new StewardError(`The expression that begins at character ${open + 1} is not closed.`, {
        code: 'expression.syntax',
        kind: 'terminal',
        mend: 'Close it with `}`, and every text within it with the quote that it began with.',
      });
    const expression = text.slice(open + 2, close);
    if (expression.trim() === '')
      throw new StewardError(`The expression at character ${open + 1} is empty.`, {
        code: 'expression.syntax',
        kind: 'terminal',
        mend: 'Write the value that stands in its place between the braces.',
      });
    parts.push({ kind: 'expression', expression, start: open + 2 });
    at = close + 1;
  }
  if (at < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
};

/** Whether there is an expression in a text. */
export const hasExpression = (text: string): boolean => text.includes('${');
