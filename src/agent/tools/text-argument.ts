import type { Json } from '../../core/json.ts';

/** The longest that an argument is taken for. Characters. */
const longest = 200;

/** The first of these arguments that is a text with something in it, or a number; models mix their names up. Pure. */
export const textArgument = (
  args: Readonly<Record<string, Json>>,
  ...names: readonly string[]
): string | undefined => {
  for (const name of names) {
    const value = args[name];
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, longest);
  }
  return undefined;
};
