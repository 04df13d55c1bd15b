import { createClaimsGuard } from './claims/claims-guard.ts';
import type { EvidenceBook } from './evidence-book.ts';

/** Turns what a model says into what a person hears. */
export interface Speaker {
  /** What may be said now of what the model has said so far. */
  take(text: string): string;
  /** What may be said of what is left when the model has ended a round. */
  endRound(): string;
  /** Drops what was not said yet: the try that said it is void. */
  drop(): void;
  /** Words of Steward's own. */
  say(text: string): string;
  /** Everything that was said. */
  readonly spoken: string;
  /** Whether nothing more is let through: too much was said, or the same again and again. */
  readonly isOver: boolean;
}

/** Marks of markup, which a voice would read out. */
const markup = /\*\*|__(?=\S)|(?<=\S)__|`+|^#{1,6} |^\s*[-*•] /gm;

/** What each round of a model says is guarded on its own; the longest of all together is kept. Characters. */
const longest = 3_000;

/** Makes one for a turn. */
export const createSpeaker = ({
  evidence,
  confirmed,
  withoutKnown,
  truth,
}: {
  readonly evidence: EvidenceBook;
  /** Statements of the ledger, which may be said word for word. */
  readonly confirmed: () => readonly string[];
  readonly withoutKnown: (sentence: string) => string;
  /** What stands in the place of a false claim. */
  readonly truth: string;
}): Speaker => {
  let spoken = '';
  let hasToldTruth = false;
  /** Whether the next piece goes on with the one before, and so decides itself what stands between them. */
  let goesOn = false;
  const newGuard = () =>
    createClaimsGuard({
      confirmed,
      withoutKnown,
      truth: () => (hasToldTruth ? '' : truth),
      longest: Math.max(1, longest - spoken.length),
    });
  let guard = newGuard();

  const say = (text: string): string => {
    if (text.trim() === '') return '';
    const piece = goesOn || spoken === '' || /\s$/.test(spoken) || /^\s/.test(text) ? text : ` ${text}`;
    spoken += piece;
    return piece;
  };
  const heard = (allowed: string): string => {
    hasToldTruth ||= guard.hasHeldBack;
    if (allowed === '') return '';
    // A dash in the middle of a line is no mark of a list, also where a piece begins with it.
    const before = spoken === '' || spoken.endsWith('\n') ? '' : '.';
    const text = `${before}${evidence.check(allowed).spoken}`.replace(markup, '');
    const piece = say(text.slice(before.length));
    goesOn ||= piece !== '';
    return piece;
  };

  return {
    take: (text) => heard(guard.take(text)),
    endRound: () => {
      const rest = heard(guard.end());
      guard = newGuard();
      goesOn = false;
      return rest;
    },
    drop: () => {
      guard = newGuard();
      goesOn = false;
    },
    say: (text) => {
      goesOn = false;
      return say(text);
    },
    get spoken() {
      return spoken;
    },
    get isOver() {
      return guard.isOver || spoken.length >= longest;
    },
  };
};
