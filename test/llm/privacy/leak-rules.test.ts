import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRe2 } from '../../../scripts/generators/re2.ts';
import { createBetterleaks, createGitleaks } from '../../../src/llm/privacy/leak-rules/rule-detector.ts';

interface Examples {
  readonly rules: Readonly<Record<string, { readonly found: string[]; readonly passed: string[] }>>;
}

const gitleaks = createGitleaks();
const detectors = { gitleaks, betterleaks: createBetterleaks() };
type Source = keyof typeof detectors;

const examplesOf = (source: Source): Examples['rules'] =>
  (
    JSON.parse(
      readFileSync(join(import.meta.dirname, `__fixtures__/${source}-examples.json`), 'utf8'),
    ) as Examples
  ).rules;
const plain = (example: string): string => Buffer.from(example, 'base64').toString();

const isFound = async (source: Source, rule: string, text: string): Promise<boolean> =>
  (await detectors[source].detect(text, () => false)).some((finding) => finding.rule === `${source}:${rule}`);

const wrong = async (source: Source, kind: 'found' | 'passed'): Promise<string[]> => {
  const texts: string[] = [];
  for (const [rule, examples] of Object.entries(examplesOf(source)))
    for (const example of examples[kind])
      if ((await isFound(source, rule, plain(example))) !== (kind === 'found'))
        texts.push(`${rule}: ${plain(example)}`);
  return texts;
};

describe.each([
  ['gitleaks', 600, 150],
  ['betterleaks', 600, 150],
] as const)('the rules of %s', (source, found, passed) => {
  const examples = Object.values(examplesOf(source));

  it('find what their authors show that they find', async () => {
    expect(examples.flatMap((each) => each.found).length).toBeGreaterThan(found);
    expect(await wrong(source, 'found')).toEqual([]);
  });

  it('pass what their authors show that they pass', async () => {
    expect(examples.flatMap((each) => each.passed).length).toBeGreaterThan(passed);
    expect(await wrong(source, 'passed')).toEqual([]);
  });
});

describe('a kept rule', () => {
  it('says where the secret is, not the words around it', async () => {
    const secret = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    const text = `use ${secret} for the clone`;
    const [finding] = await gitleaks.detect(text, () => false);
    expect(text.slice(finding?.start, finding?.end)).toBe(secret);
  });

  it('finds a secret wherever it is in a long text, once or more but in its place', async () => {
    const secret = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    for (const before of [0, 10_200, 16_370, 40_000]) {
      const text = `${'a line of a log\n'.repeat(before / 16)}${secret}\n${'and more\n'.repeat(3_000)}`;
      const found = await gitleaks.detect(text, () => false);
      expect(new Set(found.map(({ start, end }) => text.slice(start, end)))).toEqual(new Set([secret]));
    }
  });

  it('heeds no comment in the text that asks to let a secret through', async () => {
    const found = await gitleaks.detect(
      `token = ghp_${'aB3dE6gH9jK2'.repeat(3)} # gitleaks:allow`,
      () => false,
    );
    expect(found).not.toEqual([]);
  });
});

describe('an expression of RE2', () => {
  it.each([
    ['(?i)ab[c-f]{2}', ['aBcD'], ['aBgD']],
    ['a(?i)b|c', ['aB', 'C', 'ab'], ['AB']],
    ['(?i:x(?-i:Yy))z', ['xYyz', 'XYyz'], ['xyyz', 'XYyZ']],
    ['^a.b\\z', ['a b'], ['a\nb', 'a b\n']],
    ['^(?s:.)b$', ['\nb'], ['b']],
    ['^[[:alnum:]_]+$', ['aZ9_'], ['a-b']],
    ['^\\s$', [' ', '\t'], ['\u00a0', '\v']],
    ['^(?P<name>a)]$', ['a]'], ['b]']],
  ])('%s means in JavaScript what it means there', (source, matching, other) => {
    const expression = new RegExp(fromRe2(source));
    expect(matching.filter((text) => !expression.test(text))).toEqual([]);
    expect(other.filter((text) => expression.test(text))).toEqual([]);
  });

  it('is bounded where a dot repeats without end, and nowhere else', () => {
    expect(fromRe2('a.*?[.+]b.{8,}\\.+', 500)).toBe('a[^\\n]{0,500}?[.+]b[^\\n]{8,500}\\.+');
  });

  it('is refused where it has no counterpart', () => {
    expect(() => fromRe2('\\pL')).toThrow(/counterpart/);
    expect(() => fromRe2('(?U)a+')).toThrow(/counterpart/);
  });
});
