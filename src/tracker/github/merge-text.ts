/** Lines with their ends, so that joining them gives the text again. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** For each line of `from` the line of `to` that it stays, in order; the longest such assignment. */
const matches = (from: readonly string[], to: readonly string[]): Map<number, number> => {
  const found = new Map<number, number>();
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) found.set(start, start++);
  let fromEnd = from.length;
  let toEnd = to.length;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1])
    found.set(--fromEnd, --toEnd);
  // Lengths of the longest common sequences of what is between, from each place to the end.
  const width = toEnd - start + 1;
  const lengths = new Uint32Array((fromEnd - start + 1) * width);
  const at = (row: number, column: number): number => lengths[(row - start) * width + (column - start)] ?? 0;
  for (let row = fromEnd - 1; row >= start; row -= 1)
    for (let column = toEnd - 1; column >= start; column -= 1)
      lengths[(row - start) * width + (column - start)] =
        from[row] === to[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  for (let row = start, column = start; row < fromEnd && column < toEnd; ) {
    if (from[row] === to[column]) found.set(row++, column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
};

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('') === b.join('');

const endingLine = (line: string): string => (line.endsWith('\n') ? line : `${line}\n`);

const heading = "## Steward's text for places that people have edited";

/**
 * Brings a change of Steward's (from `before` to `after`) into a text that people may have edited meanwhile. Where only
 * one of the two changed something, that change stands; where both added lines, both stay. Where both changed the same
 * lines, the people's stay as they are, and Steward's come at the end under a heading of their own. Nothing that a person
 * wrote is lost or overwritten. Three-way merge as in diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3).
 */
export const mergeText = (before: string, after: string, theirs: string): string => {
  if (theirs === before || theirs === after) return after;
  const [base, ours, people] = [linesOf(before), linesOf(after), linesOf(theirs)];
  const [toOurs, toPeople] = [matches(base, ours), matches(base, people)];
  const merged: string[] = [];
  const set: string[] = [];
  let [basePlace, ourPlace, peoplePlace] = [0, 0, 0];

  const mergeUpTo = (baseEnd: number, ourEnd: number, peopleEnd: number) => {
    const was = base.slice(basePlace, baseEnd);
    const our = ours.slice(ourPlace, ourEnd);
    const their = people.slice(peoplePlace, peopleEnd);
    if (isSame(our, was) || isSame(our, their)) merged.push(...their);
    else if (isSame(their, was)) merged.push(...our);
    else if (was.length === 0 && before !== '') merged.push(...our.map(endingLine), ...their);
    else {
      merged.push(...their);
      set.push(...our.filter((line) => !was.includes(line) && !their.includes(line)));
    }
  };

  for (let place = 0; place < base.length; place += 1) {
    const [our, their] = [toOurs.get(place), toPeople.get(place)];
    if (our === undefined || their === undefined) continue;
    mergeUpTo(place, our, their);
    merged.push(base[place] ?? '');
    [basePlace, ourPlace, peoplePlace] = [place + 1, our + 1, their + 1];
  }
  mergeUpTo(base.length, ours.length, people.length);
  if (set.length === 0) return merged.join('');
  return `${merged.join('').trimEnd()}\n\n${merged.includes(`${heading}\n`) ? '' : `${heading}\n\n`}${set.map(endingLine).join('')}`;
};
