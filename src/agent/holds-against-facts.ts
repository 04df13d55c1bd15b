/** Longer texts are not read. Characters. */
const longestText = 1_500;

const numbersOf = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replaceAll(',', '.').replace(/\.0+$/, ''));

/**
 * Whether a text that a model wrote about facts may stand beside them: every number in it is one of theirs, it is not
 * longer than a person reads, and it has nothing that a tracker acts on ("fixes #3", a mention) or that loads or links to
 * anything. Pure.
 */
export const holdsAgainstFacts = (text: string, facts: string): boolean => {
  const known = new Set(numbersOf(facts));
  return (
    text.trim() !== '' &&
    text.length <= longestText &&
    numbersOf(text).every((number) => known.has(number)) &&
    !/#\d|(^|\s)@\w|https?:|\]\(|<[a-z!/]/i.test(text)
  );
};
