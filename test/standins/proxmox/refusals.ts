/** Why a request was refused: whether the client is wrong, its credentials, its rights, or the stand-in itself. */
export type RefusalKind =
  /** Unknown path or method, wrong parameter, wrong content type. */
  | 'contract'
  | 'authentication'
  | 'permission'
  /** The vendor has this call and the stand-in does not answer it. */
  | 'not-covered'
  /** The stand-in's own reply does not fit the vendor's schema: a bug in the stand-in. */
  | 'own-reply';

/** One refused request. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly method: string;
  /** Below `/api2/json`, without the query. */
  readonly path: string;
  readonly why: string;
}

/** Keeps refusals until a test takes them. */
export interface Refusals {
  readonly list: readonly Refusal[];
  add(refusal: Refusal): void;
  take(kind?: RefusalKind): readonly Refusal[];
}

export const createRefusals = (): Refusals => {
  const list: Refusal[] = [];
  return {
    list,
    add: (refusal) => {
      list.push(refusal);
    },
    take: (kind) => {
      const taken = list.filter((refusal) => kind === undefined || refusal.kind === kind);
      for (const refusal of taken) list.splice(list.indexOf(refusal), 1);
      return taken;
    },
  };
};

/** One line per refusal. */
export const describeRefusals = (refusals: readonly Refusal[]): string =>
  refusals.map(({ kind, method, path, why }) => `${method} ${path}: ${why} (${kind})`).join('\n');
