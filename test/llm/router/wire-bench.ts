import { type Log, silentLog } from '../../../src/core/log.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createEgress } from '../../../src/llm/egress/create-egress.ts';
import type { GatewayPart, ModelTask } from '../../../src/llm/gateway.ts';
import type { ConfiguredModel, ModelProvider, ModelRequest } from '../../../src/llm/model.ts';
import { createInspector } from '../../../src/llm/privacy/inspect.ts';
import type { KnownIdentity } from '../../../src/llm/privacy/inspection.ts';
import { createProvider } from '../../../src/llm/providers/create-provider.ts';
import { createGateway } from '../../../src/llm/router/create-gateway.ts';
import { simpleRequest } from '../../contract/model-provider.ts';
import { openTestStore } from '../../store/store-fixture.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import type { Wire } from '../wires.ts';

/** A charge that was made, before it was settled. */
export interface Charged {
  readonly requestId: string;
  readonly model: string;
  readonly usd: number;
}

const interactive: ModelTask = { role: 'chat', latency: 'interactive', purpose: 'conversation' };

/** What a {@link createWireBench} may be given. */
export interface WireBenchOptions {
  /** For a day and for a month. Default 1. */
  readonly capUsd?: number;
  readonly known?: readonly KnownIdentity[];
  readonly secrets?: readonly string[];
  /** A model in the house. */
  readonly local?: ModelProvider;
  readonly log?: Log;
  readonly clock?: FakeClock;
}

const localModel: ConfiguredModel = {
  name: 'local',
  provider: 'scripted',
  model: 'local',
  isLocal: true,
  contextTokens: 1_000_000,
  price: { inputUsd: 0, outputUsd: 0 },
};

/** The whole way to models in clouds: gateway, charges, door, ledger, providers, and the vendors' stand-ins. */
export const createWireBench = async (
  wires: readonly Wire[],
  {
    capUsd = 1,
    known = [],
    secrets = [],
    local,
    log = silentLog,
    clock = createFakeClock(),
  }: WireBenchOptions = {},
) => {
  const { store } = await openTestStore();
  const charged: Charged[] = [];
  const configured = [...(local === undefined ? [] : [localModel]), ...wires.map(({ model }) => model)];
  const ids = createCountedIds();
  const egress = createEgress({
    inspector: createInspector({ known: () => known, secrets: () => secrets }),
    ledger: store.egress,
    models: () => configured,
    clock,
    log,
    fetch,
  });
  const gateway = createGateway({
    models: configured,
    admission: () => ({ isAdmitted: true }),
    provider: (model, options) => {
      if (model.isLocal && local !== undefined) return local;
      if (options.fetch === undefined) throw new Error(`${model.name} got no fetch of the door's`);
      return createProvider(model, { clock, ids, limits: options.limits, fetch: options.fetch });
    },
    egress,
    charges: {
      reserve: async (reservation, caps) => {
        const reserved = await store.charges.reserve(reservation, caps);
        if (reserved.kind === 'reserved') charged.push(reservation);
        return reserved;
      },
      settle: (...settled) => store.charges.settle(...settled),
      spent: (...of) => store.charges.spent(...of),
    },
    cloudUse: 'when-local-cannot',
    limits: { requestUsd: 0.1, dayUsd: capUsd, monthUsd: capUsd },
    clock,
    ids,
    texts: createTexts('en'),
    log,
  });
  const ask = async (
    request: ModelRequest = simpleRequest(),
    onPart: (part: GatewayPart) => void = () => {},
  ) => {
    const parts: GatewayPart[] = [];
    let error: unknown;
    try {
      for await (const part of gateway.stream(interactive, request, {
        signal: new AbortController().signal,
      })) {
        parts.push(part);
        onPart(part);
      }
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
    gateway,
    clock,
    charged,
    egressEntries: () => store.egress.list({ limit: 100_000 }),
    spentUsd: () => store.charges.spent('', { dayStartMs: 0, monthStartMs: 0 }).dayUsd,
  };
};
