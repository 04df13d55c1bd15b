import { isUtf8 } from 'node:buffer';

/** What no text has: control characters other than white space and the escapes of coloured terminals. */
const noText = /[^\P{Cc}\t\n\f\r]/u;

/** @returns undefined for bytes that are no text */
const textOf = (bytes: Buffer): string | undefined => {
  if (bytes.length === 0) return undefined;
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8');
    if (!noText.test(text.replaceAll('\u001b', ''))) return text;
  }
  // Not UTF-8; as Windows writes it, perhaps.
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  const wide = bytes.toString('utf16le');
  return /^[\t\n\r\x20-\x7e]+$/.test(wide) ? wide : undefined;
};

/**
 * What bytes are written as: base64, also of URLs and wrapped over lines, or hexadecimal digits, also apart. Eight
 * characters are the least that could hold something. A single line is taken at most once by either part.
 */
export const writtenAsBytes =
  /(?<![\da-fA-F])(?:0x)?([\da-fA-F]{2}(?:(?:[ :,-]|, ?0x|\\x)[\da-fA-F]{2}){5,})(?![\da-fA-F])|([A-Za-z\d+/_-]{8,}(?:\r?\n[ \t]{0,16}[A-Za-z\d+/_-]{2,})*={0,2})/g;

const hexadecimal = /^(?:0x)?((?:[\da-fA-F]{2}){6,})$/;

const fromBase64 = (token: string): string | undefined => {
  const compact = token.replaceAll(/[\s=]+/g, '');
  for (let lead = 0; lead < 4; lead += 1) {
    const text = textOf(Buffer.from(compact.slice(lead), 'base64'));
    if (text !== undefined) return text;
    // Cut off in front: worth a try only where enough is left that chance does not make it text.
    if (compact.length < 20) return undefined;
  }
  return undefined;
};

/** The text that bytes written in such a way are; undefined where they are none. */
export const asText = (match: string, groups: readonly (string | undefined)[]): string | undefined => {
  const [apart] = groups;
  if (apart !== undefined) return textOf(Buffer.from(apart.replaceAll(/0x|\\x|[^\da-fA-F]/g, ''), 'hex'));
  const digits = hexadecimal.exec(match)?.[1];
  if (digits !== undefined) {
    const text = textOf(Buffer.from(digits, 'hex'));
    if (text !== undefined) return text;
  }
  const whole = fromBase64(match);
  if (whole !== undefined || !match.includes('\n')) return whole;
  return undefined;
};
