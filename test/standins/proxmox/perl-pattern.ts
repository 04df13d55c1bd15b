/**
 * Rewrites a Perl pattern as the source of a JavaScript one, for the constructs that the vendor's schema uses:
 * `(?^i:…)` (flags reset, then set), `(?>…)` (no backtracking, which changes speed and not the language here), `{,n}`.
 */
export const translatePerlPattern = (pattern: string): string =>
  pattern
    .replaceAll('(?^:', '(?:')
    .replaceAll(/\(\?\^([ims]+):/g, '(?$1:')
    .replaceAll('(?>', '(?:')
    .replaceAll(/\{,(\d+)\}/g, '{0,$1}');

const compiled = new Map<string, RegExp>();

/**
 * The vendor matches `^pattern$` without grouping the pattern, so that the anchors bind to its first and last
 * alternative only; this does the same. Patterns are compiled once.
 */
export const compilePerlPattern = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(`^${translatePerlPattern(pattern)}$`);
  compiled.set(pattern, expression);
  return expression;
};
