import { z } from 'zod';

/** Number of letters to change, add or drop to get from one word to the other (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

/** As much of JSON Schema as is needed to find the keys at a path. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]): string[] => {
  let node: SchemaNode | undefined = z.toJSONSchema(schema, { io: 'input' }) as SchemaNode;
  for (const key of path) node = typeof key === 'number' ? node?.items : node?.properties?.[String(key)];
  return Object.keys(node?.properties ?? {});
};

/** `['proxmox', 0, 'url']` as people count: `proxmox[1].url`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of options',
};

/** What is wrong with the value, to follow "The option x ". Never the value itself: it may be a secret. */
const complaint = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is missing';
    const quoted =
      issue.expected === 'string' && typeof issue.input === 'number' ? '; put the number in quotes' : '';
    return `must be ${typeNames[issue.expected] ?? issue.expected}${quoted}`;
  }
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
};

/** What is wrong and what to do about it. */
export interface OptionFault {
  readonly message: string;
  readonly mend: string;
}

/**
 * Says one thing that zod found wrong, naming the option. The issue must carry its input (`reportInput`), which decides
 * the words and is not shown.
 */
export const describeIssue = (schema: z.ZodType, issue: z.core.$ZodIssue): OptionFault => {
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = keysAt(schema, issue.path);
    const [nearest] = known.toSorted((a, b) => distance(key, a) - distance(key, b));
    return {
      message: `There is no option ${where === '' ? key : `${where}.${key}`}.`,
      mend:
        nearest !== undefined && distance(key, nearest) <= 3
          ? `Did you mean ${nearest}?`
          : `Known are: ${known.join(', ')}.`,
    };
  }
  if (where === '')
    return { message: 'The options must be a block of options.', mend: 'See docs/reference/options.md.' };
  return {
    message: `The option ${where} ${complaint(issue)}.`,
    mend: 'Mend it and start Steward again.',
  };
};
