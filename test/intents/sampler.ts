import fc from 'fast-check';
import type { StaticList } from '../../src/intents/compile.ts';
import type { Lists } from '../../src/intents/list-value.ts';
import { numberWords } from '../../src/intents/number-words.ts';
import type { Expression } from '../../src/intents/template.ts';

/** What names in a template stand for. */
export interface SamplerScope {
  readonly rules: ReadonlyMap<string, Expression>;
  readonly lists: ReadonlyMap<string, StaticList>;
  readonly live: Lists;
}

/** Sentences that a template describes. */
export const sentencesOf = (expression: Expression, scope: SamplerScope): fc.Arbitrary<string> =>
  sample(expression, scope).map((text) => text.split(' ').filter(Boolean).join(' '));

const joined = (parts: readonly fc.Arbitrary<string>[], separator: string): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(separator));

const sample = (expression: Expression, scope: SamplerScope): fc.Arbitrary<string> => {
  switch (expression.type) {
    case 'text':
      return fc.constant(expression.text);
    case 'space':
      return fc.constant(' ');
    case 'sequence':
      return joined(
        expression.items.map((item) => sample(item, scope)),
        '',
      );
    case 'alternative':
      return fc.oneof(...expression.items.map((item) => sample(item, scope)));
    case 'permutation':
      return fc
        .shuffledSubarray([...expression.items], { minLength: expression.items.length })
        .chain((items) =>
          joined(
            items.map((item) => sample(item, scope)),
            ' ',
          ),
        );
    case 'rule': {
      const rule = scope.rules.get(expression.name);
      if (rule === undefined) throw new Error(`There is no rule <${expression.name}>.`);
      return sample(rule, scope);
    }
    case 'range':
      return number(expression.range);
    case 'list':
      return sampleList(expression.list, scope);
  }
};

const sampleList = (name: string, scope: SamplerScope): fc.Arbitrary<string> => {
  const list = scope.lists.get(name);
  if (list?.type === 'values') return fc.oneof(...list.values.map(({ said }) => sample(said, scope)));
  if (list?.type === 'range') return number(list.range);
  if (list?.type === 'wildcard') return fc.constantFrom('before upgrade', 'clean', 'tuesday evening');
  const forms = (scope.live[name] ?? []).flatMap(({ text }) => text);
  return fc.constantFrom(...forms);
};

const number = ({ from, to, step }: { from: number; to: number; step: number }): fc.Arbitrary<string> =>
  fc
    .integer({ min: 0, max: Math.floor((to - from) / step) })
    .map((index) => from + index * step)
    .chain((value) => fc.constantFrom(String(value), ...numberWords(value)));
