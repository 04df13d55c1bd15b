import type { IdSource } from '../../src/core/ids.ts';

/** Ids that count up: `approval_1`, `run_1`, nonces of 32 digits. */
export const createCountedIds = (): IdSource => {
  const counts = new Map<string, number>();
  const next = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count;
  };
  return {
    recordId: (prefix) => `${prefix}_${next(prefix)}`,
    nonce: () => String(next('nonce')).padStart(32, '0'),
  };
};
