import type { Json } from './json.ts';

/** What one try of a request to a language model may cost at most. US dollars. */
export interface Reservation {
  /** The request, the same for all its tries. */
  readonly requestId: string;
  /** Name of the model in the options. */
  readonly model: string;
  /** What it is for, e.g. `conversation`. */
  readonly purpose: string;
  readonly usd: number;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** How much may be spent, and from when on it counts. US dollars and epoch milliseconds. */
export interface SpendingCaps {
  /** All tries of one request together. */
  readonly requestUsd: number;
  readonly dayUsd: number;
  readonly dayStartMs: number;
  readonly monthUsd: number;
  readonly monthStartMs: number;
}

/** What was spent, reservations that are not settled yet at their full amount. US dollars. */
export interface Spent {
  readonly requestUsd: number;
  readonly dayUsd: number;
  readonly monthUsd: number;
}

/** Which cap a reservation does not fit under. */
export type CapName = 'request' | 'day' | 'month';

/**
 * What language models may cost and did cost. A try is charged before it is sent, at the most that it may cost; a process that
 * is killed in between leaves it at that, because the vendor may bill it.
 */
export interface ChargeLedger {
  /**
   * Charges, unless a cap is in the way: counted before anything else is asked, so that parallel requests together keep to
   * the caps, too. Durable when it resolves.
   */
  reserve(
    reservation: Reservation,
    caps: SpendingCaps,
  ): Promise<
    { readonly kind: 'reserved'; readonly id: number } | { readonly kind: 'over'; readonly cap: CapName }
  >;
  /** Sets what it did cost in place of what it might have; counts at once. `usage`: as the vendor counted. */
  settle(id: number, usd: number, usage?: Json): Promise<void>;
  spent(requestId: string, since: Pick<SpendingCaps, 'dayStartMs' | 'monthStartMs'>): Spent;
}
