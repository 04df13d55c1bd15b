/**
 * Texts of the record, in Markdown. What people or systems chose themselves (names, spoken words, replies) goes through
 * one of these, so that it cannot become markup, a mention, or a reference to another issue.
 */

/** Makes foreign text harmless in Markdown: no markup, no mentions, no line breaks. */
export const plainText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`)
    .replace(/@/g, '@\u200b');

/** Makes foreign text harmless where Markdown does not reach: a code span, a fenced block, a commit message. */
export const rawText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/`/g, "'")
    .replace(/([@#])/g, '$1\u200b')
    .trim();

/** A JSON value in a sentence or a cell; nothing is a dash. */
export const inlineValue = (value: unknown): string =>
  value === null || value === undefined
    ? '—'
    : plainText(typeof value === 'string' ? value : JSON.stringify(value));

/** The same for a fenced block. */
export const rawValue = (value: unknown): string =>
  value === null || value === undefined
    ? '(none)'
    : rawText(typeof value === 'string' ? value : JSON.stringify(value));

/** A table; empty text when it has no rows. Cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A list; empty text when it has no items. Items are Markdown already. */
export const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Blocks with an empty line between them, without those that are empty. */
export const blocks = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n');

/** A heading with what stands under it; empty text when that is empty. */
export const section = (heading: string, text: string): string =>
  text === '' ? '' : `${heading}\n\n${text}`;

/** "45 s", "3 min", "2.5 h", "12 days". */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 90_000) return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
  const minutes = milliseconds / 60_000;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return minutes < 2880 ? `${Math.round(minutes / 6) / 10} h` : `${Math.round(minutes / 144) / 10} days`;
};
