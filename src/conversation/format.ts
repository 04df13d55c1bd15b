import { sizeText } from '../core/sizes.ts';
import type { Texts } from '../core/texts/texts.ts';

/** "12 %" as it is read and spoken: "12%". `share` is 0 to 1. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Bytes in decimal units: "1.5 TB", "340 GB". */
export const bytes = sizeText;

/** A length of time in its largest unit: "3 hours", "a day". */
export const span = (milliseconds: number, texts: Texts): string => {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 90) return seconds < 55 ? texts('time.seconds', { count: seconds }) : texts('time.minute');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return minutes < 55 ? texts('time.minutes', { count: minutes }) : texts('time.hour');
  const hours = Math.round(minutes / 60);
  if (hours < 36) return hours < 22 ? texts('time.hours', { count: hours }) : texts('time.day');
  return texts('time.days', { count: Math.round(hours / 24) });
};

/** "3 hours ago", "just now". */
export const ago = (atMs: number, nowMs: number, texts: Texts): string =>
  nowMs - atMs < 10_000 ? texts('time.now') : texts('time.ago', { duration: span(nowMs - atMs, texts) });

/** "a, b and c"; beyond `limit` names "a, b, c and 7 more". */
export const enumerate = (names: readonly string[], texts: Texts, limit = 5): string => {
  if (names.length > limit)
    return texts('list.more', { items: names.slice(0, limit).join(', '), count: names.length - limit });
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : texts('list.and', { items: names.slice(0, -1).join(', '), last });
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * The title of a plan as it is spoken. A plan of several steps is titled "Stop a; Snapshot b; Start a": that becomes
 * "Stop a, then snapshot b and 1 more step".
 */
export const spokenTitle = (title: string, texts: Texts): string => {
  const [first = title, second, ...rest] = title.split('; ');
  if (second === undefined) return title;
  const two = texts('title.then', { first, second: lowerFirst(second) });
  return rest.length === 0
    ? two
    : texts(rest.length === 1 ? 'title.oneMore' : 'title.more', { titles: two, count: rest.length });
};

/** As much as anybody listens to. Characters. */
const longestSpoken = 260;
const address = /\S+\.\S+\/\S+/;

/** A text that is written to be read, for the ear: without sentences that hold web addresses, and not too long. */
export const speakable = (text: string): string => {
  const sentences = (text.match(/.+?(?:[.!?](?=\s|$)|$)/gs) ?? [text])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && !address.test(sentence));
  let spoken = sentences[0] ?? '';
  for (const sentence of sentences.slice(1)) {
    if (spoken.length + sentence.length > longestSpoken) break;
    spoken += ` ${sentence}`;
  }
  return spoken;
};
