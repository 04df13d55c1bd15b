import { english } from './en.ts';

/** Keys of all texts of the panel and the card. Another language has the same keys. */
export type TextKey = keyof typeof english;

/** Values that stand in the places of `{name}`. */
export type TextValues = Readonly<Record<string, string | number>>;

const languages: Readonly<Record<string, Readonly<Record<TextKey, string>>>> = { en: english };

let language = 'en';
let texts: Readonly<Record<TextKey, string>> = english;

/**
 * Chooses the language of everything drawn from now on: Home Assistant's, or else the browser's. A language without
 * texts of its own reads English, with its own way of writing numbers and dates.
 */
export const useLanguage = (wanted: string): void => {
  try {
    language = Intl.getCanonicalLocales(wanted)[0] ?? 'en';
  } catch {
    language = 'en';
  }
  texts = languages[language.split('-')[0] ?? 'en'] ?? english;
};

/** The chosen language (BCP 47), for `Intl`. */
export const currentLanguage = (): string => language;

/** A text in the chosen language. */
export const text = (key: TextKey, values: TextValues = {}): string =>
  texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The text `key.one` for a count of 1, else `key.other`, with the count in the place of `{count}`. */
export const countText = <Key extends string>(
  key: `${Key}.other` extends TextKey ? Key : never,
  count: number,
): string => {
  const form = `${key}.${count === 1 ? 'one' : 'other'}` as TextKey;
  return text(form, { count: new Intl.NumberFormat(language).format(count) });
};
