import { describe, expect, it } from 'vitest';
import { questionLanguage } from '../../../src/conversation/free-words/question-language.ts';
import { readBook } from '../../book/book.ts';

const languages = ['en', 'de', 'es', 'fr', 'nl'];
const asked = readBook().flatMap(({ name, language, turns }) =>
  // Those that are written in another language than the house speaks are told by their names.
  / where the house speaks /.test(name) ? [] : turns.map(({ say }) => ({ say, language })),
);

describe('the language of a question', () => {
  it('is the declared one for each request of the book that is in it', () => {
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter(({ say, language }) => questionLanguage(say, language) !== language)).toEqual([]);
  });

  it('is never a third one, and mostly the right one where another was declared', () => {
    const told = asked.flatMap(({ say, language }) =>
      languages
        .filter((declared) => declared !== language)
        .map((declared) => ({ say, language, declared, got: questionLanguage(say, declared) })),
    );
    expect(told.filter(({ got, language, declared }) => got !== language && got !== declared)).toEqual([]);
    const right = told.filter(({ got, language }) => got === language).length;
    expect(right / told.length).toBeGreaterThan(0.8);
  });

  it.each([
    ['warum ist der Server so langsam', 'en-GB', 'de'],
    ['why is the server so slow', 'de-CH', 'en'],
    ['herstart paperless', 'en', 'en'],
    ['', 'en', 'en'],
    ['なぜサーバーが遅いのですか', 'ja', 'ja'],
    ['why is the server so slow', 'ja', 'en'],
  ])('"%s", declared as %s, is %s', (text, declared, language) => {
    expect(questionLanguage(text, declared)).toBe(language);
  });
});
