/** One thing of the live inventory that a sentence can name. */
export interface ListValue {
  /** Spoken forms, the first of which is shown when there is a choice. Compared without case, spaces and hyphens. */
  readonly text: readonly string[];
  /** Shorter forms ("paperless" for paperless-ngx), which count only where no full form does. */
  readonly short?: readonly string[];
  /** What the slot holds, e.g. an ObjectRef. */
  readonly value: string;
  /** What is known about it, for `requires_context` and `excludes_context`, e.g. `{ guest_type: 'vm' }`. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Live lists by name: `guest`, `container`, `vm`, `node`, `pool`, `storage`, `workflow`, `choice`. */
export type Lists = Readonly<Record<string, readonly ListValue[]>>;
