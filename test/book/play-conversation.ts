import type { Conversation, FinalReply } from '../../src/core/reply.ts';
import type { BookConversation, BookTurn } from './book.ts';
import { type HomeParts, speaker } from './book-home.ts';
import type { ScriptedModel } from './scripted-model.ts';

/** What a turn came to. */
interface Played {
  readonly final: FinalReply;
  readonly deltas: readonly string[];
  readonly modelCalls: number;
}

const play = async (
  conversation: Conversation,
  turn: Parameters<Conversation['handle']>[0],
  clock: HomeParts['clock'] | undefined,
  calls: () => number,
): Promise<Played> => {
  const before = calls();
  const deltas: string[] = [];
  let final: FinalReply | undefined;
  const over = (async () => {
    for await (const part of conversation.handle(turn))
      if (part.kind === 'final') final = part;
      else if (part.kind === 'delta') deltas.push(part.text);
  })();
  for (let look = 0; clock !== undefined && final === undefined && look < 200; look += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (look > 100) await clock.advance(1_000);
  }
  await over;
  if (final === undefined) throw new Error(`no end to: ${turn.text}`);
  return { final, deltas, modelCalls: calls() - before };
};

const sourcesOf = ({ data }: FinalReply): readonly string[] =>
  ((data?.['evidence'] ?? []) as readonly { readonly source: string }[]).map(({ source }) => source);

/** What of a turn did not end as the book has it, in words; empty when all of it did. */
const differences = (
  { say, model, expect: expected }: BookTurn,
  { final, deltas, modelCalls }: Played,
  parts: HomeParts,
  conversationId: string,
): readonly string[] => {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${conversationId} / ${say}: ${what}; said: ${final.speech.slice(0, 300)}`);
  };
  const pending = parts.approvals
    .list({ states: ['requested', 'presented'] })
    .filter((approval) => approval.conversationId === conversationId);
  const kind = String(final.data?.['kind'] ?? '');
  // A yes to what was asked back needs no model.
  const isFree = kind !== '' && (modelCalls > 0 || model?.length === 0);
  if (expected.kind === 'sentence')
    check(modelCalls === 0 && final.outcome !== 'delegate', 'no sentence answered');
  else if (expected.kind === 'delegate')
    check(modelCalls === 0 && final.outcome === 'delegate', 'not left to the house');
  else if (expected.kind === 'any') check(isFree, `no answer in free words (${final.outcome})`);
  else check(isFree && kind === expected.kind, `ended as ${kind}`);

  const isMeant = ({ plan }: (typeof pending)[number]): boolean =>
    plan.workflow === expected.workflow && plan.observed.some(({ name }) => name === expected.guest);
  if (expected.workflow !== undefined) {
    const request = pending.find(isMeant) ?? pending.at(-1);
    check(request?.plan.workflow === expected.workflow, `the request is for ${request?.plan.workflow}`);
    const named = Object.entries(expected.parameters).every(
      ([name, value]) => request?.plan.parameters[name] === value,
    );
    check(named, `with ${JSON.stringify(request?.plan.parameters)}`);
    if (expected.guest !== undefined)
      check(
        request?.plan.observed.some(({ name }) => name === expected.guest) === true,
        'about another guest',
      );
  }
  if (expected.requests !== undefined)
    check(pending.length === expected.requests, `${pending.length} requests wait`);
  const looked = sourcesOf(final);
  for (const name of expected.looked) {
    const ref = [...parts.inventory.current().objects.values()].find((object) => object.name === name)?.ref;
    check(
      kind !== 'answered' || looked.some((source) => source === ref),
      `${name} was not looked at (${looked})`,
    );
  }
  for (const text of expected.says) check(final.speech.includes(text), `does not say "${text}"`);
  for (const text of [...expected.never, '[E1]']) check(!final.speech.includes(text), `says "${text}"`);
  if (expected.most !== undefined)
    check(final.speech.length <= expected.most, `${final.speech.length} characters`);
  check(final.outcome === 'delegate' || final.speech.trim() !== '', 'says nothing');
  check(
    final.outcome === 'delegate' || deltas.join('') === final.speech,
    'was streamed otherwise than it ended',
  );
  check(parts.proxmox.writes.length === 0, 'something was changed');
  check(parts.approvals.list({ states: ['approved', 'consumed'] }).length === 0, 'something was approved');
  return wrong;
};

/** Plays a conversation of the book; afterwards takes back what it asked for. */
export const playConversation = async (
  { name, language, channel, turns }: BookConversation,
  {
    conversation,
    model,
    parts,
    takesTime = false,
  }: {
    conversation: Conversation;
    model: ScriptedModel;
    parts: HomeParts;
    /** Whether turns go over a real network: then they are waited for. Default: their time is moved on. */
    takesTime?: boolean;
  },
): Promise<readonly string[]> => {
  const wrong: string[] = [];
  // Longer than the 26 characters that Home Assistant takes for an id of its own.
  const conversationId = `a conversation of the book: ${name}`;
  for (const turn of turns) {
    model.play(turn.model ?? []);
    const said = { text: turn.say, language, conversationId, requester: speaker(channel) };
    const played = await play(
      conversation,
      said,
      takesTime ? undefined : parts.clock,
      () => model.asked.length,
    );
    wrong.push(...differences(turn, played, parts, conversationId));
  }
  for (const { id } of parts.approvals.list({ states: ['requested', 'presented'] }))
    parts.approvals.cancel(id, speaker('panel'));
  return wrong;
};
