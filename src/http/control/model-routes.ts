import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EgressLedger } from '../../core/egress-ledger.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import type { PrivacyClass } from '../../core/provenance.ts';
import type { Gateway, RouteDecision } from '../../llm/gateway.ts';
import { type ConfiguredModel, modelRoles } from '../../llm/model.ts';
import type { Admissions, ModelCheck } from '../../llm/preflight/admissions.ts';
import type { CheckProgress } from '../../llm/preflight/check-model.ts';
import type { Preflight } from '../../llm/preflight/preflight.ts';

/** What the routes about models answer from. */
export interface ModelRouteDeps {
  readonly models: readonly ConfiguredModel[];
  readonly admissions: Pick<Admissions, 'get'>;
  readonly preflight: Pick<Preflight, 'check'>;
  readonly gateway: Pick<Gateway, 'route'>;
  /** The class of a text by what is in it, where it came from a person. */
  readonly classOfText: (text: string) => Promise<PrivacyClass>;
  /** What left the house. */
  readonly sent: Pick<EgressLedger, 'list' | 'get'>;
}

/** A model as `steward models` lists it. */
export interface ListedModel {
  readonly name: string;
  readonly provider: string;
  readonly model: string;
  readonly location: 'local' | 'cloud';
  readonly check?: ModelCheck;
  /** The most that a check of it may cost, and what a month of usual questions may. US dollars. */
  readonly checkUsd: number;
  readonly monthUsd: number;
}

/** A line of the answer to a check. */
export type CheckLine =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  | { readonly kind: 'checked'; readonly model: ListedModel }
  | { readonly kind: 'skipped'; readonly model: string; readonly costUsd: number }
  | { readonly kind: 'failed'; readonly model: string; readonly code: string; readonly message: string };

const checkBody = z.strictObject({
  name: z.string().max(64).optional(),
  mayCost: z.boolean().default(false),
});

const routeBody = z.strictObject({
  text: z.string().max(100_000),
  role: z.enum(modelRoles as [string, ...string[]]).default('tools'),
  latency: z.enum(['voice', 'interactive', 'background']).default('interactive'),
});

/** What a request for the sake of `steward route` may give out. Tokens. */
const usualOutput = 700;

/** What it costs rests on the tasks of a check: loaded with the first question about models. */
const forecast = () => import('../../llm/preflight/forecast.ts');

/** Adds what is asked about models: which there are, what they are fit for, and where a text would go. */
export const addModelRoutes = (server: FastifyInstance, deps: ModelRouteDeps): void => {
  const listed = async (model: ConfiguredModel): Promise<ListedModel> => {
    const { checkCost, monthForecast } = await forecast();
    const check = deps.admissions.get(model.name);
    return {
      name: model.name,
      provider: model.provider,
      model: model.model,
      location: model.isLocal ? 'local' : 'cloud',
      ...(check === undefined ? {} : { check }),
      checkUsd: checkCost(model),
      monthUsd: monthForecast(model),
    };
  };

  server.get('/models', () => Promise.all(deps.models.map(listed)));

  server.post('/models/check', async (request, reply) => {
    const { name, mayCost } = checkBody.parse(request.body);
    const chosen = name === undefined ? deps.models.map((model) => model.name) : [name];
    const gone = new AbortController();
    reply.hijack();
    reply.raw.on('close', () => gone.abort());
    reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const write = (line: CheckLine): void => void reply.raw.write(`${JSON.stringify(line)}\n`);
    for (const one of chosen) {
      const model = deps.models.find((each) => each.name === one);
      const costUsd = model === undefined || model.isLocal ? 0 : (await forecast()).checkCost(model);
      if (model !== undefined && !model.isLocal && !mayCost) {
        write({ kind: 'skipped', model: one, costUsd });
        continue;
      }
      try {
        await deps.preflight.check(one, {
          signal: gone.signal,
          onProgress: (progress) => write({ kind: 'progress', progress }),
        });
        if (model !== undefined) write({ kind: 'checked', model: await listed(model) });
      } catch (thrown) {
        const error = asStewardError(thrown);
        write({ kind: 'failed', model: one, code: error.code, message: explain(error) });
      }
    }
    reply.raw.end();
  });

  server.post('/route', async (request): Promise<RouteDecision> => {
    const { text, role, latency } = routeBody.parse(request.body);
    const provenance = (await deps.classOfText(text)) === 'secret' ? 'secret' : 'request';
    return deps.gateway.route(
      { role: role as (typeof modelRoles)[number], latency, purpose: 'steward route' },
      {
        messages: [{ role: 'user', content: [{ kind: 'text', text, provenance }] }],
        maxOutputTokens: usualOutput,
      },
    );
  });
};
