import { silentLog } from '../../../src/core/log.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createEgress } from '../../../src/llm/egress/create-egress.ts';
import type { GatewayPart, ModelTask } from '../../../src/llm/gateway.ts';
import { createInspector } from '../../../src/llm/privacy/inspect.ts';
import { createProvider } from '../../../src/llm/providers/create-provider.ts';
import { createGateway } from '../../../src/llm/router/create-gateway.ts';
import { simpleRequest } from '../../contract/model-provider.ts';
import { openTestStore } from '../../store/store-fixture.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import type { Wire } from '../wires.ts';

/** A charge that was made, before it was settled. */
export interface Charged {
  readonly requestId: string;
  readonly model: string;
  readonly usd: number;
}

const interactive: ModelTask = { role: 'chat', latency: 'interactive', purpose: 'conversation' };

/** The whole way to models in clouds: gateway, charges, door, ledger, providers, and the vendors' stand-ins. */
export const createWireBench = async (
  models: readonly Wire[],
  { dayUsd = 1 }: { readonly dayUsd?: number } = {},
) => {
  const clock = createFakeClock();
  const { store } = await openTestStore();
  const charged: Charged[] = [];
  const configured = models.map(({ model }) => model);
  const ids = createCountedIds();
  const egress = createEgress({
    inspector: createInspector({ known: () => [], secrets: () => [] }),
    ledger: store.egress,
    models: () => configured,
    clock,
    log: silentLog,
    fetch,
  });
  const gateway = createGateway({
    models: configured,
    admission: () => ({ isAdmitted: true }),
    provider: (model, options) => {
      if (options.fetch === undefined) throw new Error(`${model.name} got no fetch of the door's`);
      return createProvider(model, { clock, ids, limits: options.limits, fetch: options.fetch });
    },
    egress,
    charges: {
      reserve: (reservation, caps) => {
        const reserved = store.charges.reserve(reservation, caps);
        if (reserved.kind === 'reserved') charged.push(reservation);
        return reserved;
      },
      settle: (...settled) => store.charges.settle(...settled),
      spent: (...of) => store.charges.spent(...of),
    },
    cloudUse: 'when-local-cannot',
    limits: { requestUsd: 0.1, dayUsd, monthUsd: 5 },
    clock,
    ids,
    texts: createTexts('en'),
    log: silentLog,
  });
  const ask = async () => {
    const parts: GatewayPart[] = [];
    let error: unknown;
    try {
      const request = simpleRequest();
      for await (const part of gateway.stream(interactive, request, { signal: new AbortController().signal }))
        parts.push(part);
    } catch (thrown) {
      error = thrown;
    }
    return {
      parts,
      error,
      /** What is said after the last model was asked: what came before is void. */
      text: parts
        .slice(parts.findLastIndex(({ kind }) => kind === 'routed'))
        .map((part) => (part.kind === 'text' ? part.text : ''))
        .join(''),
      way: parts.flatMap((part) => {
        if (part.kind === 'routed') return [part.decision.model];
        return part.kind === 'failed-over' ? [part.code] : [];
      }),
    };
  };
  return {
    ask,
    clock,
    charged,
    egressEntries: () => store.egress.list({ limit: 1_000 }),
    spentUsd: () => store.charges.spent('', { dayStartMs: 0, monthStartMs: 0 }).dayUsd,
  };
};
