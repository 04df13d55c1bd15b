// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what workflow files hold
import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import type { Json } from '../../../src/core/json.ts';
import { isTrue, resolveFields } from '../../../src/workflow/expressions/resolve.ts';

const outputs = {
  'disk-detection': {
    serial: 'S5GXNF0',
    sizeBytes: 2_000_000_000_000,
    wear: 0.5,
    found: true,
    names: ['a', 'b'],
  },
  'outer/inner': { healthy: true },
  'check[1]': 'plain',
};

const value = (text: string): Json | undefined => resolveFields({ field: text }, outputs)['field'];

const errorOf = (act: () => unknown): StewardError => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof StewardError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
};

describe('fields of a step with outputs of earlier ones', () => {
  it('keep the type of an expression that stands alone', () => {
    expect(value('${diskDetection.status.outputs.serial}')).toBe('S5GXNF0');
    expect(value('${diskDetection.status.outputs.sizeBytes}')).toBe(2_000_000_000_000);
    expect(value('${diskDetection.status.outputs.wear}')).toBe(0.5);
    expect(value('${diskDetection.status.outputs.found}')).toBe(true);
    expect(value('${diskDetection.status.outputs.names}')).toEqual(['a', 'b']);
  });

  it('are text where an expression stands within text', () => {
    expect(value('The disk ${diskDetection.status.outputs.serial} has ${1 + 1} names.')).toBe(
      'The disk S5GXNF0 has 2 names.',
    );
  });

  it('are looked through in lists and maps', () => {
    expect(resolveFields({ list: [{ deep: '${1 + 2}' }, 'as it is', 7, null] }, {})).toEqual({
      list: [{ deep: 3 }, 'as it is', 7, null],
    });
  });

  it('know steps of a sub-workflow and of a loop, and an output that is no map', () => {
    expect(value('${outer__inner.status.outputs.healthy}')).toBe(true);
    expect(value('${check_1.status.outputs.value}')).toBe('plain');
  });

  it('see a step that was left out as skipped, without outputs', () => {
    expect(value('${buyDisk.status.phase}')).toBe('Skipped');
    expect(value('${buyDisk.status.outputs.?part.orValue("none")}')).toBe('none');
    expect(value('${has(buyDisk.status.outputs.part)}')).toBe(false);
    expect(errorOf(() => value('${buyDisk.status.outputs.part}')).code).toBe('expression.evaluation');
  });

  it('may hold braces and quotes within an expression', () => {
    expect(value('${{"a}": "}"}["a}"]}')).toBe('}');
    expect(value("${'it\\'s } fine'}")).toBe("it's } fine");
  });

  it.each([
    ['${', 'expression.syntax', 'not closed'],
    ['a ${} b', 'expression.syntax', 'empty'],
    ['${1 +}', 'expression.syntax', 'character'],
    ['${"a".matches("(a+)+$")}', 'expression.function', 'matches'],
    ['${cel.bind(x, 1, x)}', 'expression.function', 'bind'],
    [`\${${'1+'.repeat(1_500)}1}`, 'expression.limit', 'characters'],
    [`\${${'1+'.repeat(600)}1}`, 'expression.limit', 'too large'],
    [`\${${'('.repeat(200)}1${')'.repeat(200)}}`, 'expression.limit', 'too large'],
    ['text ${[1, 2]}', 'expression.value', 'list'],
    ['${1 / 0}', 'expression.evaluation', 'cannot be computed'],
    ['${int}', 'expression.value', 'cannot stand'],
    ['${diskDetection.constructor}', 'expression.evaluation', 'constructor'],
    ['${diskDetection.__proto__}', 'expression.evaluation', '__proto__'],
  ])('refuse %.40s', (text, code, words) => {
    const error = errorOf(() => value(text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.mend).toBeTruthy();
  });

  it('refuse loops that could take too long before they begin, and let short ones be', () => {
    const many = { reader: { items: Array.from({ length: 1_000 }, (_, index) => index) } };
    const nested = '${reader.status.outputs.items.map(a, reader.status.outputs.items.map(b, a + b)).size()}';
    expect(errorOf(() => resolveFields({ field: nested }, many)).code).toBe('expression.limit');
    const growing = `\${[1]${'.map(a, [a, a])'.repeat(25)}.size()}`;
    expect(errorOf(() => resolveFields({ field: growing }, {})).code).toBe('expression.limit');
    const doubling = `\${["a"]${'.map(a, a + a + a + a)'.repeat(15)}}`;
    expect(errorOf(() => resolveFields({ field: doubling }, {})).code).toBe('expression.limit');
    expect(
      resolveFields({ field: '${reader.status.outputs.items.filter(a, a > 997).map(a, a * 2)}' }, many),
    ).toEqual({ field: [1996, 1998] });
  });
});

describe('a condition', () => {
  it('holds or does not', () => {
    expect(isTrue('diskDetection.status.phase == "Succeeded"', outputs)).toBe(true);
    expect(isTrue('diskDetection.status.outputs.sizeBytes > 3000000000000', outputs)).toBe(false);
    expect(isTrue('diskDetection.status.outputs.names.exists(name, name == "b")', outputs)).toBe(true);
  });

  it('must come to true or false', () => {
    expect(errorOf(() => isTrue('1 + 1', outputs)).code).toBe('expression.not-boolean');
  });
});
