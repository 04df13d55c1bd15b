import { effectsOf, type Plan } from '../../core/plan.ts';

/** One word of a rule's scope. */
export type ScopeTerm =
  /** Plans of a workflow, e.g. `roll-back-guest`. */
  | { readonly kind: 'workflow'; readonly pattern: string }
  /** Plans that touch an object, e.g. `proxmox:home/guest/*`. */
  | { readonly kind: 'object'; readonly pattern: string }
  /** Plans that touch an object with this tag, as its own system has it. */
  | { readonly kind: 'tag'; readonly tag: string };

/** What a plan is held against: its workflow, what it touches, and the tags of that. */
export interface PlanScope {
  readonly workflow: string;
  readonly refs: readonly string[];
  readonly tags: readonly string[];
}

/** Splits a list that people write with commas. */
export const wordsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Reads one word of a scope: `tag:critical`, something with a slash is an object, all else a workflow. */
export const scopeTerm = (word: string): ScopeTerm => {
  if (word.startsWith('tag:')) return { kind: 'tag', tag: word.slice('tag:'.length).trim() };
  return word.includes('/') ? { kind: 'object', pattern: word } : { kind: 'workflow', pattern: word };
};

/** Whether a text is what a pattern says; `*` stands for any characters, none included. Letter case counts. */
export const fitsPattern = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
};

/** Every object that a plan observes or writes to. */
export const refsOf = (plan: Plan): string[] => [
  ...new Set([...plan.observed.map(({ ref }) => ref), ...effectsOf(plan).map(({ ref }) => ref)]),
];

/** What a rule's scope is held against. `tagsOf` answers the tags of an object, none for what has none. */
export const scopeOfPlan = (plan: Plan, tagsOf: (ref: string) => readonly string[]): PlanScope => {
  const refs = refsOf(plan);
  return { workflow: plan.workflow, refs, tags: refs.flatMap(tagsOf) };
};

const fits = (term: ScopeTerm, { workflow, refs, tags }: PlanScope): boolean => {
  switch (term.kind) {
    case 'workflow':
      return fitsPattern(term.pattern, workflow);
    case 'object':
      return refs.some((ref) => fitsPattern(term.pattern, ref));
    case 'tag':
      return tags.includes(term.tag);
  }
};

/** The first word of a scope that fits a plan: one object that fits is enough. Undefined when none does. */
export const fittingTerm = (terms: readonly ScopeTerm[], scope: PlanScope): ScopeTerm | undefined =>
  terms.find((term) => fits(term, scope));
