import { parseSize, sizeText } from '../../core/sizes.ts';
import type { PoolReading } from '../measured/pool-reading.ts';

const percentOf = (share: number): number => Math.round(share * 100);

const named = (pool: PoolReading): string => `${pool.name} on ${pool.host}`;

/** One statement in an author's text, set against what was measured: the measured numbers, and how both are said. */
const against = (
  said: string,
  pools: readonly PoolReading[],
  isSo: (pool: PoolReading) => boolean,
  measured: (pool: PoolReading) => string,
): string[] => {
  if (pools.length === 0) return [`The file says ${said}; no pool could be measured.`];
  if (pools.some(isSo)) return [];
  return [
    `The file says ${said}, measured ${pools.map((pool) => `${measured(pool)}${pools.length === 1 ? '' : ` (${named(pool)})`}`).join(', ')}.`,
  ];
};

/**
 * Where an author's text says of the present what is not measured so: how full a pool is, in percent or in size. Each is
 * a whole sentence. A text written once goes on saying what it said; what is measured counts.
 */
export const contradictions = (note: string, pools: readonly PoolReading[]): readonly string[] => {
  const found: string[] = [];
  for (const [, number = ''] of note.matchAll(/(\d+(?:\.\d+)?)\s*%\s*(?:full|used|filled)/gi))
    found.push(
      ...against(
        `${Number(number)} % full`,
        pools,
        (pool) =>
          pool.totalBytes > 0 && percentOf(pool.usedBytes / pool.totalBytes) === Math.round(Number(number)),
        (pool) => `${percentOf(pool.totalBytes === 0 ? 0 : pool.usedBytes / pool.totalBytes)} %`,
      ),
    );
  for (const [, text = ''] of note.matchAll(/(\d+(?:\.\d+)?\s*[kmgtp]?i?b)\s+(?:free|left|available)\b/gi)) {
    const bytes = parseSize(text);
    if (bytes === undefined) continue;
    found.push(
      ...against(
        `${sizeText(bytes)} free`,
        pools,
        (pool) => sizeText(pool.freeBytes) === sizeText(bytes),
        (pool) => sizeText(pool.freeBytes),
      ),
    );
  }
  return found;
};
