import { expect, it } from 'vitest';
import { createSecretlint } from '../../../src/llm/privacy/secretlint.ts';

it('leaves nothing behind of the texts that it looked at', async () => {
  const { detect } = createSecretlint();
  await detect('first text', () => false);
  const before = performance.getEntries().length;
  for (let count = 0; count < 5; count += 1) await detect(`text ${count}`, () => false);
  expect(performance.getEntries().length - before).toBeLessThanOrEqual(0);
});
