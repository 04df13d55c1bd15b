import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorSites } from '../../scripts/generators/errors.ts';

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

  it('takes no refusal, comparison or type for an error', () => {
    const source = `if (error.code === 'x.y') return { kind: 'refused', code: 'too-many', reason };
      interface A { readonly code: 'a.b' | 'c.d'; kind: string }`;
    expect(errorSites(source)).toEqual([]);
  });

  it('lists every code that stands in the source', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/reference/errors.md'), 'utf8');
    expect(page).toContain('`store.damaged`');
    expect(page).toContain('`options.invalid`');
    expect(page).toContain('`proxmox.unreachable`');
  });
});
