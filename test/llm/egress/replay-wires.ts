import { type Log, silentLog } from '../../../src/core/log.ts';
import type { ModelMessage, ModelRequest } from '../../../src/llm/model.ts';
import { ModelError } from '../../../src/llm/model-error.ts';
import { createScriptedProvider } from '../../../src/llm/providers/scripted.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createWireBench } from '../router/wire-bench.ts';
import { type Said, wires } from '../wires.ts';
import { conversation, type House, knownOf, numbersFrom } from './conversations.ts';
import { text } from './egress-fixture.ts';

/** What was seen outside of a house, and what it told of its failures. */
export interface SeenByVendors {
  /** Path, headers and the exact body of each request, by vendor. */
  readonly received: Readonly<Record<string, readonly string[]>>;
  readonly ledger: readonly string[];
  readonly log: readonly string[];
  /** Which models were asked, what went wrong, and how it was told. */
  readonly verdicts: readonly string[];
  readonly count: number;
}

/** Everybody but Ollama, whose stand-in keeps no headers. */
const vendors = wires.filter(({ name }) => name !== 'Ollama');

/** What a model says to a request: by its bytes alone, about the words that it was told. */
const saidTo = (body: string): Said => {
  const words = [...new Set(body.match(/\b(?:host|user|address|serial|mac)-\d+\b/g))].sort();
  const [one = 'nothing', other = 'nobody'] = words;
  const say = `${one} and ${other} are up; ${one}!`.match(/.{1,3}/gs) ?? [];
  return body.length % 3 === 0
    ? { text: say, thinking: say }
    : {
        text: say,
        thinking: say,
        calls: [{ name: 'read_inventory', arguments: { of: one, [`at ${other}`]: [other, 7] } }],
      };
};

/** A conversation begins with a person, which not each of these does once its secret was taken out. */
const begun = (messages: readonly ModelMessage[]): readonly ModelMessage[] => {
  const first = messages.findIndex(({ role }) => role !== 'system');
  return messages[first]?.role === 'user'
    ? messages
    : [...messages.slice(0, first), { role: 'user', content: [text('Go on.')] }, ...messages.slice(first)];
};

/**
 * Plays conversations of a house through gateway, door and providers against the vendors' stand-ins: a model in the house that
 * fails, clouds that fail in every way that is known and at which others take over, and calls of tools that are carried out with
 * what is in the house.
 */
export const replayOverWires = async (house: House, seeds: readonly number[]): Promise<SeenByVendors> => {
  const pick = numbersFrom(99);
  const logged: string[] = [];
  const record = (message: string, fields?: object): void => {
    logged.push(JSON.stringify({ message, ...fields }));
  };
  const log: Log = { ...silentLog, info: record, warn: record, error: record, security: record };
  const started = await Promise.all(vendors.map(({ start }) => start(saidTo)));
  const faults = vendors.map(({ faults: known }) =>
    Object.entries(known).flatMap(([name, { isSilent }]) => (isSilent ? [] : [name])),
  );
  const { ask, clock, egressEntries } = await createWireBench(started, {
    capUsd: 1_000_000,
    known: knownOf(house),
    secrets: house.secrets,
    log,
    local: createScriptedProvider(
      () => [{ error: new ModelError('The model local is busy.', { code: 'model.overloaded' }) }],
      { clock: createFakeClock() },
    ),
  });

  const verdicts: string[] = [];
  let count = 0;
  const answerOf = async (request: ModelRequest): Promise<readonly ModelMessage[]> => {
    count += 1;
    for (const [index, wire] of started.entries()) {
      const known = faults[index] ?? [];
      if (pick(5) < 3 - 2 * index) wire.fail(known[pick(known.length)] ?? '');
    }
    const { parts, error, text: said, way } = await ask(request);
    verdicts.push(JSON.stringify({ way, error: error instanceof Error ? error.message : 'none' }));
    const toolCalls = parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call] : []));
    const end = parts.at(-1);
    if (error !== undefined || toolCalls.length === 0 || end?.kind !== 'end') return [];
    return [
      {
        role: 'assistant',
        content: [text(said, 'record')],
        toolCalls,
        ...(end.thinking === undefined ? {} : { thinking: end.thinking }),
      },
      ...toolCalls.map(
        ({ id, name, arguments: given }): ModelMessage => ({
          role: 'tool',
          callId: id,
          toolName: name,
          content: [
            text(JSON.stringify({ asked: given, disk: house.serials[0], of: house.users[1] }), 'inventory'),
          ],
          isError: count % 7 === 0,
        }),
      ),
    ];
  };

  try {
    for (const seed of seeds) {
      // Whoever rests after failures is asked again.
      clock.set(clock.now() + 3_600_000);
      for (const request of conversation(house, seed)) {
        const asked: ModelRequest = {
          ...request,
          messages: begun(request.messages),
          maxOutputTokens: 2_100,
          thinking: seed % 2 === 0,
        };
        const more = await answerOf(asked);
        if (more.length > 0) await answerOf({ ...asked, messages: [...asked.messages, ...more] });
      }
    }
    return {
      received: Object.fromEntries(
        started.map(({ model, received }) => [
          model.name,
          received().map(({ path, headers, text: body }) =>
            JSON.stringify([path, { ...headers, host: '' }, body]),
          ),
        ]),
      ),
      ledger: egressEntries().map((entry) => JSON.stringify(entry)),
      log: logged,
      verdicts,
      count,
    };
  } finally {
    for (const wire of started) await wire.close();
  }
};
