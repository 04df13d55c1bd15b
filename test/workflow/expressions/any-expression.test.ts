import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import { createExpressionChecker } from '../../../src/workflow/expressions/check-expression.ts';
import { resolveFields } from '../../../src/workflow/expressions/resolve.ts';

const outputs = {
  'disk-detection': { serial: 'S5GX', size: 2, names: ['a', 'b'], deep: { a: [1, { b: null }] } },
  b: null,
};

const word = fc.constantFrom(
  'diskDetection.status.outputs',
  '.names',
  '.size',
  '.serial',
  '.deep',
  '.a',
  '[0]',
  '["a"]',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '"',
  "'",
  '\\',
  '1',
  '-2',
  '3.5',
  '1u',
  'true',
  'null',
  ' + ',
  ' - ',
  ' * ',
  ' / ',
  ' % ',
  ' == ',
  ' < ',
  ' in ',
  ' && ',
  ' || ',
  '!',
  ' ? ',
  ' : ',
  '.map(x, x + x)',
  '.filter(x, x)',
  '.exists(y, y == 1)',
  '.all(',
  'x, ',
  '.size()',
  'size(',
  'has(',
  'dyn(',
  'int(',
  'string(',
  'double(',
  'duration("1h")',
  'timestamp("2026-01-01T00:00:00Z")',
  'b"x"',
  '.?a',
  '.orValue(1)',
  'optional.of(1)',
  'schema.spec.n',
  '.join(",")',
  '.split("")',
  '.substring(1)',
  '.matches("a")',
  'cel.bind(a, 1, a)',
  'constructor',
  '.__proto__',
  '.toString',
  'b.status.outputs.value',
  ',',
  '"""',
  'r"',
  '\u0000',
  'é',
  '//',
);

it('any text between the braces comes to a value of JSON or is refused with a reason, and never breaks the run', () => {
  const checker = createExpressionChecker({
    parameters: { n: 'int' },
    steps: { diskDetection: 'step', b: 'step' },
    variables: {},
  });
  let values = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join('')),
        fc.string({ minLength: 1 }),
      ),
      (text) => {
        try {
          const { field } = resolveFields({ field: `\${${text}}` }, outputs);
          expect(JSON.parse(JSON.stringify(field ?? null))).toEqual(field ?? null);
          values += 1;
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(StewardError);
          expect((thrown as StewardError).code).toMatch(/^expression\./);
        }
        try {
          checker.check(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(StewardError);
        }
      },
    ),
    { numRuns: 1_500, seed: 7 },
  );
  expect(values).toBeGreaterThan(25);
});
