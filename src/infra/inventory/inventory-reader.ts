import type { StewardError } from '../../core/errors.ts';
import type {
  GuestObject,
  InventoryObject,
  InventoryPart,
  NodeObject,
  ObjectRef,
} from '../../core/inventory.ts';

/** What parts other than `resources` add to nodes and guests. */
export type ObjectDetails = Partial<Pick<GuestObject, 'startsOnBoot' | 'lastBackup' | 'snapshots'>> &
  Partial<Pick<NodeObject, 'version'>>;

/** One full reading of one part. Replaces the part's earlier one. */
export interface PartReading {
  /** All objects that belong to this part; `resources` has nodes, guests and storages. */
  readonly objects: readonly InventoryObject[];
  /** Fields of objects of `resources`. */
  readonly details: ReadonlyMap<ObjectRef, ObjectDetails>;
  /**
   * Nodes and storages that could not be read although the system as a whole could. What stands under them in `objects`
   * and `details` is the last known.
   */
  readonly unreadable: ReadonlyMap<ObjectRef, StewardError>;
}

/** A system as the inventory reads it; each adapter offers one per connection. */
export interface InventoryReader {
  /** e.g. `proxmox:home` */
  readonly system: string;
  /** The parts that this system has. `resources` is always among them and read first. */
  readonly parts: readonly InventoryPart[];
  /** Throws `StewardError` when the part could not be read at all. */
  readPart(part: InventoryPart, signal: AbortSignal): Promise<PartReading>;
}
