import { orientationSegment, readOrientation } from './exif-orientation.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

const begins = (content: Uint8Array, text: string): boolean =>
  [...text].every((character, index) => content[index] === character.charCodeAt(0));

/** Segments that decoders need: frames, tables, restart intervals, lines, scans. */
const isPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdd);

/** What is kept of a segment with something else in it. */
const keptOf = (marker: number, content: Uint8Array): readonly Uint8Array[] => {
  const segment = (bytes: readonly number[]): Uint8Array =>
    Uint8Array.from([0xff, marker, 0, bytes.length + 2, ...bytes]);
  // JFIF without its thumbnail.
  if (marker === 0xe0 && begins(content, 'JFIF\0') && content.length >= 12)
    return [segment([...content.subarray(0, 12), 0, 0])];
  // Adobe's segment says how colours are stored.
  if (marker === 0xee && begins(content, 'Adobe') && content.length >= 12)
    return [segment([...content.subarray(0, 12)])];
  if (marker === 0xe1 && begins(content, 'Exif\0')) {
    const orientation = readOrientation(content);
    return orientation === 1 ? [] : [orientationSegment(orientation)];
  }
  return [];
};

/** Where the data of a scan ends: at the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (data: Uint8Array, from: number): number => {
  for (let at = data.indexOf(0xff, from); at !== -1; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1] ?? endOfImage;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return data.length;
};

/**
 * A JPEG of nothing but its pixels, and how it has to be turned: no EXIF, XMP, IPTC, colour profile, comment, thumbnail, and
 * nothing after its end, where phones put videos and second pictures. Pixels are untouched. Undefined where it is no JPEG.
 * Source: ITU-T T.81, annex B. Pure.
 */
export const stripJpeg = (data: Uint8Array): readonly Uint8Array[] | undefined => {
  if (data[0] !== 0xff || data[1] !== 0xd8) return undefined;
  const kept: Uint8Array[] = [data.subarray(0, 2)];
  let hasScan = false;
  let at = 2;
  for (;;) {
    while (data[at] === 0xff && data[at + 1] === 0xff) at += 1;
    const marker = data[at + 1];
    if (data[at] !== 0xff || marker === undefined || marker === endOfImage) break;
    const length = ((data[at + 2] ?? 0) << 8) | (data[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > data.length) return undefined;
    if (isPicture(marker)) kept.push(data.subarray(at, end));
    else kept.push(...keptOf(marker, data.subarray(at + 4, end)));
    at = end;
    if (marker !== startOfScan) continue;
    hasScan = true;
    at = endOfScan(data, end);
    kept.push(data.subarray(end, at));
  }
  return hasScan ? [...kept, Uint8Array.from([0xff, endOfImage])] : undefined;
};
