import { isPending } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import { asStewardError, explain } from '../core/errors.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import type { Conversation, FinalReply, ReplyPart, Turn } from '../core/reply.ts';
import { createTexts } from '../core/texts/texts.ts';
import { choicesOf, createInventoryLists } from '../intents/inventory-lists.ts';
import type { Context, Lists, Recognition, Recognizer } from '../intents/recognizer.ts';
import { answerIntent } from './answer-intent.ts';
import type { Answer, AnswerContext } from './answers/answer.ts';
import { enumerate } from './format.ts';
import { type ConversationMemory, createMemories } from './memory.ts';

/** What {@link createConversation} is given: what answers are made from, less what a turn brings along. */
export interface ConversationDeps
  extends Pick<AnswerContext, 'approvals' | 'runner' | 'ledger' | 'proposer' | 'approverNames'> {
  readonly recognizer: Recognizer;
  readonly inventory: InventorySource;
  /** Other names that people gave to things, by ref or name. */
  readonly aliases: () => Readonly<Record<string, readonly string[]>>;
  readonly clock: Clock;
  readonly log: Log;
}

const pieces = (speech: string): string[] =>
  speech.match(/[^.!?]+[.!?]*\s*/g) ?? (speech === '' ? [] : [speech]);

const contextOf = (memory: ConversationMemory, hasRequest: boolean): Context => ({
  ...(memory.subject === undefined
    ? {}
    : {
        subject: { value: memory.subject.ref, text: memory.subject.name },
        subject_kind: memory.subject.kind,
      }),
  ...(memory.choosing === undefined ? {} : { choosing: 'yes' }),
  ...(hasRequest ? { request: 'yes' } : {}),
  ...(memory.wasDelegated === true ? { delegated: 'yes' } : {}),
});

/** Adds the names that people gave, and the candidates of an open question, to the inventory's lists. */
const listsFor = (
  lists: Lists,
  memory: ConversationMemory,
  aliases: Readonly<Record<string, readonly string[]>>,
): Lists => {
  const named =
    Object.keys(aliases).length === 0
      ? lists
      : Object.fromEntries(
          Object.entries(lists).map(([list, values]) => [
            list,
            values.map((value) => {
              const extra = aliases[value.value] ?? aliases[value.text[0] ?? ''];
              return extra === undefined ? value : { ...value, text: [...value.text, ...extra] };
            }),
          ]),
        );
  return memory.choosing === undefined
    ? named
    : {
        ...named,
        choice: choicesOf(memory.choosing.candidates),
      };
};

/** The conversation: one turn at a time each, answered from records and the live inventory, without a model. */
export const createConversation = (deps: ConversationDeps): Conversation => {
  const { clock, log } = deps;
  const memories = createMemories(clock);
  const tails = new Map<string, Promise<void>>();
  const inventoryLists = createInventoryLists();
  let cached: { lists: Lists; aliases: unknown; result: Lists } | undefined;

  /** Keeps the same objects while names and aliases are the same, so that they are indexed once. */
  const aliasedLists = (): Lists => {
    const lists = inventoryLists(deps.inventory.current());
    const aliases = deps.aliases();
    if (cached?.lists !== lists || cached.aliases !== aliases)
      cached = { lists, aliases, result: listsFor(lists, {}, aliases) };
    return cached.result;
  };

  const answer = async (turn: Turn): Promise<Answer | 'delegate'> => {
    const texts = createTexts(turn.language);
    const memory = memories.get(turn.conversationId);
    const request = memory.approvalId === undefined ? undefined : deps.approvals.get(memory.approvalId);
    const recognition: Recognition = deps.recognizer.recognize(turn.text, {
      language: turn.language,
      lists: listsFor(aliasedLists(), memory, {}),
      context: contextOf(memory, request !== undefined && isPending(request)),
    });
    log.debug('A turn was recognised.', {
      kind: recognition.kind,
      intent: recognition.kind === 'none' ? null : recognition.intent,
    });
    switch (recognition.kind) {
      case 'none':
        return 'delegate';
      case 'unknown-name':
        return { speech: texts('ask.unknownName', { heard: recognition.heard }), outcome: 'error' };
      case 'ambiguous':
        return {
          speech: texts('ask.which', {
            names: enumerate(
              recognition.candidates.map((candidate) => candidate.text),
              texts,
            ),
          }),
          choosing: {
            intent: recognition.intent,
            slot: recognition.slot,
            slots: recognition.slots,
            candidates: recognition.candidates,
          },
        };
      case 'match':
        return answerIntent(recognition.intent, {
          turn,
          slots: recognition.slots,
          memory,
          inventory: deps.inventory.current(),
          nowMs: clock.now(),
          texts,
          approvals: deps.approvals,
          runner: deps.runner,
          ledger: deps.ledger,
          proposer: deps.proposer,
          approverNames: deps.approverNames,
        });
    }
  };

  const finish = (turn: Turn, result: Answer | 'delegate'): FinalReply => {
    const before = memories.get(turn.conversationId);
    if (result === 'delegate') {
      memories.set(turn.conversationId, { ...before, wasDelegated: true });
      const isHouse = turn.requester.channel === 'assist' || turn.requester.channel === 'automation';
      return {
        kind: 'final',
        speech: isHouse ? '' : createTexts(turn.language)('delegate.unknown'),
        continueConversation: false,
        outcome: 'delegate',
      };
    }
    const subject = result.subject ?? before.subject;
    const approvalId = result.approvalId ?? before.approvalId;
    const aspect = result.aspect ?? before.aspect;
    memories.set(turn.conversationId, {
      ...(subject === undefined ? {} : { subject }),
      ...(aspect === undefined ? {} : { aspect }),
      ...(approvalId === undefined ? {} : { approvalId }),
      ...(result.choosing === undefined ? {} : { choosing: result.choosing }),
    });
    return {
      kind: 'final',
      speech: result.speech,
      continueConversation: result.choosing !== undefined,
      outcome: result.outcome ?? 'query',
      ...(result.approvalId === undefined ? {} : { approvalId: result.approvalId }),
      ...(result.data === undefined ? {} : { data: result.data }),
    };
  };

  const answerSafely = async (turn: Turn): Promise<FinalReply> => {
    try {
      return finish(turn, await answer(turn));
    } catch (thrown) {
      const error = asStewardError(thrown);
      log.error('A turn could not be answered.', { code: error.code, error: error.message });
      return finish(turn, { speech: explain(error), outcome: 'error', data: { code: error.code } });
    }
  };

  return {
    handle: async function* (turn, signal): AsyncGenerator<ReplyPart> {
      const before = tails.get(turn.conversationId) ?? Promise.resolve();
      let release: () => void = () => {};
      const own = new Promise<void>((resolve) => {
        release = resolve;
      });
      const tail = before.then(() => own);
      tails.set(turn.conversationId, tail);
      try {
        await before;
        if (signal?.aborted) return;
        const final = await answerSafely(turn);
        for (const text of pieces(final.speech)) yield { kind: 'delta', text };
        yield final;
      } finally {
        release();
        if (tails.get(turn.conversationId) === tail) tails.delete(turn.conversationId);
      }
    },
  };
};
