import { StewardError } from '../core/errors.ts';

/** One parameter of a workflow, in kro's simple schema: `integer | default=180`. */
export interface ParameterSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'number';
  /** Absent: the parameter must be given. */
  readonly default?: string | number | boolean;
}

/** The value of one parameter. */
export type ParameterValue = string | number | boolean;

const types = ['string', 'integer', 'boolean', 'number'] as const;

const readValue = (type: ParameterSchema['type'], text: string): ParameterValue | undefined => {
  if (type === 'string') return text.replace(/^"(.*)"$/, '$1');
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) || (type === 'integer' && !Number.isInteger(number))
    ? undefined
    : number;
};

/**
 * Reads one line of kro's simple schema. Known markers: `default=` and `required=`.
 * @throws StewardError `workflow.parameter-schema`
 */
export const parseParameterSchema = (name: string, text: string): ParameterSchema => {
  const fail = (why: string): never => {
    throw new StewardError(`The parameter ${name} has the schema "${text}": ${why}.`, {
      code: 'workflow.parameter-schema',
      kind: 'terminal',
      mend: 'Write for example `string`, `integer | default=180` or `boolean | default=false`.',
    });
  };
  const [typeText = '', markers = ''] = text.split(/\|(.*)/s).map((part) => part.trim());
  const type =
    types.find((candidate) => candidate === typeText) ?? fail(`"${typeText}" is none of ${types.join(', ')}`);
  if (markers === '' || /^required=(true|false)$/.test(markers)) return { type };
  const match =
    /^default=("[^"]*"|\S+)$/.exec(markers) ?? fail(`"${markers}" is no marker that is known here`);
  const value = readValue(type, match[1] ?? '');
  return value === undefined ? fail(`its default is not of type ${type}`) : { type, default: value };
};

/**
 * Checks given parameters and fills in defaults. A number or boolean may be given as text.
 * @throws StewardError `workflow.parameters`, with a message for each parameter that is wrong
 */
export const fillParameters = (
  workflow: string,
  schema: Readonly<Record<string, ParameterSchema>>,
  given: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> => {
  const fields: Record<string, string> = {};
  const filled: Record<string, ParameterValue> = {};
  for (const [name, { type, default: fallback }] of Object.entries(schema)) {
    const value = given[name] ?? fallback;
    if (value === undefined) fields[name] = 'is missing';
    else {
      const read = readValue(type, String(value));
      if (read === undefined) fields[name] = `is not of type ${type}`;
      else filled[name] = read;
    }
  }
  for (const name of Object.keys(given))
    if (!(name in schema)) fields[name] = 'is not a parameter of this workflow';
  if (Object.keys(fields).length > 0)
    throw new StewardError(
      `The workflow ${workflow} cannot run with these parameters: ${Object.entries(fields)
        .map(([name, why]) => `${name} ${why}`)
        .join(', ')}.`,
      {
        code: 'workflow.parameters',
        kind: 'terminal',
        fields,
        mend: `It takes: ${Object.entries(schema)
          .map(
            ([name, { type, default: fallback }]) =>
              `${name} (${type}${fallback === undefined ? '' : ', optional'})`,
          )
          .join(', ')}.`,
      },
    );
  return filled;
};
