import type { Health } from '../../../src/core/inventory.ts';
import type { InventoryView } from '../../../src/core/overview.ts';

/** A number that says much: `part` of `whole`, or the one thing that stands out. */
export interface Glance {
  readonly nodes: { readonly part: number; readonly whole: number; readonly health: Health };
  readonly guests: { readonly part: number; readonly whole: number; readonly health: Health };
  readonly fullestPool:
    | { readonly name: string; readonly share: number; readonly health: Health }
    | undefined;
  /** `atMs` null: a guest without any backup; undefined: none is known. */
  readonly oldestBackup: { readonly name: string; readonly atMs: number | null } | undefined;
}

const isNotRunning = ({ status }: { readonly status: string }): boolean => status !== 'running';

const rank: readonly Health[] = ['ok', 'unknown', 'warning', 'error'];

const worst = (things: readonly { readonly health: Health }[]): Health =>
  things.reduce<Health>(
    (found, { health }) => (rank.indexOf(health) > rank.indexOf(found) ? health : found),
    things.length === 0 ? 'unknown' : 'ok',
  );

/** The inventory in four numbers. */
export const atAGlance = ({ nodes, guests, pools }: InventoryView): Glance => {
  const pool = pools.toSorted((a, b) => b.usedBytes / b.totalBytes - a.usedBytes / a.totalBytes)[0];
  const backups = guests
    .flatMap(({ name, lastBackupAtMs }) =>
      lastBackupAtMs === undefined ? [] : [{ name, atMs: lastBackupAtMs }],
    )
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  return {
    nodes: {
      part: nodes.filter((node) => node.status === 'online').length,
      whole: nodes.length,
      health: worst(nodes),
    },
    guests: {
      part: guests.filter((guest) => guest.status === 'running').length,
      whole: guests.length,
      // A guest that runs may need attention for another reason, such as its backup: that is not what this says.
      health: guests.length === 0 ? 'unknown' : worst([{ health: 'ok' }, ...guests.filter(isNotRunning)]),
    },
    fullestPool:
      pool === undefined
        ? undefined
        : {
            name: pool.name,
            share: pool.totalBytes === 0 ? 0 : pool.usedBytes / pool.totalBytes,
            health: pool.health,
          },
    oldestBackup: backups[0],
  };
};
