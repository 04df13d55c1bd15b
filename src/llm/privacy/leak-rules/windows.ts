/**
 * How much is looked at together. Some rules look from each place of a text to its end; the window keeps the time that
 * this takes proportional to the length, and lets the inspection stop between windows.
 */
const windowLength = 16_384;

/** What two windows share, so that what lies across their border is whole in one: the length of a large private key. */
const shared = 6_144;

/** The parts of a text that rules look at, with where each begins. A text of one window's length is one part. */
export function* windowsOf(text: string): Generator<{ readonly start: number; readonly text: string }> {
  for (let start = 0; ; start += windowLength - shared) {
    yield { start, text: text.slice(start, start + windowLength) };
    if (start + windowLength >= text.length) return;
  }
}
