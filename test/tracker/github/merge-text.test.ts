import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../../src/tracker/github/merge-text.ts';

const before = '# Paperless\n\nstopped\n\n## History\n\n- old\n';
const after = '# Paperless\n\nrunning\n\n## History\n\n- new\n- old\n';

describe('merging a page', () => {
  it('takes the change of the only one who changed anything', () => {
    expect(mergeText(before, after, before)).toBe(after);
    const edited = before.replace('# Paperless', '# Paperless, in the cellar');
    expect(mergeText(before, before, edited)).toBe(edited);
    expect(mergeText(before, after, after)).toBe(after);
  });

  it('joins changes in different places', () => {
    const edited = before.replace('# Paperless', '# Paperless, in the cellar');
    expect(mergeText(before, after, edited)).toBe(after.replace('# Paperless', '# Paperless, in the cellar'));
  });

  it('keeps both when both added lines in one place', () => {
    const edited = before.replace('- old', '- by hand\n- old');
    expect(mergeText(before, after, edited)).toBe(after.replace('- new\n', '- new\n- by hand\n'));
  });

  it('leaves the person’s lines alone where both changed the same, and puts Steward’s at the end', () => {
    const edited = before.replace('stopped', 'stopped on purpose, see the note on the fridge');
    const merged = mergeText(before, after, edited);
    expect(merged).toBe(
      `${edited.replace('- old', '- new\n- old')}\n## Steward's text for places that people have edited\n\nrunning\n`,
    );
  });

  it('leaves a page alone that a person wrote first, and adds Steward’s', () => {
    const merged = mergeText('', '# Paperless\n\nrunning\n', '# My notes\n');
    expect(merged.startsWith('# My notes\n')).toBe(true);
    expect(merged.endsWith('# Paperless\n\nrunning\n')).toBe(true);
  });

  it('never loses a line that a person added, and never one that Steward added', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 8 });
    const text = (parts: readonly string[]) => parts.map((line) => `${line}\n`).join('');
    const withInserted = (base: readonly string[], at: number, line: string) => base.toSpliced(at, 0, line);
    fc.assert(
      fc.property(lines, fc.nat(8), fc.nat(8), lines, (base, ours, theirs, rest) => {
        const merged = mergeText(
          text(base),
          text(withInserted(base, ours, 'from Steward')),
          text(withInserted(rest, theirs, 'from a person')),
        ).split('\n');
        expect(merged).toContain('from a person');
        expect(merged).toContain('from Steward');
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
