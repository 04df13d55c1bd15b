/** A value of the context that a conversation brings along, e.g. what was last talked about. */
export type ContextValue = string | { readonly value: string; readonly text?: string };

/** What a conversation knows when a sentence arrives, by key. */
export type Context = Readonly<Record<string, ContextValue>>;

/**
 * What a block of sentences asks of the context, by key: a value, one of several values, null for any value; or an
 * object with `value` (as before) and `slot`, which copies the value into the slot of that name (true: the key's own).
 */
export type ContextRule =
  | ContextScalar
  | { readonly value?: ContextScalar; readonly slot?: boolean | string };
type ContextScalar = string | number | boolean | null | readonly (string | number | boolean)[];

/** Rules by context key. */
export type ContextRules = Readonly<Record<string, ContextRule>>;

const scalarOf = (rule: ContextRule): ContextScalar =>
  typeof rule === 'object' && rule !== null && !isList(rule) ? (rule.value ?? null) : rule;

const isList = (value: unknown): value is readonly (string | number | boolean)[] => Array.isArray(value);

/** The plain value of a context entry. */
export const contextText = (value: ContextValue): string => (typeof value === 'string' ? value : value.value);

const agrees = (wanted: ContextScalar, actual: string): boolean => {
  if (wanted === null) return true;
  return isList(wanted) ? wanted.some((one) => String(one) === actual) : String(wanted) === actual;
};

/** Whether the context has all that is required. With `missing: 'allowed'` only keys that are there are looked at. */
export const meetsRequired = (
  rules: ContextRules,
  context: Context,
  missing: 'allowed' | 'refused',
): boolean =>
  Object.entries(rules).every(([key, rule]) => {
    const actual = context[key];
    if (actual === undefined) return missing === 'allowed';
    return agrees(scalarOf(rule), contextText(actual));
  });

/** Whether the context has something that is excluded; null excludes any value (in hassil it excludes none). */
export const meetsExcluded = (rules: ContextRules, context: Context): boolean =>
  Object.entries(rules).some(([key, rule]) => {
    const actual = context[key];
    return actual !== undefined && agrees(scalarOf(rule), contextText(actual));
  });

/** Slots that the required context fills. */
export const slotsFromContext = (
  rules: ContextRules,
  context: Context,
): Record<string, { value: string; text: string }> => {
  const slots: Record<string, { value: string; text: string }> = {};
  for (const [key, rule] of Object.entries(rules)) {
    const actual = context[key];
    if (typeof rule !== 'object' || rule === null || isList(rule) || !rule.slot || actual === undefined)
      continue;
    const value = contextText(actual);
    const text = typeof actual === 'string' ? value : (actual.text ?? value);
    slots[rule.slot === true ? key : rule.slot] = { value, text };
  }
  return slots;
};
