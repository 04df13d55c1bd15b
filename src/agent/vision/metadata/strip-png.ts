const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Chunks that decoders need for the first picture in right colours. */
const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND']);

/**
 * A PNG of nothing but its pixels: no text, time, EXIF, colour profile, further frames, unknown chunks, and nothing after its
 * end. Undefined where it is no PNG. Source: W3C PNG, third edition. Pure.
 */
export const stripPng = (data: Uint8Array): readonly Uint8Array[] | undefined => {
  if (signature.some((byte, index) => data[index] !== byte)) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const chunks: Uint8Array[] = [data.subarray(0, 8)];
  for (let at = 8; at + 12 <= data.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > data.length) return undefined;
    const type = String.fromCharCode(...data.subarray(at + 4, at + 8));
    if (kept.has(type)) chunks.push(data.subarray(at, end));
    if (type === 'IEND') return chunks;
    at = end;
  }
  return undefined;
};
