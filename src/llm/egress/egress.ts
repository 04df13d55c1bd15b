import type { PrivacyClass } from '../../core/provenance.ts';
import type { ModelRequest, StreamPart } from '../model.ts';

/** One try of one request, as the egress ledger names it. */
export interface EgressTry {
  readonly requestId: string;
  /** From 1; counts every hop and retry. */
  readonly attempt: number;
  /** Name of the model in the options. */
  readonly model: string;
  /** As in `ModelTask`. */
  readonly purpose: string;
}

/** A request that may go to a cloud. */
export interface MayLeave {
  readonly kind: 'may-leave';
  readonly class: Exclude<PrivacyClass, 'secret'>;
  /** The request with every identity replaced by its placeholder. Nothing else may be sent. */
  readonly request: ModelRequest;
  /** A fresh one for each try: puts the identities back into the answer, also where a placeholder is split over parts. */
  restorer(): Restorer;
}

/** Whether a request may go to a cloud, and if so in which words. */
export type Prepared =
  | MayLeave
  | {
      readonly kind: 'stays';
      readonly class: PrivacyClass;
      /** In plain words, without what was found. */
      readonly reason: string;
    };

/** Puts identities back into a stream. */
export interface Restorer {
  /** What may be shown now; a part that may be the beginning of a placeholder is held back. */
  take(part: StreamPart): readonly StreamPart[];
  /** What was held back when the stream is over. */
  end(): readonly StreamPart[];
}

/** The one door to the clouds: what may leave, in which form, and what did. */
export interface Egress {
  /**
   * Class by provenance, then by detectors, then placeholders. A detector that throws, is not done in time or is unsure
   * means that the request stays.
   */
  prepare(request: ModelRequest, options: { readonly signal: AbortSignal }): Promise<Prepared>;
  /**
   * The only `fetch` that a provider of a cloud model gets. Writes each body into the ledger as it is sent, before it is
   * sent. What it returns throws StewardError `egress.refused`, and sends nothing, where anything is found that should not
   * leave, where the body was not made from `prepared`, and where the address is not the model's.
   * @param prepared what `prepare` of this very egress gave
   */
  fetchFor(attempt: EgressTry, prepared: MayLeave): typeof fetch;
}
