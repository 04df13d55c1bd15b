import type { Inventory } from '../core/inventory.ts';
import { choicesOf, createInventoryLists } from '../intents/inventory-lists.ts';
import type { Lists } from '../intents/recognizer.ts';
import { type NamedWorkflow, workflowList } from '../intents/workflow-list.ts';
import { workflowOfAction } from './answers/find-runs.ts';
import type { ConversationMemory } from './memory.ts';

type Aliases = Readonly<Record<string, readonly string[]>>;

/** Everything that a sentence can name at this moment. */
export type KnownNames = (memory: ConversationMemory) => Lists;

const withAliases = (lists: Lists, aliases: Aliases): Lists =>
  Object.keys(aliases).length === 0
    ? lists
    : Object.fromEntries(
        Object.entries(lists).map(([list, values]) => [
          list,
          values.map((value) => {
            const extra = aliases[value.value] ?? aliases[value.text[0] ?? ''];
            return extra === undefined ? value : { ...value, text: [...value.text, ...extra] };
          }),
        ]),
      );

/**
 * Names of the inventory with those that people gave, names of workflows, and the candidates of an open question. The
 * lists stay the same objects while the names are the same, so that they are indexed once.
 */
export const createKnownNames = (deps: {
  readonly inventory: () => Inventory;
  readonly aliases: () => Aliases;
  readonly workflows: () => readonly NamedWorkflow[];
}): KnownNames => {
  const inventoryLists = createInventoryLists();
  const hasActionWord = new Set(Object.values(workflowOfAction));
  let named: { signature: string; list: Lists[string] } = { signature: '', list: [] };
  let cached: { lists: Lists; aliases: Aliases; workflow: Lists[string]; result: Lists } | undefined;

  /** People add workflows while Steward runs. */
  const workflowsNow = (): Lists[string] => {
    const workflows = deps.workflows().filter(({ name }) => !hasActionWord.has(name));
    const signature = workflows.map(({ name, title }) => `${name}\t${title}`).join('\n');
    if (named.signature !== signature) named = { signature, list: workflowList(workflows) };
    return named.list;
  };

  return ({ choosing }) => {
    const lists = inventoryLists(deps.inventory());
    const aliases = deps.aliases();
    const workflow = workflowsNow();
    if (cached?.lists !== lists || cached.aliases !== aliases || cached.workflow !== workflow)
      cached = {
        lists,
        aliases,
        workflow,
        result: { ...withAliases(lists, aliases), workflow: workflow ?? [] },
      };
    return choosing === undefined
      ? cached.result
      : { ...cached.result, choice: choicesOf(choosing.candidates) };
  };
};
