import { StewardError } from '../../../core/errors.ts';
import type { Picture } from '../../../core/reply.ts';
import { stripGif } from './strip-gif.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

const strippers: readonly (readonly [
  Picture['mediaType'],
  (data: Uint8Array) => readonly Uint8Array[] | undefined,
])[] = [
  ['image/jpeg', stripJpeg],
  ['image/png', stripPng],
  ['image/webp', stripWebp],
  ['image/gif', stripGif],
];

/**
 * The picture as it looks, and nothing else that a file may hold: where and when it was taken, by whom and with what, texts,
 * thumbnails and whatever is hidden behind its end. Pixels are not encoded again. Its type is what it is, not what it says.
 * @throws StewardError `vision.picture-broken`
 */
export const withoutMetadata = ({ data }: Picture): Picture => {
  for (const [mediaType, strip] of strippers) {
    const kept = strip(data);
    if (kept !== undefined) return { mediaType, data: new Uint8Array(Buffer.concat(kept)) };
  }
  throw new StewardError('The picture is not a whole JPEG, PNG, WebP or GIF.', {
    code: 'vision.picture-broken',
    kind: 'terminal',
    mend: 'Take it again, or send it in another format.',
  });
};
