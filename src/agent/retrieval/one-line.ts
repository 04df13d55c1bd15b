/** Longest name, tag or description that is shown. Characters. */
const longest = 120;

/**
 * What others wrote, as a part of one line: nothing in it can begin a line of its own or hide itself. Pure.
 */
export const oneLine = (text: string): string => {
  const plain = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
