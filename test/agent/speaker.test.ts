import { describe, expect, it } from 'vitest';
import { createEvidenceBook } from '../../src/agent/evidence-book.ts';
import { createSpeaker } from '../../src/agent/speaker.ts';

const speaker = () => {
  const evidence = createEvidenceBook();
  evidence.note('a', 1);
  return createSpeaker({
    evidence,
    confirmed: () => [],
    withoutKnown: (sentence) => sentence,
    truth: 'I have changed nothing.',
  });
};

/** What is heard of a round that comes in these pieces. */
const heard = (text: string, cut = 1): string => {
  const one = speaker();
  let said = '';
  for (let at = 0; at < text.length; at += cut) said += one.take(text.slice(at, at + cut));
  said += one.endRound();
  expect(one.spoken).toBe(said);
  return said;
};

describe('what a person hears of what a model says', () => {
  it.each([
    ['Its last task went well [E1].', 'Its last task went well.'],
    ['It is full [E1], and old [E1]. Buy one.', 'It is full, and old. Buy one.'],
    ['tank - the pool - is **full**.', 'tank - the pool - is full.'],
    ['There are:\n- tank\n- rpool\n', 'There are:\ntank\nrpool\n'],
    ['## Result\nAll is `well`.', 'Result\nAll is well.'],
    ['3.5 TB are free, 2 * 3 = 6.', '3.5 TB are free, 2 * 3 = 6.'],
  ])('is "%s" without marks, however the pieces fall', (text, expected) => {
    for (const cut of [1, 2, 3, 7, 100]) expect(heard(text, cut), `cut ${cut}`).toBe(expected);
  });

  it('is told apart between rounds, and from what Steward says itself', () => {
    const one = speaker();
    const said = one.take('Let me look') + one.endRound() + one.take('It is full.') + one.endRound();
    expect(said + one.say('I have changed nothing.')).toBe('Let me look It is full. I have changed nothing.');
  });
});
