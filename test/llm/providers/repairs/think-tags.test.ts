import { describe, expect, it } from 'vitest';
import { createThinkTags } from '../../../../src/llm/providers/repairs/think-tags.ts';

/** The answer in pieces of one length, joined again by kind. */
const read = (text: string, length: number): { readonly thinking: string; readonly text: string } => {
  const tags = createThinkTags();
  const joined = { thinking: '', text: '' };
  const add = (parts: readonly { kind: 'text' | 'thinking'; text: string }[]) => {
    for (const part of parts) joined[part.kind] += part.text;
  };
  for (let index = 0; index < text.length; index += length) add(tags.take(text.slice(index, index + length)));
  add(tags.end());
  return joined;
};

describe.each([1, 3, 1000])('thinking between tags, in pieces of %d characters', (length) => {
  it.each<[string, string, string, string]>([
    ['is taken out', '<think>Which guest?</think>\n\nIt runs.', 'Which guest?', 'It runs.'],
    ['is taken out under its other name', ' <thinking>a<b</thinking> It runs.', 'a<b', 'It runs.'],
    ['may come twice', '<think>a</think><think>b</think>c', 'ab', 'c'],
    ['may never end', '<think>Which guest? Perhaps', 'Which guest? Perhaps', ''],
    ['may be empty', '<think>\n\n</think>\n\nYes.', '\n\n', 'Yes.'],
    ['leaves no closing tag behind', '</think>Yes.', '', 'Yes.'],
    [
      'is not what is said about tags',
      'Use <think> and </think> for that.',
      '',
      'Use <think> and </think> for that.',
    ],
    ['is not a sign that means less', '<3 GB are free', '', '<3 GB are free'],
    ['is not the beginning of a tag', '<thi', '', '<thi'],
  ])('%s', (_, answer, thinking, text) => {
    expect(read(answer, length)).toEqual({ thinking, text });
  });
});

describe('thinking between tags', () => {
  it('holds back nothing that cannot become a tag', () => {
    const tags = createThinkTags();
    expect(tags.take('It ')).toEqual([{ kind: 'text', text: 'It ' }]);
    expect(tags.take('runs <')).toEqual([{ kind: 'text', text: 'runs <' }]);
  });
});
