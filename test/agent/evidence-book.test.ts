import { describe, expect, it } from 'vitest';
import { createEvidenceBook } from '../../src/agent/evidence-book.ts';

const bookOfTwo = () => {
  const book = createEvidenceBook();
  book.note('proxmox:home/guest/101', 1_000);
  book.note('run 12', 2_000);
  return book;
};

describe('the evidence of an answer', () => {
  it('is counted from E1, and the same reading keeps its id', () => {
    const book = createEvidenceBook();
    expect(book.note('run 12', 1_000)).toBe('E1');
    expect(book.note('run 13', 1_000)).toBe('E2');
    expect(book.note('run 12', 1_000)).toBe('E1');
    expect(book.note('run 12', 2_000)).toBe('E3');
  });

  it('is what the text cites, in the order of the citations, each once', () => {
    const book = bookOfTwo();
    book.check('The run ended [E2].');
    book.check('Nextcloud runs [E1, E2].');
    expect(book.cited()).toEqual([
      { id: 'E2', source: 'run 12', atMs: 2_000 },
      { id: 'E1', source: 'proxmox:home/guest/101', atMs: 1_000 },
    ]);
  });

  it('never holds what nobody read, and such a citation is not shown', () => {
    const book = bookOfTwo();
    expect(book.check('It runs [E7] well [e1;E99].').shown).toBe('It runs well [E1].');
    expect(book.cited().map(({ id }) => id)).toEqual(['E1']);
  });

  it('is not spoken, and other brackets stay', () => {
    expect(bookOfTwo().check('Disk [sda] is full [E1] [E2].')).toEqual({
      shown: 'Disk [sda] is full [E1] [E2].',
      spoken: 'Disk [sda] is full.',
    });
  });
});
