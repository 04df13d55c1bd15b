const orientationTag = 0x0112;
const shortType = 3;

/**
 * How a camera says that its picture has to be turned, 1 (not at all) to 8, out of the content of an EXIF segment (`Exif\0\0`
 * and what follows); 1 where it does not say. Source: EXIF 2.32, section 4.6.4. Pure.
 */
export const readOrientation = (segment: Uint8Array): number => {
  const tiff = segment.subarray(6);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return 1;
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, isLittleEndian);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, isLittleEndian) !== orientationTag) continue;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return view.getUint16(entry + 2, isLittleEndian) === shortType && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** A whole EXIF segment of a JPEG that says this and nothing else. */
export const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xe1, 0, 34],
    ...[0x45, 0x78, 0x69, 0x66, 0, 0],
    // Big-endian TIFF, its directory at 8, with one entry.
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, shortType, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);
