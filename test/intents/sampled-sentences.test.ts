import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestMatch } from '../../src/intents/best-match.ts';
import { choicesOf, listsOf } from '../../src/intents/inventory-lists.ts';
import { normalise } from '../../src/intents/normalise.ts';
import { liveListNames } from '../../src/intents/recognizer.ts';
import { readSentenceFile } from '../../src/intents/sentence-file.ts';
import type { CompiledBlock } from '../../src/intents/sentence-set.ts';
import { compileSentences, readSentenceSources } from '../../src/intents/sentence-set.ts';
import { workflowList } from '../../src/intents/workflow-list.ts';
import { homelab, homelabWorkflows } from './homelab.ts';
import { sentencesOf } from './sampler.ts';

const sources = readSentenceSources(join(import.meta.dirname, '../../src/intents/sentences'));
const files = sources.map(readSentenceFile);
const rules = files
  .flatMap((file) => [...file.rules])
  .map(([name, { expression }]) => [name, expression] as const);
const lists = files.flatMap((file) => [...file.lists]);
const sentences = compileSentences(sources, new Set(liveListNames)).get('en');
const choice = choicesOf(['paperless-ngx', 'paperless-ai'].map((name) => ({ value: name, text: name })));
const live = { ...listsOf(homelab), choice, workflow: workflowList(homelabWorkflows) };

/** A context in which the block may match. */
const contextFor = (block: CompiledBlock): Record<string, string> =>
  Object.fromEntries(
    Object.keys(block.requiresContext).map((key) => [key, key === 'subject_kind' ? 'guest' : 'given']),
  );

/** Sentences made from each template of a block, with that template alone. */
const samplesOf = (block: CompiledBlock) => {
  const scope = {
    rules: new Map([
      ...rules,
      ...[...block.rules].map(([name, { expression }]) => [name, expression] as const),
    ]),
    lists: new Map([...lists, ...block.lists]),
    live,
  };
  return block.templates.map((template, index) => ({
    template,
    sentence: sentencesOf(template.expression, scope),
    alone: { ...block, templates: [template], matchers: block.matchers.slice(index, index + 1) },
  }));
};

describe.skipIf(sentences === undefined)('a sentence made from a template', () => {
  const english = sentences as NonNullable<typeof sentences>;

  test.each([...new Set(english.blocks.map(({ intent }) => intent))])(
    'of %s is understood as %s',
    (intent) => {
      for (const block of english.blocks.filter((one) => one.intent === intent)) {
        const context = contextFor(block);
        for (const { template, sentence, alone } of samplesOf(block)) {
          const isUnderstood = (words: string): void => {
            const texts = [normalise(words)];
            const byTemplate = bestMatch({ ...english, blocks: [alone] }, texts, live, context, 'exact');
            const byAll = bestMatch(english, texts, live, context, 'exact');
            expect(byTemplate?.template, `"${words}" fits "${template.text}"`).toBe(template.text);
            expect(byAll?.block.intent, `"${words}" is understood by "${byAll?.template}"`).toBe(intent);
            expect(byAll?.cost).toBeLessThanOrEqual(byTemplate?.cost ?? 0);
          };
          fc.assert(fc.property(sentence, isUnderstood), { numRuns: 12, seed: 20261122 });
        }
      }
    },
  );
});
