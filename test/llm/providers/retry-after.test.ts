import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/llm/providers/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);

describe('how long a vendor asks to be left alone', () => {
  it.each([
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Sun, 22 Nov 2026 20:01:30 GMT' }, 90_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 19:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    [{ 'retry-after': '99999999' }, 86_400_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('is read from %o', (headers, expected) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), nowMs)).toBe(expected);
  });
});
