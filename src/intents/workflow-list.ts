import type { ListValue } from './list-value.ts';
import { spokenForms } from './names.ts';

/** A workflow as people speak of it. */
export interface NamedWorkflow {
  /** e.g. `storage-expansion-workflow` */
  readonly name: string;
  /** e.g. "Expand a pool" */
  readonly title: string;
}

/** What a name ends with without anybody saying it. */
const unspokenEnd = /-(workflow|template)$/;

/** What is said of a workflow that is named by a verb: `expand-pool` is "the expansion". */
const nounOf: Readonly<Record<string, string>> = {
  add: 'addition',
  clean: 'cleanup',
  deploy: 'deployment',
  expand: 'expansion',
  install: 'installation',
  migrate: 'migration',
  move: 'move',
  remove: 'removal',
  replace: 'replacement',
  update: 'update',
  upgrade: 'upgrade',
};

/** "expansion", "pool expansion" and "expansion of the pool" for `expand-pool`. */
const nounForms = (name: string): readonly string[] => {
  const [verb = '', ...rest] = name.split('-');
  const noun = nounOf[verb];
  const object = rest.join(' ');
  if (noun === undefined) return [];
  return object === '' ? [noun] : [`${object} ${noun}`, `${noun} of the ${object}`, noun];
};

/**
 * The list `workflow`: each by its name ("the storage expansion"), by a part of it ("the expansion"), by the noun of its
 * verb and by its title, with the name as value.
 */
export const workflowList = (workflows: Iterable<NamedWorkflow>): readonly ListValue[] =>
  [...workflows].map(({ name, title }) => {
    const spokenName = name.replace(unspokenEnd, '');
    const { text, short } = spokenForms(spokenName);
    return { text: [...text, title], short: [...short, ...nounForms(spokenName)], value: name };
  });
