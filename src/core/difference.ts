import type { ObjectRef } from './inventory.ts';
import type { Json } from './json.ts';

/** One field of one object, before and after. */
export interface Difference {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  /** False where it passes by itself, so that nothing is left to be undone: the uptime after a restart. */
  readonly isLasting?: false;
}
