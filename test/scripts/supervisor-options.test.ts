import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OptionSchema } from '../../scripts/generators/option-schema.ts';
import { readOptionSchema } from '../../scripts/generators/option-schema.ts';
import { type SupervisorType, toSupervisorOptions } from '../../scripts/generators/supervisor-options.ts';

/** Supervisor's own pattern for one element of a schema (supervisor/apps/options.py). */
const supervisorElement =
  /^(?:bool|email|url|port|device(?:\(subsystem=[a-z]+\))?|str(?:\(\d*,\d*\))?|password(?:\(\d*,\d*\))?|int(?:\(-?\d*,-?\d*\))?|float(?:\(-?[\d.]*,-?[\d.]*\))?|match\(.*\)|list\(.+\))\??$/;

const convert = (shape: z.ZodRawShape) =>
  toSupervisorOptions(z.toJSONSchema(z.strictObject(shape), { io: 'input' }) as OptionSchema);

const elements = (type: SupervisorType): string[] =>
  typeof type === 'string' ? [type] : Object.values(type).flatMap((each) => elements(each));

describe("the options in Supervisor's grammar", () => {
  it('say every shape that it has', () => {
    expect(
      convert({
        name: z.string(),
        short: z.string().min(2).max(5).exactOptional(),
        secret: z.string().meta({ supervisor: 'password' }).exactOptional(),
        address: z.url().meta({ supervisor: 'url' }).default('https://x'),
        on: z.boolean().default(true),
        count: z.int().default(3),
        range: z.int().min(0).max(10).default(3),
        part: z.number().min(0).max(1).default(0.5),
        level: z.enum(['low', 'high']).default('low'),
        words: z.array(z.string()).default([]),
        blocks: z.array(z.strictObject({ a: z.string(), b: z.int().exactOptional() })).default([]),
        block: z.strictObject({ a: z.string().exactOptional() }).default({}),
      }),
    ).toEqual({
      options: {
        address: 'https://x',
        on: true,
        count: 3,
        range: 3,
        part: 0.5,
        level: 'low',
        words: [],
        blocks: [],
        block: {},
      },
      schema: {
        name: 'str',
        short: 'str(2,5)?',
        secret: 'password?',
        address: 'url',
        on: 'bool',
        count: 'int',
        range: 'int(0,10)',
        part: 'float(0,1)',
        level: 'list(low|high)',
        words: ['str'],
        blocks: [{ a: 'str', b: 'int?' }],
        block: { a: 'str?' },
      },
    });
  });

  it('leave out what has a meaning outside Supervisor only', () => {
    const { options, schema } = convert({
      here: z.boolean().default(true),
      elsewhere: z.boolean().default(true).meta({ isStandaloneOnly: true }),
    });
    expect([Object.keys(options), Object.keys(schema)]).toEqual([['here'], ['here']]);
  });

  it.each<[string, z.ZodType, RegExp]>([
    [
      'a union',
      z.union([z.string(), z.array(z.int())]).default('x'),
      /option wrong .* neither a single value/,
    ],
    ['a free-form map', z.record(z.string(), z.string()).default({}), /option wrong /],
    ['a list of lists', z.array(z.array(z.string())).default([]), /option wrong .* list may not hold lists/],
    [
      'a block that may be left out',
      z.strictObject({ a: z.string() }).optional(),
      /option wrong .* needs a default/,
    ],
    ['a list without a default', z.array(z.string()), /option wrong .* needs a default/],
    [
      'a block in a block',
      z
        .strictObject({ inner: z.strictObject({ a: z.string().exactOptional() }).default({}) })
        .default({ inner: {} }),
      /option wrong\.inner .* one level/,
    ],
    [
      'a list in a list of blocks',
      z.array(z.strictObject({ inner: z.array(z.string()) })).default([]),
      /option wrong\[\]\.inner .* one level/,
    ],
  ])('cannot say %s, and the generator names the option', (_name, type, expected) => {
    expect(() => convert({ wrong: type })).toThrow(expected);
  });

  it("are taken by Supervisor's own pattern, all of ours", () => {
    const { schema, options } = toSupervisorOptions(readOptionSchema());
    const all = elements(schema);
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((element) => !supervisorElement.test(element))).toEqual([]);
    expect(Object.keys(options).filter((key) => !(key in schema))).toEqual([]);
  });

  it('mark every secret as a password', () => {
    const { schema } = toSupervisorOptions(readOptionSchema());
    const secrets = JSON.stringify(schema).match(/"(token_secret|password|pin|token)":"[^"]*"/g) ?? [];
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    for (const secret of secrets) expect(secret).toMatch(/"password\??"$/);
  });
});
