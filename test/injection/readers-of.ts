import type { ReadTool } from '../../src/agent/tools/read-tool.ts';
import type { Provenance } from '../../src/core/provenance.ts';
import type { Attempt, Carrier } from './attempts.ts';

/** Where texts that others wrote are read from, beside the inventory, and how private they are. */
const read: Partial<Record<Carrier, { readonly tool: string; readonly provenance: Provenance }>> = {
  'task log': { tool: 'read_tasks', provenance: 'log' },
  'issue comment': { tool: 'search_records', provenance: 'record' },
  documentation: { tool: 'search_documentation', provenance: 'record' },
  file: { tool: 'read_file', provenance: 'configuration' },
  webhook: { tool: 'list_events', provenance: 'record' },
};

/** A tool that gives what stands in such a place; none for what stands in the inventory. */
export const createReadersOf = ({ carrier, text }: Attempt): readonly ReadTool[] => {
  const place = read[carrier];
  return place === undefined
    ? []
    : [
        {
          definition: {
            name: place.tool,
            description: 'Gives what stands there.',
            parameters: { type: 'object', properties: { name: { type: 'string' } } },
          },
          progress: () => 'reading',
          read: async () => ({
            parts: [{ source: carrier, atMs: 1, text, provenance: place.provenance }],
          }),
        },
      ];
};
