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

/**
 * The list `workflow`: each by its name ("the storage expansion"), by a part of it ("the expansion") and by its title,
 * with the name as value.
 */
export const workflowList = (workflows: Iterable<NamedWorkflow>): readonly ListValue[] =>
  [...workflows].map(({ name, title }) => {
    const { text, short } = spokenForms(name.replace(unspokenEnd, ''));
    return { text: [...text, title], short, value: name };
  });
