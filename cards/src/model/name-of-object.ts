import type { Overview } from '../../../src/core/overview.ts';

/** The name of an object by its ref; undefined where the overview has none of that ref. */
export const nameOfObject = (overview: Overview | undefined, ref: string): string | undefined => {
  const { nodes = [], guests = [], pools = [], storages = [], disks = [] } = overview?.inventory ?? {};
  return [...nodes, ...guests, ...pools, ...storages, ...disks].find((object) => object.ref === ref)?.name;
};
