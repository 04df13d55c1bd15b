import type { Evidence } from './task.ts';

/** A text of which the citations were checked. */
export interface CheckedText {
  /** For a screen: only citations of what was really read are left, each as `[E1]`. */
  readonly shown: string;
  /** For the ear: without citations. */
  readonly spoken: string;
}

/** What was looked at during one answer, and which of it the answer cites. */
export interface EvidenceBook {
  /** Notes what was read and gives the id that the model is told, `E1` for the first. The same source and time has one id. */
  note(source: string, atMs: number): string;
  /** Checks the citations of a whole sentence and remembers those that hold. */
  check(sentence: string): CheckedText;
  /** What was cited so far, in the order of the first citation. */
  cited(): readonly Evidence[];
}

const citation = /\s*\[\s*(E\d{1,4}(?:\s*[,;]\s*E\d{1,4})*)\s*\]/gi;

/** An empty book. Its ids are counted, so that two runs over the same homelab are told the same ones. */
export const createEvidenceBook = (): EvidenceBook => {
  const noted = new Map<string, Evidence>();
  const idBySource = new Map<string, string>();
  const cited = new Set<Evidence>();
  return {
    note: (source, atMs) => {
      const key = JSON.stringify([source, atMs]);
      const known = idBySource.get(key);
      if (known !== undefined) return known;
      const id = `E${noted.size + 1}`;
      noted.set(id, { id, source, atMs });
      idBySource.set(key, id);
      return id;
    },
    check: (sentence) => ({
      shown: sentence.replace(citation, (_whole, ids: string) => {
        const held = ids
          .toUpperCase()
          .split(/\s*[,;]\s*/)
          .map((id) => noted.get(id))
          .filter((evidence) => evidence !== undefined);
        for (const evidence of held) cited.add(evidence);
        return held.map(({ id }) => ` [${id}]`).join('');
      }),
      spoken: sentence.replace(citation, ''),
    }),
    cited: () => [...cited],
  };
};
