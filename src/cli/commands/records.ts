import { dataFolder } from '../../config/load-options.ts';
import type { Approval } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import type { InventoryObject } from '../../core/inventory.ts';
import { describeRequester } from '../../core/people.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** A command that lists records of the running Steward, or shows the one whose id is given. */
const listing = <RecordType extends { readonly id?: string; readonly ref?: string }>(
  path: string,
  summary: string,
  row: (record: RecordType) => string,
): Command => ({
  usage: '[ID] [--limit N]',
  summary,
  options: { limit: { type: 'string' } },
  run: async ({ positionals, values, isJson, print }) => {
    const [wanted] = positionals;
    const limit = wanted === undefined ? (values['limit'] ?? '20') : '1000';
    let shown = 0;
    await createControlClient(dataFolder()).call(
      'GET',
      `${path}?limit=${String(limit)}`,
      undefined,
      (line) => {
        const record = line as RecordType;
        if (wanted !== undefined && record.id !== wanted && record.ref !== wanted) return;
        shown += 1;
        if (isJson) print(JSON.stringify(record));
        else print(wanted === undefined ? row(record) : JSON.stringify(record, null, 2));
      },
    );
    return wanted !== undefined && shown === 0 ? 1 : 0;
  },
});

/** `steward approvals`: requests and what became of them. */
export const approvals = listing<Approval>(
  '/approvals',
  'requests and what became of them',
  (approval) =>
    `${approval.id}  ${approval.state.padEnd(11)}  ${isoTime(approval.requestedAtMs)}  ${approval.plan.title}  (asked by ${describeRequester(approval.requester)})`,
);

/** `steward inventory`: what exists. */
export const inventory = listing<InventoryObject>(
  '/inventory',
  'what exists in the homelab',
  (object) => `${object.ref.padEnd(44)}  ${object.name}${'status' in object ? `  ${object.status}` : ''}`,
);
