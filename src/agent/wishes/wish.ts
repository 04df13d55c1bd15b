import { withoutAccents } from '../../intents/normalise.ts';
import { politeWish, questionStart, type WishedAction, wishedActions, yes } from './wish-words.ts';

/** What of a text asks for a change. */
export interface Wish {
  /** What is asked for, each once. Empty: nothing is, and nothing may be proposed. */
  readonly actions: ReadonlySet<WishedAction>;
}

/** A sentence may ask in one part and want something in the next: "why is it slow, restart it". */
const partsOf = (text: string): readonly string[] =>
  text
    .split(/[.,;:!?\n]+(?=\s|$)|\s(?:so|and then|then|therefore|also|dann|entonces|alors|dus) /iu)
    .map(withoutAccents)
    .filter((part) => part !== '');

/**
 * What a person's own words ask to have changed. Decides whether a model may propose at all and what for, so a question
 * never becomes a request, whatever a model reads on the way. Careful: in doubt it is a question. Pure.
 */
export const wishIn = (text: string): Wish => {
  const actions = new Set<WishedAction>();
  for (const part of partsOf(text)) {
    if (questionStart.test(part) && !politeWish.test(part)) continue;
    let rest = part;
    for (const [action, words] of wishedActions)
      rest = rest.replace(words, () => {
        actions.add(action);
        return ' | ';
      });
  }
  return { actions };
};

/** Whether it is a bare yes. Pure. */
export const isYes = (text: string): boolean => yes.test(withoutAccents(text));

/** What has to be known of a workflow to say whether it was asked for. */
export interface AskableWorkflow {
  readonly name: string;
  readonly title: string;
  readonly steps: readonly { readonly fields: Readonly<Record<string, unknown>> }[];
}

/** In so many names that they say nothing. */
const commonWords = new Set(['guest', 'guests', 'workflow', 'container', 'server', 'with', 'from', 'into']);
/** Shorter words are not what names a workflow. */
const shortestWord = 4;

/**
 * Whether somebody's words ask for this workflow: for everything that it does to guests, or by words of its own name or
 * title. Pure.
 */
export const asksFor = (workflow: AskableWorkflow, text: string, { actions }: Wish): boolean => {
  if (actions.size === 0) return false;
  const does = workflow.steps
    .map(({ fields }) => fields['action'])
    .filter((action): action is string => typeof action === 'string' && action.startsWith('guest.'));
  if (does.length > 0) return does.every((action) => (actions as ReadonlySet<string>).has(action));
  const words = new Set(withoutAccents(text).split(' '));
  return withoutAccents(`${workflow.name} ${workflow.title}`)
    .split(' ')
    .some((word) => word.length >= shortestWord && !commonWords.has(word) && words.has(word));
};
