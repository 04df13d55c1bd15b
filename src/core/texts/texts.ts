import { english } from './en.ts';

/** Keys of all texts that people read, e.g. `guest.running`. Another language has the same keys. */
export type TextKey = keyof typeof english;

/** Fills a text of one language. Values stand in the places of `{name}`. */
export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

const languages: Readonly<Record<string, Readonly<Record<TextKey, string>>>> = { en: english };

/** Texts of a language (BCP 47); English where a language has none. */
export const createTexts = (language: string): Texts => {
  const texts = languages[language.split('-')[0]?.toLowerCase() ?? 'en'] ?? english;
  return (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
};
