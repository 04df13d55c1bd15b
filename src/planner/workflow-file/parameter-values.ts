import { StewardError } from '../../core/errors.ts';
import { suggest } from './problem.ts';
import {
  type ParameterScalar,
  type ParameterSchema,
  type ParameterValue,
  readScalar,
  typeText,
  valueObjection,
} from './simple-schema.ts';

const readValue = (schema: ParameterSchema, given: ParameterValue): ParameterValue | undefined => {
  if (!schema.isList) return Array.isArray(given) ? undefined : readScalar(schema.type, String(given));
  // One text with commas is how a list comes from the command line.
  const elements: readonly ParameterScalar[] = Array.isArray(given)
    ? (given as readonly ParameterScalar[])
    : String(given)
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
  const read = elements.map((each) => readScalar(schema.type, String(each)));
  return read.every((each) => each !== undefined) ? read : undefined;
};

const describe = (name: string, schema: ParameterSchema): string =>
  `${name} (${typeText(schema)}${schema.isRequired ? '' : ', optional'})`;

/** Why given parameters do not fit, by name. Empty when they do. */
export const parameterObjections = (
  schema: Readonly<Record<string, ParameterSchema>>,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, string> => {
  const objections: Record<string, string> = {};
  for (const [name, one] of Object.entries(schema)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (one.isRequired) objections[name] = 'is missing';
      continue;
    }
    const read = readValue(one, value);
    const wrong = read === undefined ? `is not of type ${typeText(one)}` : valueObjection(one, read);
    if (wrong !== undefined) objections[name] = wrong;
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(schema, name)) objections[name] = 'is not a parameter of this workflow';
  return objections;
};

/**
 * Checks given parameters and fills in defaults. A number or boolean may be given as text, a list as text with commas.
 * An optional parameter without a default that is not given is absent from the result.
 * @throws StewardError `workflow.parameters`, with a message for each parameter that is wrong
 */
export const fillParameters = (
  workflow: string,
  schema: Readonly<Record<string, ParameterSchema>>,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> => {
  const fields = parameterObjections(schema, given);
  const names = Object.keys(schema);
  const strange = Object.keys(fields).find((name) => !names.includes(name));
  if (Object.keys(fields).length > 0)
    throw new StewardError(
      `The workflow ${workflow} cannot run with these parameters: ${Object.entries(fields)
        .map(([name, why]) => `${name} ${why}`)
        .join(', ')}.`,
      {
        code: 'workflow.parameters',
        kind: 'terminal',
        fields,
        mend: [
          ...(strange === undefined || names.length === 0 ? [] : [suggest(strange, names, 'parameter')]),
          names.length === 0
            ? 'It takes no parameters.'
            : `It takes: ${Object.entries(schema)
                .map(([name, one]) => describe(name, one))
                .join(', ')}.`,
        ].join(' '),
      },
    );
  return Object.fromEntries(
    Object.entries(schema).flatMap(([name, one]): [string, ParameterValue][] => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      const read = value === undefined ? one.default : readValue(one, value);
      return read === undefined ? [] : [[name, read]];
    }),
  );
};
