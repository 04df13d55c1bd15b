import type { Clock } from '../../core/clock.ts';
import type { InventoryObject, InventorySource } from '../../core/inventory.ts';
import { filled } from '../../core/texts/agent-texts.ts';
import { findObjects } from '../retrieval/find-objects.ts';
import { objectFacts } from '../retrieval/object-facts.ts';
import { oneLine } from '../retrieval/one-line.ts';
import { objectLines, overviewOf } from '../retrieval/retrieve.ts';
import type { ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

/** What the tools over the inventory read from. */
export interface InventoryToolsDeps {
  readonly inventory: InventorySource;
  /** The objects that a text names. */
  readonly namedObjects: (text: string) => readonly InventoryObject[];
  readonly clock: Clock;
}

const mostFound = 25;

/** `search_homelab`: what there is, by name, kind or state. */
export const createSearchHomelabTool = ({ inventory }: InventoryToolsDeps): ReadTool => ({
  definition: {
    name: 'search_homelab',
    description:
      'Finds nodes, containers, virtual machines, pools, storages and disks by name, kind or state, e.g. "stopped containers". Without words: an overview.',
    parameters: { type: 'object', properties: { words: { type: 'string' } } },
  },
  progress: (_args, doing) => doing.homelab,
  read: async (args) => {
    const now = inventory.current();
    const words = textArgument(args, 'words', 'query', 'name');
    if (words === undefined) return { parts: [overviewOf(now)] };
    const found = findObjects(words, now);
    return found.length === 0
      ? {
          parts: [overviewOf(now)],
          note: 'Nothing was found by these words. Above is the homelab as a whole.',
        }
      : {
          parts: [objectLines(found, now, mostFound)],
          ...(found.length > mostFound ? { note: 'Narrow it down by a kind, a state or a name.' } : {}),
        };
  },
});

/** `look_at`: everything about one object. */
export const createLookAtTool = ({ inventory, namedObjects, clock }: InventoryToolsDeps): ReadTool => ({
  definition: {
    name: 'look_at',
    description:
      'Everything known of one node, container, virtual machine, pool, storage or disk: state, use, uptime, backup, snapshots.',
    parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
  progress: (args, doing) => {
    const name = textArgument(args, 'name');
    return name === undefined ? doing.homelab : filled(doing.object, { name: oneLine(name) });
  },
  read: async (args) => {
    const now = inventory.current();
    const name = textArgument(args, 'name', 'ref', 'guest', 'node');
    if (name === undefined) return { parts: [], note: 'Give the name of what to look at.' };
    const exact =
      now.objects.get(name) ??
      [...now.objects.values()].find((object) => object.name.toLowerCase() === name.toLowerCase());
    const found = exact === undefined ? namedObjects(name) : [exact];
    const candidates = found.length > 0 ? found : findObjects(name, now);
    const [only, second] = candidates;
    if (only === undefined) return { parts: [overviewOf(now)], note: `Nothing is called ${oneLine(name)}.` };
    if (second !== undefined)
      return {
        parts: [objectLines(candidates, now, mostFound)],
        note: `${oneLine(name)} may be each of these. Look at one of them.`,
      };
    return { parts: [objectFacts(only, now, clock.now())] };
  },
});
