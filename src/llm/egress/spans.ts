import type { Provenance } from '../../core/provenance.ts';
import { classOf } from '../../core/provenance.ts';
import type { EntityKind, Finding } from '../privacy/inspection.ts';

/** An identity at a place in a text. Spans of one text do not overlap and are in order. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly entity: EntityKind;
  readonly value: string;
}

/** An identity that is looked for by its spelling alone. */
export interface Spelling {
  readonly entity: EntityKind;
  readonly value: string;
}

/** One word of small letters: a name such as `backup`, which Steward's own sentences use as the word that it is. */
const isPlainWord = (text: string): boolean => /^[a-z]+$/.test(text);

/**
 * Whether what was found is a word of Steward's own text that some part of this house happens to be called. Replaced, it
 * would tell the cloud that there is such a part; left alone, the text is the same for every house.
 */
export const isOwnWord = (
  text: string,
  { start, end }: Pick<Finding, 'start' | 'end'>,
  provenance: Provenance,
): boolean => classOf(provenance) === 'public' && isPlainWord(text.slice(start, end));

const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

const occurrences = (text: string, { entity, value }: Spelling): Span[] => {
  const found: Span[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1)) {
    const end = start + value.length;
    if (!isPartOfWord(text.charAt(start - 1)) && !isPartOfWord(text.charAt(end)))
      found.push({ start, end, entity, value });
  }
  return found;
};

/** A name in an encoding may look like a random token, too, and how random it looks must not decide. */
const rank = ({ entity }: Span): number => (entity === 'token' ? 1 : 0);

/** Of those that overlap, the one that begins first, and of these the longest; it covers the rest. */
const withoutOverlaps = (text: string, spans: readonly Span[]): Span[] => {
  const kept: Span[] = [];
  const inOrder = spans.toSorted(
    (one, other) => one.start - other.start || other.end - one.end || rank(one) - rank(other),
  );
  for (const span of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
    else if (span.end > last.end)
      kept[kept.length - 1] = {
        ...last,
        end: span.end,
        value: text.slice(last.start, span.end),
      };
  }
  return kept;
};

const spansOfFindings = (text: string, findings: readonly Finding[], provenance: Provenance): Span[] =>
  findings.flatMap(({ kind, entity = 'name', start, end, value }) =>
    kind === 'identity' && end > start && !isOwnWord(text, { start, end }, provenance)
      ? [{ start, end, entity, value: value ?? text.slice(start, end) }]
      : [],
  );

interface Known {
  readonly text: string;
  readonly isPublic: boolean;
  readonly spans: readonly Span[];
}

/** Where identities were found is remembered by the inspector, which gives the same array for the same text again. */
const known = new WeakMap<readonly Finding[], Known>();

/** The spans of findings alone. */
const foundSpans = (text: string, findings: readonly Finding[], provenance: Provenance): readonly Span[] => {
  const isPublic = classOf(provenance) === 'public';
  const before = known.get(findings);
  if (before !== undefined && before.isPublic === isPublic && before.text === text) return before.spans;
  const spans = withoutOverlaps(text, spansOfFindings(text, findings, provenance));
  known.set(findings, { text, isPublic, spans });
  return spans;
};

/** What of a text is replaced: what was found in it, and what was found elsewhere and stands here, too. */
export const spansOf = (
  text: string,
  findings: readonly Finding[],
  spellings: Iterable<Spelling>,
  provenance: Provenance,
): readonly Span[] => {
  const spelled: Span[] = [];
  for (const spelling of spellings)
    for (const span of occurrences(text, spelling))
      if (!isOwnWord(text, span, provenance)) spelled.push(span);
  return spelled.length === 0
    ? foundSpans(text, findings, provenance)
    : withoutOverlaps(text, [...spansOfFindings(text, findings, provenance), ...spelled]);
};
