import { describe, expect, it } from 'vitest';
import { fillParameters } from '../../../src/planner/workflow-file/parameter-values.ts';
import {
  type ParameterSchema,
  parseParameterSchema,
} from '../../../src/planner/workflow-file/simple-schema.ts';

const required = { isList: false, isRequired: true } as const;
const optional = { isList: false, isRequired: false } as const;

describe('parseParameterSchema', () => {
  it.each<[string, ParameterSchema]>([
    ['string', { type: 'string', ...required }],
    ['integer | default=180', { type: 'integer', ...optional, default: 180 }],
    ['boolean | default=false', { type: 'boolean', ...optional, default: false }],
    ['number', { type: 'number', ...required }],
    ['float | default=0.5', { type: 'number', ...optional, default: 0.5 }],
    [
      'string | default="two words | and a bar"',
      { type: 'string', ...optional, default: 'two words | and a bar' },
    ],
    ['string | default="say \\"hi\\""', { type: 'string', ...optional, default: 'say "hi"' }],
    ['string | required=true', { type: 'string', ...required }],
    ['string | required=false', { type: 'string', ...optional }],
    ['[]string', { type: 'string', isList: true, isRequired: true }],
    [
      '[]integer | default=[1, 2] minItems=1 maxItems=3',
      { type: 'integer', isList: true, isRequired: false, default: [1, 2], minItems: 1, maxItems: 3 },
    ],
    [
      'integer | required=true minimum=10 maximum=3600 description="How long"',
      { type: 'integer', ...required, minimum: 10, maximum: 3600, description: 'How long' },
    ],
    [
      'string | enum="lz4,zstd" default=lz4',
      { type: 'string', ...optional, default: 'lz4', oneOf: ['lz4', 'zstd'] },
    ],
    [
      'string | pattern="^[a-z]+$" minLength=3',
      { type: 'string', ...required, pattern: '^[a-z]+$', minLength: 3 },
    ],
    ['string | immutable=true', { type: 'string', ...required }],
  ])('reads %s', (text, schema) => {
    expect(parseParameterSchema('p', text)).toEqual(schema);
  });

  it.each([
    'text',
    'constructor',
    '[][]string',
    'integer | default=many',
    'integer | default=5 minimum=10',
    'string | enum="a,b" default=c',
    'boolean | default=yes',
    'string | colour=red',
    'string | required=perhaps',
    'string | default=a default=b',
    'integer | minimum=low',
    'string | pattern="(a+)+$"',
    'string | pattern="(a|b)*c"',
    'string | pattern="(a)\\1"',
    'string | pattern="["',
    'string | =',
    '',
  ])('refuses %s and says how to write it', (text) => {
    expect(() => parseParameterSchema('p', text)).toThrow(
      expect.objectContaining({
        code: 'workflow.parameter-schema',
        mend: expect.stringContaining('integer'),
      }),
    );
  });
});

describe('fillParameters', () => {
  const schema = {
    guest: parseParameterSchema('guest', 'string'),
    timeoutSeconds: parseParameterSchema('timeoutSeconds', 'integer | default=180 minimum=10'),
    disks: parseParameterSchema('disks', '[]string | default=[] maxItems=2'),
    note: parseParameterSchema('note', 'string | required=false pattern="^[a-z]+$"'),
  };

  it('fills in defaults and reads numbers and lists that were given as text', () => {
    expect(fillParameters('w', schema, { guest: 'a' })).toEqual({
      guest: 'a',
      timeoutSeconds: 180,
      disks: [],
    });
    expect(fillParameters('w', schema, { guest: 'a', timeoutSeconds: '60', disks: 'sda, sdb' })).toEqual({
      guest: 'a',
      timeoutSeconds: 60,
      disks: ['sda', 'sdb'],
    });
  });

  it('names every parameter that is missing, wrong or unknown, all at once', () => {
    expect(() =>
      fillParameters('w', schema, { timeoutSeconds: 'soon', gest: 1, disks: ['a', 'b', 'c'], note: 'A' }),
    ).toThrow(
      expect.objectContaining({
        code: 'workflow.parameters',
        fields: {
          guest: 'is missing',
          timeoutSeconds: 'is not of type integer',
          disks: 'has more than 2 elements',
          note: 'does not match ^[a-z]+$',
          gest: 'is not a parameter of this workflow',
        },
        mend: expect.stringContaining('Did you mean guest?'),
      }),
    );
  });

  it('takes nothing from the names that every object has', () => {
    expect(() => fillParameters('w', { toString: parseParameterSchema('t', 'string') }, {})).toThrow(
      /missing/,
    );
  });
});
