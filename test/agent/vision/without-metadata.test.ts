import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from '../../../src/agent/vision/metadata/without-metadata.ts';

/** Pictures as programs write them, see make-pictures.py beside them; each holds the text `SECRET-whereabouts`. */
const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, '__fixtures__', name));

const strip = (data: Uint8Array) => withoutMetadata({ mediaType: 'image/png', data });
const stripped = (name: string): Buffer => Buffer.from(strip(file(name)).data);

const files = [
  ['photo.jpg', 'image/jpeg', 1680],
  ['progressive.jpg', 'image/jpeg', 2031],
  ['cmyk.jpg', 'image/jpeg', 1687],
  ['label.png', 'image/png', 309],
  ['photo.webp', 'image/webp', 636],
  ['moving.webp', 'image/webp', 1086],
  ['alpha.webp', 'image/webp', 598],
  ['label.gif', 'image/gif', 591],
] as const;

describe.each(files)('%s', (name, mediaType, size) => {
  it('keeps nothing of who, where, when and with what', () => {
    expect(file(name).includes('SECRET-whereabouts')).toBe(true);
    const data = stripped(name);
    for (const trace of [
      'SECRET',
      'Exif\0\0II',
      'Pixel',
      'xmp',
      'XMP',
      'ICC_PROFILE',
      'iCCP',
      'GPS',
      'sRGB built',
    ])
      expect(data.includes(trace), trace).toBe(false);
  });

  it('is what it is, whatever it was said to be, and of the size that was seen to hold the same pixels', () => {
    const result = strip(file(name));
    expect(result.mediaType).toBe(mediaType);
    // make-pictures.py compares the pixels; another size means that it has to be run again.
    expect(result.data.length).toBe(size);
  });

  it('stays the same when it is done again', () => {
    expect(stripped(name).equals(Buffer.from(strip(stripped(name)).data))).toBe(true);
  });

  it('is refused where it breaks off, and never half taken', () => {
    const whole = stripped(name);
    const isJpeg = mediaType === 'image/jpeg';
    for (let length = 0; length < whole.length - 1; length += 7) {
      const cut = whole.subarray(0, length);
      try {
        // A JPEG that lacks the end of its scan is shown by every decoder as far as it goes.
        const { data } = strip(cut);
        expect(
          isJpeg &&
            Buffer.from(data)
              .subarray(0, length - 1)
              .equals(cut.subarray(0, length - 1)),
        ).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'vision.picture-broken' });
      }
    }
  });

  it('ends, and fails in no other way, whatever its bytes are', () => {
    const original = file(name);
    let seed = 42;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let run = 0; run < 300; run += 1) {
      const broken = Buffer.from(original);
      for (let flips = 0; flips < 4; flips += 1) broken[8 + random(broken.length - 8)] = random(256);
      try {
        expect(strip(broken).data.length).toBeLessThanOrEqual(broken.length + 64);
      } catch (error) {
        expect(error).toMatchObject({ code: 'vision.picture-broken' });
      }
    }
  });
});

it('says how a photo has to be turned, and only that', () => {
  const data = stripped('photo.jpg');
  const exif = data.indexOf('Exif');
  expect(data.subarray(exif - 4, exif + 32).toString('hex')).toBe(
    'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000',
  );
});

it('drops what stands behind the end, as the films of phones do', () => {
  expect(file('photo.jpg').includes('MotionPhoto')).toBe(true);
  expect(stripped('photo.jpg').subarray(-2).toString('hex')).toBe('ffd9');
});

it.each(['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'RIFF\0\0\0\0WEBP'])(
  'is refused where it is no picture: %j',
  (text) => {
    expect(() => strip(Buffer.from(text))).toThrow('not a whole JPEG, PNG, WebP or GIF');
  },
);
