import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRe2 } from '../../../scripts/generators/re2.ts';
import { createGitleaks } from '../../../src/llm/privacy/gitleaks/gitleaks.ts';

interface Examples {
  readonly rules: Readonly<Record<string, { readonly found: string[]; readonly passed: string[] }>>;
}

const { rules } = JSON.parse(
  readFileSync(join(import.meta.dirname, '__fixtures__/gitleaks-examples.json'), 'utf8'),
) as Examples;
const gitleaks = createGitleaks();
const plain = (example: string): string => Buffer.from(example, 'base64').toString();

const isFound = async (rule: string, text: string): Promise<boolean> =>
  (await gitleaks.detect(text, () => false)).some((finding) => finding.rule === `gitleaks:${rule}`);

const wrong = async (kind: 'found' | 'passed'): Promise<string[]> => {
  const texts: string[] = [];
  for (const [rule, examples] of Object.entries(rules))
    for (const example of examples[kind])
      if ((await isFound(rule, plain(example))) !== (kind === 'found'))
        texts.push(`${rule}: ${plain(example)}`);
  return texts;
};

describe("gitleaks' rules", () => {
  it('find what their authors show that they find', async () => {
    expect(Object.values(rules).flatMap(({ found }) => found).length).toBeGreaterThan(600);
    expect(await wrong('found')).toEqual([]);
  });

  it('pass what their authors show that they pass', async () => {
    expect(Object.values(rules).flatMap(({ passed }) => passed).length).toBeGreaterThan(150);
    expect(await wrong('passed')).toEqual([]);
  });

  it('say where the secret is, not the words around it', async () => {
    const secret = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    const text = `use ${secret} for the clone`;
    const [finding] = await gitleaks.detect(text, () => false);
    expect(text.slice(finding?.start, finding?.end)).toBe(secret);
  });

  it('find a secret wherever it is in a long text, once or more but in its place', async () => {
    const secret = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    for (const before of [0, 10_200, 16_370, 40_000]) {
      const text = `${'a line of a log\n'.repeat(before / 16)}${secret}\n${'and more\n'.repeat(3_000)}`;
      const found = await gitleaks.detect(text, () => false);
      expect(new Set(found.map(({ start, end }) => text.slice(start, end)))).toEqual(new Set([secret]));
    }
  });

  it('heed no comment in the text that asks to let a secret through', async () => {
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
