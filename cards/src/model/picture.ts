/** A picture that goes with a question, as small as it can be read, and without what the camera noted in it. */
export interface Picture {
  readonly mediaType: 'image/jpeg';
  /** Base64. */
  readonly data: string;
  /** Address of it on this page, until {@link forgetPicture}. */
  readonly preview: string;
}

/** Pictures that go with one question. */
export const mostPictures = 3;

/** Longest side, in pixels: enough for the small print on a label. */
const longestSide = 1600;
const quality = 0.85;

/** The size to which a picture is brought: never larger, the longest side at most {@link longestSide}. Pure. */
export const scaled = (width: number, height: number): { width: number; height: number } => {
  const factor = Math.min(1, longestSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
};

const base64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
};

/** Draws the picture anew, which leaves place, time and camera behind. Undefined when the browser cannot read it. */
export const readPicture = async (file: Blob): Promise<Picture | undefined> => {
  try {
    const bitmap = await createImageBitmap(file);
    const size = scaled(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, size);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', quality);
    });
    if (blob === null) return undefined;
    return { mediaType: 'image/jpeg', data: await base64(blob), preview: URL.createObjectURL(blob) };
  } catch {
    return undefined;
  }
};

/** Gives its memory back. */
export const forgetPicture = ({ preview }: Picture): void => URL.revokeObjectURL(preview);
