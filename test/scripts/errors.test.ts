import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorSites, generateErrors } from '../../scripts/generators/errors.ts';
import { repositoryRoot } from '../support/repository.ts';
import { readSource } from '../support/source-graph.ts';

describe('the page of errors', () => {
  it('finds code, kind, message and mend, with … for what is filled in', () => {
    const source = `
      throw new StewardError(\`The disk \${names.map((name) => \`"\${name}"\`).join(', ')} is full.\`, {
        code: 'disk.full', kind: 'retry',
        mend: 'Free some space, \\'now\\'.',
        cause,
      });`;
    expect(errorSites(source)).toEqual([
      {
        code: 'disk.full',
        kinds: ['retry'],
        message: 'The disk … is full.',
        mend: "Free some space, 'now'.",
      },
    ]);
  });

  it('finds both codes and kinds where the place decides', () => {
    const source = `return new UnknownOutcomeError('It is ' + 'gone.', {
      code: isPassing ? 'x.gateway' : 'x.other', kind: isPassing ? 'retry' : 'terminal' });`;
    expect(errorSites(source).map(({ code, kinds, message }) => [code, kinds, message])).toEqual([
      ['x.gateway', ['retry', 'terminal'], 'It is gone.'],
      ['x.other', ['retry', 'terminal'], 'It is gone.'],
    ]);
  });

  it("knows the kind of a model's error by its code", () => {
    const source = "throw new ModelError('It is gone.', { code: 'model.not-found', mend: 'Get it.' });";
    expect(errorSites(source)).toEqual([
      { code: 'model.not-found', kinds: ['terminal'], message: 'It is gone.', mend: 'Get it.' },
    ]);
  });

  it('takes no refusal, comparison or type for an error', () => {
    const source = `if (error.code === 'x.y') return { kind: 'refused', code: 'too-many', reason };
      interface A { readonly code: 'a.b' | 'c.d'; kind: string }`;
    expect(errorSites(source)).toEqual([]);
  });

  it('lists every code of an error that stands in the source', () => {
    const [page] = generateErrors();
    const codes = readSource(join(repositoryRoot, 'src')).flatMap(({ code }) =>
      [...code.matchAll(/code: '([a-z-]+\.[a-z-]+)',\s*kind: '(?:auth|retry|terminal)'/g)].map(
        (match) => match[1],
      ),
    );
    expect(new Set(codes).size).toBeGreaterThan(40);
    expect([...new Set(codes)].filter((code) => page?.content.includes(`| \`${code}\` |`) !== true)).toEqual(
      [],
    );
  });
});
