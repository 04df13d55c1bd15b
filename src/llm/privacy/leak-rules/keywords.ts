/** How many characters are looked up at once. The few words that are shorter are looked for one by one. */
const looked = 3;

/** Place of three characters in the table; several may share one, which costs a comparison and nothing else. */
const slotOf = (one: number, two: number, three: number): number =>
  ((one & 63) << 12) | ((two & 63) << 6) | (three & 63);

/**
 * Finds which of many words a text has, in one pass over it, however many words there are.
 * @param words in lower case
 * @returns for a text in lower case, its words
 */
export const createKeywordFinder = (words: Iterable<string>): ((text: string) => ReadonlySet<string>) => {
  const has = new Uint8Array(1 << 18);
  const bySlot = new Map<number, string[]>();
  const short: string[] = [];
  for (const word of new Set(words)) {
    if (word.length < looked) {
      short.push(word);
      continue;
    }
    const slot = slotOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2));
    has[slot] = 1;
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), word]);
  }
  return (text) => {
    const found = new Set(short.filter((word) => text.includes(word)));
    let one = text.charCodeAt(0);
    let two = text.charCodeAt(1);
    for (let at = 2; at < text.length; at += 1) {
      const three = text.charCodeAt(at);
      const slot = slotOf(one, two, three);
      if (has[slot] === 1)
        for (const word of bySlot.get(slot) ?? [])
          if (!found.has(word) && text.startsWith(word, at - 2)) found.add(word);
      one = two;
      two = three;
    }
    return found;
  };
};
