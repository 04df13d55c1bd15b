/** The longest text that is compared with a pattern. Characters. */
export const maxPatternText = 200;

const mayRepeat = /(?<!\\)(?:[*+]|\{\d+,\d*\})/;

/**
 * A pattern that cannot keep the machine busy, from a workflow file; or why it is refused. Refused are those that
 * backtracking makes slow: a repeated group that repeats or chooses within, references back, looking around, and more
 * than three repetitions. It must match the whole text only if it says so with `^` and `$`, as in JSON Schema.
 */
export const safePattern = (source: string): RegExp | string => {
  if (source.length > maxPatternText) return `it is longer than ${maxPatternText} characters`;
  const bare = source.replace(/\\\\/g, '__').replace(/\[(?:\\.|[^\]\\])*\]/g, 'x');
  if (/\\[1-9k]/.test(bare)) return 'it refers back to a group';
  if (/\(\?(?!:)/.test(bare)) return 'it has a group of a special kind';
  if ([...bare.matchAll(new RegExp(mayRepeat.source, 'g'))].length > 3)
    return 'it repeats more than three times';
  let inner = bare;
  for (let before = ''; before !== inner; ) {
    before = inner;
    inner = inner.replace(
      /\((?:\?:)?((?:\\.|[^()\\])*)\)(\*|\+|\{\d+,?\d*\})?/,
      (_all, body: string, times?: string) =>
        times !== undefined && (mayRepeat.test(body) || /[|?]|\{/.test(body))
          ? '\u0000'
          : `x${mayRepeat.test(body) ? '+' : ''}`,
    );
  }
  if (inner.includes('\u0000')) return 'it repeats a group that repeats or chooses within';
  try {
    return new RegExp(source, 'u');
  } catch (thrown) {
    return (thrown as Error).message.replace(/^Invalid regular expression: /, '');
  }
};
