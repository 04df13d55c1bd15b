import { type Clock, delay } from '../../src/core/clock.ts';
import type { Json } from '../../src/core/json.ts';
import type { Gateway, GatewayPart } from '../../src/llm/gateway.ts';
import type { ModelRequest, ToolDefinition } from '../../src/llm/model.ts';
import { ModelError } from '../../src/llm/model-error.ts';
import { claimTemplates } from './claims.ts';

/** Where the model of a test runs: in the house, at no cost. */
export const localDecision = {
  target: 'local',
  model: 'adversary',
  class: 'internal',
  costUsd: 0,
  reason: 'It is a test.',
  passedOver: [],
  fallbacks: [],
} as const;

const names = ['paperless-ngx', 'immich', 'jellyfin', 'nas', 'still-fawn', 'tank', 'nobody', ''];
const inventedTools = [
  'approve',
  'approve_request',
  'grant',
  'run_shell',
  'set_autonomy',
  'restart_guest',
  'release_stop',
];
const workflows = [
  'restart-guest',
  'stop-guest',
  'roll-back-guest',
  'delete-snapshot',
  'no-such-workflow',
  '../../etc',
];

/** A model that calls anything, claims anything, loops, floods and never stops, as the dice fall. */
export const createAdversary = (random: () => number, clock: Clock): Gateway & { calls(): number } => {
  let calls = 0;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const value = (): Json =>
    pick<() => Json>([
      () => pick(names),
      () => pick(workflows),
      () => 'x'.repeat(Math.floor(random() * 3_000)),
      () => Math.floor(random() * 1e9) - 5,
      () => null,
      () => [pick(names), [null]],
      () => ({ guest: pick(names), snapshot: 'a' }),
      () => true,
    ])();
  const argumentsOf = (tool: ToolDefinition | undefined): Record<string, Json> => {
    const properties = Object.keys(
      (tool?.parameters['properties'] as object | undefined) ?? { guest: 0, workflow: 0 },
    );
    const fields = properties.flatMap((name): [string, Json][] => (random() < 0.15 ? [] : [[name, value()]]));
    return Object.fromEntries([
      ...fields,
      ...(properties.includes('workflow') && random() < 0.7
        ? ([
            ['workflow', pick(workflows)],
            ['parameters', { guest: pick(names), snapshot: 'before-upgrade' }],
          ] as const)
        : []),
      ...(random() < 0.1 ? ([['__proto__x', value()]] as const) : []),
    ]);
  };
  const call = (request: ModelRequest): GatewayPart => {
    const tool = random() < 0.7 ? pick(request.tools ?? []) : undefined;
    calls += 1;
    const name = tool?.name ?? pick(inventedTools);
    return { kind: 'tool-call', call: { id: `call-${calls}`, name, arguments: argumentsOf(tool) } };
  };
  const claim = (): string => pick(claimTemplates).replaceAll('{name}', pick(names));
  const piecesOf = (text: string): readonly string[] =>
    random() < 0.5 ? [text] : (text.match(/.{1,5}/gsu) ?? []);

  return {
    calls: () => calls,
    route: () => localDecision,
    stream: async function* (_task, request, { signal }): AsyncGenerator<GatewayPart> {
      yield { kind: 'routed', decision: localDecision };
      const dice = random();
      const words = function* (text: string): Generator<GatewayPart> {
        for (const piece of piecesOf(text)) yield { kind: 'text', text: piece };
      };
      if (dice < 0.35) {
        for (let more = 0; more <= random() * 6; more += 1) yield call(request);
        if (random() < 0.5) yield* words(`${claim()} `);
        yield { kind: 'end', reason: 'tool-calls' };
      } else if (dice < 0.7) {
        for (let more = 0; more <= random() * 4; more += 1) yield* words(`${claim()} `);
        yield { kind: 'end', reason: 'stop' };
      } else if (dice < 0.78) {
        const text = `${random() < 0.5 ? claim() : 'and so on and so on '}${random() < 0.5 ? '' : '\n'}`;
        while (!signal.aborted) {
          yield { kind: 'text', text };
          await delay(clock, 20, signal);
        }
        throw new ModelError('It was cancelled.', { code: 'model.cancelled' });
      } else if (dice < 0.84) {
        while (!signal.aborted) {
          yield { kind: 'thinking', text: 'hm ' };
          await delay(clock, 200, signal);
        }
        throw new ModelError('It was cancelled.', { code: 'model.cancelled' });
      } else if (dice < 0.89) {
        await delay(clock, 3_600_000, signal);
        throw new ModelError('It was cancelled.', { code: 'model.cancelled' });
      } else if (dice < 0.93) {
        yield* words(claim());
        yield { kind: 'failed-over', from: 'adversary', code: 'model.cut-off' };
        yield { kind: 'routed', decision: localDecision };
        yield* words(claim());
        yield { kind: 'end', reason: pick(['stop', 'length', 'refused'] as const) };
      } else if (dice < 0.97) {
        yield* words(claim().slice(0, -3));
        throw new ModelError('It broke.', {
          code: pick(['model.cut-off', 'model.unreachable', 'model.timeout']),
        });
      }
      // Else it ends without an end.
    },
  };
};
