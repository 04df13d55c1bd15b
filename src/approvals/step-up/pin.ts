import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two PINs are the same, in a time that tells nothing about where they differ. */
export const isSamePin = (expected: string, given: string): boolean =>
  timingSafeEqual(digest(expected), digest(given));
