import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { EgressLedger } from '../../core/egress-ledger.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import { classOf, strictestClass } from '../../core/provenance.ts';
import type { ConfiguredModel, ModelRequest } from '../model.ts';
import type { Inspector } from '../privacy/inspection.ts';
import { type Disguised, disguise } from './disguise.ts';
import type { Egress, MayLeave, Prepared } from './egress.ts';
import { inspectRequest } from './inspect-request.ts';
import { createLedgerFetch } from './ledger-fetch.ts';
import { createRecent } from './recent.ts';
import { createRestorer } from './restorer.ts';
import type { Spelling } from './spans.ts';

/** What {@link createEgress} works with. */
export interface EgressDeps {
  readonly inspector: Inspector;
  readonly ledger: Pick<EgressLedger, 'add' | 'finish'>;
  /** The models of the options, for their addresses and keys. */
  readonly models: () => readonly ConfiguredModel[];
  readonly clock: Clock;
  readonly log: Log;
  /** What really sends; nobody else gets it for a cloud. */
  readonly fetch: typeof fetch;
  /** Time to inspect one request. Default 5,000. */
  readonly timeoutMs?: number;
}

const mostSpellings = 200;
const mostThinking = 1_000;

const digestOf = (thinking: Json): string =>
  createHash('sha256').update(JSON.stringify(thinking)).digest('base64');

const stays = (reason: string, of: Prepared['class'] = 'secret'): Prepared => ({
  kind: 'stays',
  class: of,
  reason,
});

/**
 * The one door to the clouds. A request carries its whole conversation, so its placeholders are made from it alone: a later
 * turn, which begins with the same words, has the same ones. What is kept between requests is bounded: spellings of
 * identities that were told only by what stood around them, and digests of the clouds' own blocks of thinking.
 */
export const createEgress = (deps: EgressDeps): Egress => {
  const { inspector, clock, models, timeoutMs = 5_000 } = deps;
  const spellings = createRecent<Spelling>(mostSpellings);
  const thinking = createRecent<true>(mostThinking);
  const disguises = new WeakMap<MayLeave, Disguised>();

  const prepareInTime = async (request: ModelRequest): Promise<Prepared> => {
    const inspection = await inspectRequest(request, inspector);
    if (inspection.kind === 'stays') return stays(inspection.reason);
    for (const spelling of inspection.toldByContext)
      spellings.set(`${spelling.entity} ${spelling.value}`, spelling);
    const disguised = disguise(request, {
      inspection,
      spellings: spellings.values(),
      isVendors: (block) => thinking.has(digestOf(block)),
    });
    const { placeholders, toolNames } = disguised;
    const prepared: MayLeave = {
      kind: 'may-leave',
      class: strictestClass([
        !inspection.hasFindings ? 'public' : 'internal',
        ...request.messages.flatMap(({ content }) => content.map(({ provenance }) => classOf(provenance))),
      ]) as MayLeave['class'],
      request: disguised.request,
      restorer: () =>
        createRestorer({
          placeholders,
          toolNames,
          isJson: request.responseSchema !== undefined,
          onThinking: (block) => thinking.set(digestOf(block), true),
        }),
    };
    disguises.set(prepared, disguised);
    return prepared;
  };

  return {
    prepare: (request, { signal }) =>
      new Promise((resolve) => {
        const settle = (prepared: Prepared): void => {
          clock.clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          resolve(prepared);
        };
        const onAbort = (): void => settle(stays('It was cancelled before it was inspected.'));
        const timer = clock.setTimeout(
          () => settle(stays('It could not be inspected in time, so it stays in the house.')),
          timeoutMs,
        );
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        prepareInTime(request).then(settle, () =>
          settle(stays('It could not be inspected, so it stays in the house.')),
        );
      }),
    fetchFor: (attempt, prepared) =>
      createLedgerFetch(
        attempt,
        models().find(({ name }) => name === attempt.model),
        disguises.get(prepared),
        deps,
      ),
  };
};
