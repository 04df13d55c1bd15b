import { createInterface } from 'node:readline';
import { dataFolder, loadSurroundings } from '../../config/load-options.ts';
import { secretValues } from '../../config/secret-values.ts';
import { systemClock } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import { createTexts } from '../../core/texts/texts.ts';
import { configuredModels } from '../../llm/configured-models.ts';
import { estimateTextTokens } from '../../llm/estimate-tokens.ts';
import type { RouteDecision } from '../../llm/gateway.ts';
import { type ModelRole, modelRoles } from '../../llm/model.ts';
import { createInspector } from '../../llm/privacy/inspect.ts';
import { closedBreaker } from '../../llm/router/breaker.ts';
import { decide } from '../../llm/router/decide.ts';
import type { Command } from '../command.ts';
import { createControlClient } from '../control-client.ts';

/** Where a text would go, by the options alone: what models are fit for is known to a running Steward only. */
const routeAlone = () => {
  const { options } = loadSurroundings();
  const models = configuredModels(options.models);
  const secrets = secretValues(options);
  const inspector = createInspector({ known: () => [], secrets: () => secrets });
  return async (text: string, role: ModelRole): Promise<RouteDecision> =>
    decide({
      task: { role, latency: 'interactive', purpose: 'steward route' },
      class: (await inspector.inspect(text, 'request')).class,
      inputTokens: estimateTextTokens(text),
      maxOutputTokens: 700,
      models,
      admission: () => undefined,
      breaker: () => closedBreaker,
      cloudUse: options.cloud.use ?? 'never',
      caps: { requestUsd: Infinity, dayUsd: Infinity, monthUsd: Infinity },
      nowMs: systemClock.now(),
      texts: createTexts('en'),
    });
};

const isRole = (text: string): text is ModelRole => (modelRoles as readonly string[]).includes(text);

/** For a program. */
const asJson = ({ model, ...decision }: RouteDecision) => {
  const { target, reason, class: privacyClass, costUsd, passedOver, fallbacks } = decision;
  return JSON.stringify({
    target,
    model: model ?? null,
    reason,
    class: privacyClass,
    costUsd,
    passedOver,
    fallbacks,
  });
};

/** In words, for a person. */
const words = ({
  target,
  model,
  reason,
  class: privacy,
  costUsd,
  passedOver,
  fallbacks,
}: RouteDecision): string =>
  [
    target === 'none'
      ? 'To no model: the sentences alone answer.'
      : `To ${model ?? ''}, ${target === 'cloud' ? 'outside the house' : 'in the house'}.`,
    `Because: ${reason}.`,
    `What is in it is ${privacy}; at most $${costUsd.toFixed(4)}.`,
    ...passedOver.map((one) => `Not ${one.model}: ${one.reason}.`),
    ...(fallbacks.length === 0 ? [] : [`Should it fail: ${fallbacks.join(', ')}.`]),
  ].join('\n');

/** `steward route`: for a text, or for each line on standard input, which model it would go to, and why. Nothing is sent. */
export const route: Command = {
  usage: '[--task T] [TEXT | < texts]',
  summary: 'where a text, or each on standard input, would go, and why; nothing is sent',
  options: { task: { type: 'string', default: 'tools' } },
  run: async ({ positionals, values, isJson, print }) => {
    const role = String(values['task']);
    if (!isRole(role))
      throw new StewardError(`There is no task ${role}.`, {
        code: 'cli.usage',
        kind: 'terminal',
        mend: `Tasks: ${modelRoles.join(', ')}.`,
      });
    const client = createControlClient(dataFolder());
    let alone: ReturnType<typeof routeAlone> | undefined;
    const ask = async (text: string): Promise<RouteDecision> => {
      if (alone !== undefined) return alone(text, role);
      try {
        let decision: unknown;
        await client.call('POST', '/route', { text, role }, (line) => {
          decision = line;
        });
        return decision as RouteDecision;
      } catch (thrown) {
        if (asStewardError(thrown).code !== 'cli.not-running') throw thrown;
        alone = routeAlone();
        return alone(text, role);
      }
    };
    const given = positionals.join(' ').trim();
    if (given !== '') {
      const decision = await ask(given);
      print(isJson ? asJson(decision) : words(decision));
      return 0;
    }
    for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }))
      print(asJson(await ask(text)));
    return 0;
  },
};
