import { asText, writtenAsBytes } from './bytes.ts';
import { asMeant, writtenOtherwise } from './characters.ts';
import { asGiven, decodeWithin, type Reading } from './reading.ts';

/** How often what was decoded is decoded again. */
const depth = 4;

/**
 * The text as given, and then with what is encoded in it decoded, again and again: escapes, look-alikes and unseen
 * characters, then base64 and hexadecimal digits. Text that is written backwards or in a cipher is not decoded.
 * @param isOver stops between readings
 */
export function* readings(text: string, isOver: () => boolean): Generator<Reading> {
  let last = asGiven(text);
  yield last;
  for (let round = 0; round < depth; round += 1) {
    let isChanged = false;
    for (const [pattern, decode] of [
      [writtenOtherwise, asMeant],
      [writtenAsBytes, asText],
    ] as const) {
      if (isOver()) return;
      const next = decodeWithin(last, pattern, decode);
      if (next === undefined) continue;
      isChanged = true;
      last = next;
      yield next;
    }
    if (!isChanged) return;
  }
}
