/**
 * Splits a command line as a POSIX shell does, as far as words, backslashes and single quotes go. Everything else that a
 * shell would act upon is no command that this stand-in's host is ever given.
 * @returns the words, or the sign at which it stopped
 */
export const splitWords = (
  line: string,
): { readonly words: readonly string[] } | { readonly sign: string } => {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (sign === ' ' || sign === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return { sign };
      word = `${word ?? ''}${line.slice(at + 1, end)}`;
      at = end;
    } else if (sign === '\\') {
      at += 1;
      if (at >= line.length || line.charAt(at) === '\n') return { sign };
      word = `${word ?? ''}${line.charAt(at)}`;
    } else if (/[|&;<>()$`"\n*?[\]#~!{}]/.test(sign)) return { sign };
    else word = `${word ?? ''}${sign}`;
  }
  if (word !== undefined) words.push(word);
  return { words };
};
