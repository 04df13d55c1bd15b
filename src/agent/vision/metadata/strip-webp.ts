const fourCharacters = (data: Uint8Array, at: number): string =>
  String.fromCharCode(...data.subarray(at, at + 4));

const ofPicture: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
const ofFrame: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);
/** The flags for a colour profile, EXIF and XMP. */
const metadataFlags = 0x20 | 0x08 | 0x04;
/** Position, size and duration of a frame. Bytes. */
const frameHead = 16;

const chunk = (type: string, content: readonly Uint8Array[]): readonly Uint8Array[] => {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  const head = new Uint8Array(8);
  head.set([...type].map((character) => character.charCodeAt(0)));
  new DataView(head.buffer).setUint32(4, size, true);
  return [head, ...content, ...(size % 2 === 0 ? [] : [new Uint8Array(1)])];
};

const stripChunks = (data: Uint8Array, kept: ReadonlySet<string>): readonly Uint8Array[] | undefined => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at + 8 <= data.length; ) {
    const type = fourCharacters(data, at);
    const size = view.getUint32(at + 4, true);
    const content = data.subarray(at + 8, at + 8 + size);
    if (content.length < size) return undefined;
    at += 8 + size + (size % 2);
    if (!kept.has(type)) continue;
    if (type === 'VP8X') {
      const head = Uint8Array.from(content);
      head[0] = (head[0] ?? 0) & ~metadataFlags;
      chunks.push(...chunk(type, [head]));
    } else if (type === 'ANMF') {
      const frame = stripChunks(content.subarray(frameHead), ofFrame);
      if (frame === undefined) return undefined;
      chunks.push(...chunk(type, [content.subarray(0, frameHead), ...frame]));
    } else chunks.push(...chunk(type, [content]));
  }
  return chunks;
};

/**
 * A WebP of nothing but its pixels: no EXIF, XMP, colour profile, unknown chunks, and nothing after its end. Undefined where it
 * is no WebP. Source: RFC 9649. Pure.
 */
export const stripWebp = (data: Uint8Array): readonly Uint8Array[] | undefined => {
  if (fourCharacters(data, 0) !== 'RIFF' || fourCharacters(data, 8) !== 'WEBP') return undefined;
  const size = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(4, true);
  if (data.length < 8 + size || size < 4) return undefined;
  const chunks = stripChunks(data.subarray(12, 8 + size), ofPicture);
  if (chunks === undefined || chunks.length === 0) return undefined;
  return chunk('RIFF', [data.subarray(8, 12), ...chunks]);
};
