import { describe, expect, it } from 'vitest';
import { fillParameters, parseParameterSchema } from '../../src/planner/simple-schema.ts';

describe('parseParameterSchema', () => {
  it.each([
    ['string', { type: 'string' }],
    ['integer | default=180', { type: 'integer', default: 180 }],
    ['boolean | default=false', { type: 'boolean', default: false }],
    ['string | default="two words | and a bar"', { type: 'string', default: 'two words | and a bar' }],
    ['string | required=true', { type: 'string' }],
  ])('reads %s', (text, schema) => {
    expect(parseParameterSchema('name', text)).toEqual(schema);
  });

  it.each(['text', 'integer | default=many', 'string | minLength=3', 'boolean | default=yes'])(
    'refuses %s and says how to write it',
    (text) => {
      expect(() => parseParameterSchema('name', text)).toThrow(
        expect.objectContaining({
          code: 'workflow.parameter-schema',
          message: expect.stringContaining('name'),
        }),
      );
    },
  );
});

describe('fillParameters', () => {
  const schema = { guest: { type: 'string' }, timeoutSeconds: { type: 'integer', default: 180 } } as const;

  it('fills in defaults and reads numbers that were given as text', () => {
    expect(fillParameters('restart-guest', schema, { guest: 'g' })).toEqual({
      guest: 'g',
      timeoutSeconds: 180,
    });
    expect(fillParameters('restart-guest', schema, { guest: 'g', timeoutSeconds: '60' })).toEqual({
      guest: 'g',
      timeoutSeconds: 60,
    });
  });

  it('names every parameter that is missing, wrong or unknown, all at once', () => {
    expect(() => fillParameters('restart-guest', schema, { timeoutSeconds: 'soon', colour: 'red' })).toThrow(
      expect.objectContaining({
        code: 'workflow.parameters',
        fields: {
          guest: 'is missing',
          timeoutSeconds: 'is not of type integer',
          colour: 'is not a parameter of this workflow',
        },
      }),
    );
  });
});
