import type { Detector, Finding, KnownIdentities, KnownIdentity } from './inspection.ts';

/** A known identity as it is looked up: letters and digits in lower case, nothing between them. */
const keyOf = (value: string): string =>
  value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

const hasLetter = /\p{L}/u;

interface Names {
  /** Both by letters and digits alone. Names without a letter only as they are written. */
  readonly byKey: ReadonlyMap<string, KnownIdentity>;
  /** Beginnings of all keys, to know when a run of words cannot become one any more. */
  readonly beginnings: ReadonlySet<string>;
}

const namesOf = (known: KnownIdentities): Names => {
  const byKey = new Map<string, KnownIdentity>();
  const beginnings = new Set<string>();
  for (const identity of known) {
    const key = keyOf(identity.value);
    if (key === '' || byKey.has(key)) continue;
    byKey.set(key, identity);
    for (let length = 1; length <= key.length; length += 1) beginnings.add(key.slice(0, length));
  }
  return { byKey, beginnings };
};

/**
 * A word of a script that parts its words, or one letter of a script that does not, where a name may stand in the middle of
 * a sentence. Ranges, since Unicode's own properties are many times as slow.
 */
const words = /[A-Za-z\d\u00aa\u00b5\u00ba\u00c0-\u058f]+|[\u0590-\u1fff\u2c00-\ud7ff\uf900-\uffdc]/g;
const plainWord = /^[A-Za-z\d]+$/;

interface Run {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const runsOf = (text: string): Run[] => {
  const runs: Run[] = [];
  words.lastIndex = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const word = match[0];
    const key = plainWord.test(word) ? word.toLowerCase() : keyOf(word);
    runs.push({ key, start: match.index, end: match.index + word.length });
  }
  return runs;
};

/** What may stand between the words of one name, as people and speech recognition write it. */
const isJoint = (between: string): boolean => /^[\s._-]{0,3}$/.test(between);

/** Finds known names on word boundaries, however their words are joined: still-fawn, "Still Fawn", stillfawn. */
export const knownNames = (known: () => KnownIdentities): Detector => {
  let from: KnownIdentities | undefined;
  let names: Names = { byKey: new Map(), beginnings: new Set() };
  return {
    name: 'known-names',
    detect: (text) => {
      const current = known();
      if (current !== from) {
        names = namesOf(current);
        from = current;
      }
      const { byKey, beginnings } = names;
      if (byKey.size === 0) return [];
      const found: Finding[] = [];
      const runs = runsOf(text);
      for (let first = 0; first < runs.length; first += 1) {
        const start = runs[first]?.start ?? 0;
        let key = '';
        for (let last = first; last < runs.length; last += 1) {
          const run = runs[last];
          const before = runs[last - 1];
          if (run === undefined) break;
          if (last > first && before !== undefined && !isJoint(text.slice(before.end, run.start))) break;
          key += run.key;
          if (!beginnings.has(key)) break;
          const identity = byKey.get(key);
          if (identity === undefined) continue;
          const isWritten = text.slice(start, run.end).toLowerCase() === identity.value.toLowerCase();
          if (!isWritten && !hasLetter.test(key)) continue;
          const { entity, value } = identity;
          found.push({ rule: `known-${entity}`, kind: 'identity', entity, start, end: run.end, value });
        }
      }
      return found;
    },
  };
};
