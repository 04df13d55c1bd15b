import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, it } from 'vitest';
import { createSecretlint } from '../../../src/llm/privacy/secretlint.ts';

const never = () => false;
const { detect } = createSecretlint();

/** Put together here, so that nobody who looks for secrets finds them in this file. */
const key = `npm_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;
const texts = [
  `//registry.npmjs.org/:_authToken=${key}`,
  `first ${key}\nthen postgres://steward:${'Sm4ll-house'}@db.example:5432/all and ${key}`,
  `AWS_SECRET_ACCESS_KEY=${'aB3dE6gH9j'.repeat(4)}`,
  'nothing of the kind',
];

/** What secretlint's own engine finds. */
const engineFinds = async (content: string): Promise<string[]> => {
  const { messages } = await lintSource({
    source: { filePath: 'text.txt', content, ext: '.txt', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
    },
  });
  return messages.map(
    ({ ruleId, range }) => `${ruleId.replace('@secretlint/secretlint-rule-', 'secretlint:')} ${range}`,
  );
};

describe("secretlint's rules", () => {
  it.each(texts)("find what secretlint's own engine finds: %s", async (text) => {
    const found = (await detect(text, never)).map(({ rule, start, end }) => `${rule} ${start},${end}`);
    expect([...new Set(found)].toSorted()).toEqual((await engineFinds(text)).toSorted());
  });

  it('find something in each of those with a secret', async () => {
    const counts = await Promise.all(texts.map(async (text) => (await detect(text, never)).length > 0));
    expect(counts).toEqual([true, true, true, false]);
  });

  it('are not switched off by a comment in the text', async () => {
    const found = await detect(`/* secretlint-disable */\n${texts[0]}`, never);
    expect(found.map(({ rule }) => rule)).toContain('secretlint:npm');
  });

  it('leave nothing behind of the texts that they looked at', async () => {
    await detect('first text', never);
    const before = performance.getEntries().length;
    for (let count = 0; count < 5; count += 1) await detect(`text ${count}`, never);
    expect(performance.getEntries().length - before).toBeLessThanOrEqual(0);
  });
});
