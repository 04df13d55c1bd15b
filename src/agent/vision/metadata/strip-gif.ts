const imageDescriptor = 0x2c;
const extension = 0x21;
const graphicControl = 0xf9;
const trailer = 0x3b;

/** Bytes of a colour table, by the flags before it. */
const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** Where a row of sub-blocks ends; past the end of the data where it does not. */
const endOfBlocks = (data: Uint8Array, from: number): number => {
  let at = from;
  while (at < data.length && data[at] !== 0) at += 1 + (data[at] ?? 0);
  return at + 1;
};

/**
 * A GIF of nothing but its pictures: no comments, no text, no XMP or other application's data, and nothing after its end.
 * Undefined where it is no GIF. Source: GIF89a. Pure.
 */
export const stripGif = (data: Uint8Array): readonly Uint8Array[] | undefined => {
  const version = String.fromCharCode(...data.subarray(0, 6));
  if ((version !== 'GIF87a' && version !== 'GIF89a') || data.length < 13) return undefined;
  let at = 13 + tableBytes(data[10] ?? 0);
  const kept: Uint8Array[] = [data.subarray(0, at)];
  let hasPicture = false;
  while (at < data.length && data[at] !== trailer) {
    const from = at;
    if (data[at] === imageDescriptor) {
      // The descriptor, its colours, the size of its codes, and then its pixels.
      at = endOfBlocks(data, at + 10 + tableBytes(data[at + 9] ?? 0) + 1);
      hasPicture = true;
      kept.push(data.subarray(from, at));
    } else if (data[at] === extension) {
      at = endOfBlocks(data, at + 2);
      if (data[from + 1] === graphicControl) kept.push(data.subarray(from, at));
    } else return undefined;
    if (at > data.length) return undefined;
  }
  return hasPicture ? [...kept, Uint8Array.from([trailer])] : undefined;
};
