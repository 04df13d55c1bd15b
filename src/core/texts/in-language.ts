/** The language of a tag without its region: `de` of `de-AT`. @param language BCP 47 */
export const baseLanguage = (language: string): string => language.split('-')[0]?.toLowerCase() ?? language;

/** What is kept in several languages, in the one of a tag; in English where it has none of its own. @param language BCP 47 */
export const inLanguage = <Kept>(
  kept: Readonly<Record<string, Kept>> & { readonly en: Kept },
  language: string,
): Kept => {
  const base = baseLanguage(language);
  // Whatever a client calls a language: what every object has is none.
  return Object.hasOwn(kept, base) ? (kept[base] as Kept) : kept.en;
};
