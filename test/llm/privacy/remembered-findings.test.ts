import { describe, expect, it } from 'vitest';
import { createInspector } from '../../../src/llm/privacy/inspect.ts';
import type { Detector } from '../../../src/llm/privacy/inspection.ts';

const counting = (): Detector & { texts: string[] } => {
  const texts: string[] = [];
  return {
    name: 'counting',
    texts,
    detect: (text) => {
      texts.push(text);
      return [{ rule: 'first', kind: 'identity', entity: 'host', start: 0, end: 1, value: text.slice(0, 1) }];
    },
  };
};

describe('what was found before', () => {
  it('is known without looking again, whatever the provenance', async () => {
    const detector = counting();
    const known: never[] = [];
    const inspector = createInspector({ known: () => known, secrets: () => [], detectors: [detector] });
    const first = await inspector.inspect('a text', 'request');
    const second = await inspector.inspect('a text', 'log');
    expect(second.findings).toEqual(first.findings);
    expect(detector.texts).toEqual(['a text']);
    expect([first.class, second.class]).toEqual(['internal', 'secret']);
  });

  it('is looked for again when another secret or identity is known', async () => {
    const detector = counting();
    let known: { entity: 'host'; value: string }[] = [];
    let secrets: string[] = [];
    const inspector = createInspector({
      known: () => known,
      secrets: () => secrets,
      detectors: [detector],
    });
    await inspector.inspect('a text', 'request');
    await inspector.inspect('a text', 'request');
    expect(detector.texts).toHaveLength(1);
    secrets = [];
    await inspector.inspect('a text', 'request');
    expect(detector.texts).toHaveLength(1);
    secrets = ['another'];
    await inspector.inspect('a text', 'request');
    known = [{ entity: 'host', value: 'owl' }];
    await inspector.inspect('a text', 'request');
    expect(detector.texts).toHaveLength(3);
  });

  it('is forgotten in the order of its last use when there is more than fits', async () => {
    const detector = counting();
    const known: never[] = [];
    const inspector = createInspector({
      known: () => known,
      secrets: () => [],
      detectors: [detector],
      rememberedLength: 4,
    });
    for (const text of ['aa', 'bb', 'aa', 'cc', 'aa', 'bb']) await inspector.inspect(text, 'request');
    expect(detector.texts).toEqual(['aa', 'bb', 'cc', 'bb']);
  });

  it('is not remembered of a text that could not be inspected to its end', async () => {
    let nowMs = 0;
    const known: never[] = [];
    const slowOnce: Detector = {
      name: 'slow once',
      detect: () => {
        if (nowMs === 0) nowMs = 5_000;
        return [];
      },
    };
    const inspector = createInspector({
      known: () => known,
      secrets: () => [],
      detectors: [slowOnce],
      nowMs: () => nowMs,
    });
    expect((await inspector.inspect('a text', 'product')).class).toBe('secret');
    expect((await inspector.inspect('a text', 'product')).class).toBe('public');
  });
});
