import { parse } from 'yaml';
import { oneLine } from '../retrieval/one-line.ts';
import { queryWords } from '../retrieval/query-words.ts';
import type { HomeEntityFacts } from './home-provenance.ts';

/** An entity as Home Assistant's live context has it. */
export interface LiveEntity extends HomeEntityFacts {
  /** One line for a model: `Rack temperature (sensor, Cellar): 23.5 °C`. */
  readonly line: string;
}

/** What was picked out of a live context. */
export interface LiveContext {
  /** Best first. */
  readonly entities: readonly LiveEntity[];
  /** How many entities there are in all. */
  readonly total: number;
  /** Whether the words chose: otherwise these are simply the first ones. */
  readonly isByWords: boolean;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** "temperatures" finds "temperature". */
const stem = (word: string): string => (word.length < 6 ? word : word.replace(/(?:es|en|[sn])$/, ''));

/** Shorter words are found in too many others. Characters. */
const shortestWord = 3;

/** Blocks in which words stand, the rarer a word the more it counts; a word of most blocks says nothing. */
const byWords = (blocks: readonly string[], words: readonly string[]): readonly string[] => {
  const folded = blocks.map(fold);
  const scores = new Array<number>(blocks.length).fill(0);
  for (const word of new Set(words.map(stem))) {
    if (word.length < shortestWord) continue;
    const hits = folded.flatMap((text, index) => (text.includes(word) ? [index] : []));
    if (hits.length > blocks.length / 2 && blocks.length > 1) continue;
    for (const index of hits)
      scores[index] = (scores[index] ?? 0) + Math.log2(1 + blocks.length / hits.length);
  }
  return blocks
    .map((block, index) => ({ block, score: scores[index] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ block }) => block);
};

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? oneLine(String(value))
    : '';

const notShown: ReadonlySet<string> = new Set(['unit_of_measurement', 'device_class', 'temperature_unit']);

const entityOf = (block: string): LiveEntity | undefined => {
  let read: unknown;
  try {
    read = parse(block, { logLevel: 'error' });
  } catch {
    return undefined;
  }
  const row = (Array.isArray(read) ? read[0] : undefined) as Record<string, unknown> | null | undefined;
  if (typeof row !== 'object' || row === null || text(row['domain']) === '') return undefined;
  const attributes = (row['attributes'] ?? {}) as Record<string, unknown>;
  const [names, domain, area, state] = ['names', 'domain', 'areas', 'state'].map((key) => text(row[key])) as [
    string,
    string,
    string,
    string,
  ];
  const unit = text(attributes['unit_of_measurement']);
  const more = Object.entries(attributes)
    .filter(([name]) => !notShown.has(name))
    .map(([name, value]) => `, ${oneLine(name).replaceAll('_', ' ')} ${text(value)}`);
  const deviceClass = text(attributes['device_class']);
  return {
    domain,
    names,
    state,
    ...(deviceClass === '' ? {} : { deviceClass }),
    line: `${names} (${[domain, ...(area === '' ? [] : [area])].join(', ')}): ${state}${unit === '' ? '' : ` ${unit}`}${more.join('')}`,
  };
};

/**
 * The entities of a live context that a request is about, at most so many. Home Assistant gives a line of its own words and
 * then a YAML list with all that is exposed, which is hundreds of kilobytes for thousands of entities: only what is picked is
 * parsed. An entry that is not as it should be is left out. Pure.
 */
export const readLiveContext = (yamlText: string, words: string, most: number): LiveContext => {
  const [, ...rest] = `\n${yamlText}`.split(/\n(?=- )/);
  const picked = byWords(rest, queryWords(words));
  const isByWords = picked.length > 0;
  return {
    entities: (isByWords ? picked : rest).slice(0, most).flatMap((block) => entityOf(block) ?? []),
    total: rest.length,
    isByWords,
  };
};
