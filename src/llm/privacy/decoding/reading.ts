/** A place in the text as given. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text as somebody could read it: as given, or with some of it decoded. */
export interface Reading {
  readonly text: string;
  /** Where a part of this reading is in the text as given: what was decoded, wherever lies what encodes it. */
  placeOf(start: number, end: number): Place;
  /** Whether anything of a part was decoded last; otherwise the reading before has it as well. */
  isNew(start: number, end: number): boolean;
}

/** The text as given. */
export const asGiven = (text: string): Reading => ({
  text,
  placeOf: (start, end) => ({ start, end }),
  isNew: () => true,
});

interface Piece {
  /** Where it begins in the new reading. */
  readonly at: number;
  readonly length: number;
  /** Where it comes from in the parent. */
  readonly from: number;
  readonly to: number;
  readonly isDecoded: boolean;
}

/** How much of what was not decoded stays around that which was: enough for the rules that look at what stands before. */
const context = 300;

/**
 * The parent with every match of the pattern decoded, and what is far from any of them left out.
 * @param pattern global
 * @param decode undefined leaves a match as it is
 * @returns undefined when nothing was decoded
 */
export const decodeWithin = (
  parent: Reading,
  pattern: RegExp,
  decode: (match: string, groups: readonly (string | undefined)[]) => string | undefined,
): Reading | undefined => {
  const pieces: Piece[] = [];
  let text = '';
  let done = 0;
  const add = (piece: string, from: number, to: number, isDecoded: boolean) => {
    if (piece === '' && !isDecoded) return;
    pieces.push({ at: text.length, length: piece.length, from, to, isDecoded });
    text += piece;
  };
  const copy = (from: number, to: number, isLast: boolean) => {
    const head = done === 0 && pieces.length === 0 ? 0 : context;
    const tail = isLast ? 0 : context;
    if (to - from <= head + tail) return add(parent.text.slice(from, to), from, to, false);
    add(parent.text.slice(from, from + head), from, from + head, false);
    add('\n', from + head, to - tail, false);
    add(parent.text.slice(to - tail, to), to - tail, to, false);
  };
  for (const match of parent.text.matchAll(pattern)) {
    const decoded = decode(match[0], match.slice(1));
    if (decoded === undefined || decoded === match[0]) continue;
    copy(done, match.index, false);
    done = match.index + match[0].length;
    add(decoded, match.index, done, true);
  }
  if (!pieces.some(({ isDecoded }) => isDecoded)) return undefined;
  copy(done, parent.text.length, true);

  const pieceAt = (offset: number): number => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const piecesOf = (start: number, end: number): Piece[] =>
    pieces.slice(pieceAt(start), pieceAt(Math.max(start, end - 1)) + 1);
  return {
    text,
    placeOf: (start, end) => {
      const within = piecesOf(start, end);
      const first = within.at(0);
      const last = within.at(-1);
      if (first === undefined || last === undefined) return parent.placeOf(0, parent.text.length);
      return parent.placeOf(
        first.isDecoded ? first.from : Math.min(first.to, first.from + (start - first.at)),
        last.isDecoded ? last.to : Math.min(last.to, last.from + (end - last.at)),
      );
    },
    isNew: (start, end) => piecesOf(start, end).some(({ isDecoded }) => isDecoded),
  };
};
