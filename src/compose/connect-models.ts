import type { Options } from '../config/options.ts';
import { secretValues } from '../config/secret-values.ts';
import type { Clock } from '../core/clock.ts';
import { randomIds } from '../core/ids.ts';
import type { Inventory } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import { createTexts } from '../core/texts/texts.ts';
import { configuredModels } from '../llm/configured-models.ts';
import { createEgress } from '../llm/egress/create-egress.ts';
import { createAdmissions } from '../llm/preflight/admissions.ts';
import { createPreflight } from '../llm/preflight/preflight.ts';
import { identitiesOf } from '../llm/privacy/identities-of.ts';
import { createInspector } from '../llm/privacy/inspect.ts';
import type { KnownIdentities } from '../llm/privacy/inspection.ts';
import { createProvider } from '../llm/providers/create-provider.ts';
import { createLocalFetch } from '../llm/providers/local-fetch.ts';
import { createOllamaAdmin } from '../llm/providers/ollama-admin.ts';
import { createGateway, type GatewayDeps } from '../llm/router/create-gateway.ts';
import type { OpenedStore } from '../store/open-store.ts';

/** What {@link connectModels} is given. */
export interface ModelParts {
  readonly options: Options;
  readonly store: Pick<OpenedStore, 'egress' | 'charges' | 'keyValue'>;
  /** What is known of the homelab, whose names never leave the house. */
  readonly inventory: () => Inventory;
  /** Names of the people. */
  readonly people: () => readonly string[];
  /** Secrets from elsewhere than the options. */
  readonly moreSecrets: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

/** What may be spent where the options say nothing. US dollars. */
const defaultLimits = { requestUsd: 0.1, dayUsd: 0.5, monthUsd: 5 };

/** The language models of the options, and the one way to them. Nothing is loaded or sent yet. */
export const connectModels = (parts: ModelParts) => {
  const { options, store, clock, log } = parts;
  const models = configuredModels(options.models);
  const admissions = createAdmissions(store.keyValue);
  const local = createLocalFetch();
  const { use = 'never', request_usd, day_usd, month_usd } = options.cloud;

  const secrets = [...secretValues(options), ...parts.moreSecrets];
  let known:
    | { readonly of: Inventory['objects']; readonly people: string; readonly all: KnownIdentities }
    | undefined;
  const identities = (): KnownIdentities => {
    const { objects } = parts.inventory();
    const names = parts.people();
    const people = names.join('\n');
    if (known?.of !== objects || known.people !== people)
      known = {
        of: objects,
        people,
        all: identitiesOf(
          objects.values(),
          names.map((value) => ({ entity: 'user', value }) as const),
        ),
      };
    return known.all;
  };

  const inspector = createInspector({ known: identities, secrets: () => secrets });
  const egress = createEgress({
    inspector,
    ledger: store.egress,
    models: () => models,
    clock,
    log: log.child('egress'),
    fetch: globalThis.fetch,
  });
  const gatewayOver = (some: typeof models, admission: GatewayDeps['admission']) =>
    createGateway({
      models: some,
      admission,
      provider: (model, { fetch = local.fetch, limits }) =>
        createProvider(model, { fetch, limits, clock, ids: randomIds }),
      egress,
      charges: store.charges,
      cloudUse: use,
      limits: {
        requestUsd: request_usd ?? defaultLimits.requestUsd,
        dayUsd: day_usd ?? defaultLimits.dayUsd,
        monthUsd: month_usd ?? defaultLimits.monthUsd,
      },
      clock,
      ids: randomIds,
      texts: createTexts('en'),
      log: log.child('models'),
    });
  const preflight = createPreflight({
    models,
    admissions,
    gatewayTo: (model) => gatewayOver([model], () => ({ isAdmitted: true })),
    providerOf: (model) => createProvider(model, { fetch: local.fetch, clock, ids: randomIds }),
    adminOf: (model) =>
      model.provider === 'ollama' ? createOllamaAdmin(model, { fetch: local.fetch }) : undefined,
    clock,
    log: log.child('preflight'),
  });

  return {
    models,
    admissions,
    preflight,
    gateway: gatewayOver(models, admissions.of),
    sent: store.egress,
    classOfText: async (text: string) => (await inspector.inspect(text, 'request')).class,
    close: () => local.close(),
  };
};

/** The models as {@link connectModels} makes them. */
export type Models = ReturnType<typeof connectModels>;
