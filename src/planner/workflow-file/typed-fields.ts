import type { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { FilledValue } from '../plan/fill-text.ts';

const samplesFor: Readonly<Record<string, unknown>> = {
  string: 'x',
  number: 1,
  int: 1,
  boolean: true,
  array: [],
  object: {},
  record: {},
};

const isWithin = (path: readonly PropertyKey[], outer: readonly PropertyKey[]): boolean =>
  outer.every((key, index) => path[index] === key);

const replaceAt = (value: unknown, path: readonly PropertyKey[], by: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (index === key ? replaceAt(each, rest, by) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? replaceAt(each, rest, by) : each]),
  );
};

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (one, key) => (typeof one === 'object' && one !== null ? Reflect.get(one, key) : undefined),
    value,
  );

/**
 * Fields as their step type reads them, defaults filled in. Where an expression is left for the run, only its place is
 * checked, and it stays as it is.
 * @throws StewardError `workflow.fields`
 */
export const typedFields = (
  schema: z.ZodType,
  step: string,
  filled: FilledValue,
): Readonly<Record<string, Json>> => {
  let candidate: unknown = filled.value;
  // Each round may show that one more expression stands where no text may.
  for (let round = 0; round <= filled.open.length; round += 1) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success)
      return filled.open.reduce<unknown>(
        (fields, path) => replaceAt(fields, path, at(filled.value, path)),
        parsed.data,
      ) as Readonly<Record<string, Json>>;
    const outside = parsed.error.issues.filter(
      (issue) => !filled.open.some((path) => isWithin(issue.path, path) || isWithin(path, issue.path)),
    );
    if (outside.length > 0)
      throw new StewardError(
        `The step ${step} cannot be planned: ${outside.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ')}.`,
        {
          code: 'workflow.fields',
          kind: 'terminal',
          mend: 'Look at the parameters that these fields come from.',
        },
      );
    for (const issue of parsed.error.issues) {
      const path = filled.open.find((one) => isWithin(issue.path, one));
      if (path !== undefined && issue.code === 'invalid_type')
        candidate = replaceAt(candidate, path, samplesFor[issue.expected] ?? at(candidate, path));
    }
  }
  return filled.value as Readonly<Record<string, Json>>;
};
