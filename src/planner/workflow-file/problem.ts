import { StewardError } from '../../core/errors.ts';

/** One thing that is wrong in a workflow file. */
export interface Problem {
  /** Stable, as in docs/reference/errors.md, e.g. `workflow.cycle`. */
  readonly code: string;
  readonly file: string;
  /** From 1; both 1 when the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly mend: string;
}

/** A problem before it is known where it stands. */
export type Complaint = Pick<Problem, 'code' | 'message' | 'mend'>;

/** `workflows/a.yaml:7:5: message mend`, as compilers write it, so that editors find the place. */
export const describeProblem = ({ file, line, column, message, mend }: Problem): string =>
  `${file}:${line}:${column}: ${message} ${mend}`;

const shownProblems = 10;

/** All problems of a file as one error; its code is that of the first. */
export const problemsError = (problems: readonly [Problem, ...Problem[]]): StewardError => {
  const [first, ...others] = problems;
  const shown = others.slice(0, shownProblems - 1).map(describeProblem);
  const left = others.length - shown.length;
  return new StewardError(
    [
      `${first.file}:${first.line}:${first.column}: ${first.message}`,
      ...shown,
      ...(left > 0 ? [`and ${left} more.`] : []),
    ].join('\n'),
    { code: first.code, kind: 'terminal', mend: first.mend },
  );
};

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known name that was probably meant; undefined when none is near. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const wanted = name.slice(0, 64).toLowerCase();
  const [best] = [...known]
    .map((candidate) => ({ candidate, away: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  return best !== undefined && best.away <= Math.max(2, Math.floor(wanted.length / 3))
    ? best.candidate
    : undefined;
};

/** "Did you mean X? Known: A, B." */
export const suggest = (name: string, known: Iterable<string>, what: string): string => {
  const names = [...known];
  const near = nearest(name, names);
  if (names.length === 0) return `There is no ${what} here.`;
  return `${near === undefined ? '' : `Did you mean ${near}? `}Known ${what}s: ${names.join(', ')}.`;
};
