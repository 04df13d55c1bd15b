import { z } from 'zod';
import type { JsonSchema } from '../../llm/model.ts';
import { oneLine } from '../retrieval/one-line.ts';

/** Lines and names that are taken from one picture at most; the photo of a whole page is cut. */
const mostLines = 40;
const mostNames = 20;

const names = { type: 'array', items: { type: 'string' }, maxItems: mostNames };

/** What a model that sees is to answer. The words come first, so that they are read before anything is made of them. */
export const readingSchema: JsonSchema = {
  type: 'object',
  properties: {
    readable: { type: 'array', items: { type: 'string' }, maxItems: mostLines },
    serials: names,
    hostnames: names,
    error: { type: 'string' },
    description: { type: 'string' },
  },
  required: ['readable', 'serials', 'hostnames', 'error', 'description'],
  additionalProperties: false,
};

const list = z
  .union([z.array(z.unknown()), z.string().transform((text) => text.split('\n'))])
  .catch([])
  .transform((values) => values.flatMap((value) => (typeof value === 'string' ? [oneLine(value)] : [])));
const line = z.string().catch('').transform(oneLine);
const reading = z.object({ readable: list, serials: list, hostnames: list, error: line, description: line });

const withoutFence = (answer: string): string =>
  answer.replace(/^\s*```(?:json)?\s*\n/i, '').replace(/\n\s*```\s*$/, '');

const parsed = (answer: string): unknown => {
  try {
    return JSON.parse(withoutFence(answer));
  } catch {
    // A model that keeps to no schema has still read something.
    return { readable: withoutFence(answer) };
  }
};

const unique = (values: readonly string[], most: number): readonly string[] =>
  [...new Set(values.filter((value) => value !== ''))].slice(0, most);

/**
 * What a model read in a picture, as plain lines. An answer of another form is taken for lines that were read. Pure.
 * @returns an empty text where nothing was seen
 */
export const readingText = (answer: string): string => {
  const given = reading.safeParse(parsed(answer));
  if (!given.success) return '';
  const { readable, serials, hostnames, error, description } = given.data;
  const labelled = (label: string, values: readonly string[]): readonly string[] =>
    values.length === 0 ? [] : [`${label}: ${values.join(', ')}`];
  const lines = unique(readable, mostLines);
  return [
    ...labelled('Error that it shows', unique([error], 1)),
    ...labelled('Serial numbers', unique(serials, mostNames)),
    ...labelled('Host names', unique(hostnames, mostNames)),
    ...labelled('What is seen', unique([description], 1)),
    ...(lines.length === 0 ? [] : ['Words in it:', ...lines.map((each) => `  ${each}`)]),
  ].join('\n');
};
