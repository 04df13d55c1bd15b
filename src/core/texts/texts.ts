import { english } from './en.ts';
import { inLanguage } from './in-language.ts';

/** Keys of all texts that people read, e.g. `guest.running`. Another language has the same keys. */
export type TextKey = keyof typeof english;

/** The names of the `{places}` in a text. */
type PlacesIn<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never;

/** A value for each place of the texts with these keys; none where there is no place. */
type ValuesFor<Key extends TextKey> = [PlacesIn<(typeof english)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<PlacesIn<(typeof english)[Key]>, string | number>>];

/** Fills a text of one language. Values stand in the places of `{name}`; leaving one out does not compile. */
export type Texts = <Key extends TextKey>(key: Key, ...values: ValuesFor<Key>) => string;

const languages = { en: english } satisfies Readonly<Record<string, Readonly<Record<TextKey, string>>>>;

/** Texts of a language (BCP 47); English where a language has none. */
export const createTexts = (language: string): Texts => {
  const texts = inLanguage(languages, language);
  return (key, ...[values]) =>
    texts[key].replace(/\{(\w+)\}/g, (place, name: string) =>
      String((values as Readonly<Record<string, string | number>> | undefined)?.[name] ?? place),
    );
};
