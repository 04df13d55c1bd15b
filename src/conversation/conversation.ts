import type { TaskDesk } from '../agent/task.ts';
import { isYes } from '../agent/wishes/wish.ts';
import { isPending } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import { asStewardError, explain } from '../core/errors.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import type { Conversation, FinalReply, ReplyPart, ReplyPiece, Turn } from '../core/reply.ts';
import { isUnderWay } from '../core/run.ts';
import { createTexts } from '../core/texts/texts.ts';
import { createNamedObjects } from '../intents/named-objects.ts';
import type { Context, Recognition, Recognizer } from '../intents/recognizer.ts';
import type { NamedWorkflow } from '../intents/workflow-list.ts';
import { answerIntent } from './answer-intent.ts';
import type { Answer, AnswerContext } from './answers/answer.ts';
import { homelabNote } from './answers/freshness.ts';
import { serialFrom } from './answers/serial.ts';
import { endTurn } from './end-turn.ts';
import { enumerate } from './format.ts';
import { isAboutHomelab } from './free-words/about-homelab.ts';
import { answerFreely } from './free-words/free-turn.ts';
import { questionLanguage } from './free-words/question-language.ts';
import { asksWhy, isRatherFree } from './free-words/rather-free.ts';
import { takeBackCorrected } from './free-words/take-back.ts';
import { createKnownNames } from './known-names.ts';
import { type ConversationMemory, createMemories } from './memory.ts';
import { createTakeTurns } from './take-turns.ts';

/** What {@link createConversation} is given: what answers are made from, less what a turn brings along. */
export interface ConversationDeps
  extends Pick<
    AnswerContext,
    'approvals' | 'runner' | 'unfinishedRuns' | 'killSwitch' | 'ledger' | 'proposer' | 'approvers'
  > {
  readonly recognizer: Recognizer;
  readonly inventory: InventorySource;
  /** Other names that people gave to things, by ref or name. */
  readonly aliases: () => Readonly<Record<string, readonly string[]>>;
  /** Workflows as people speak of them, those of now. */
  readonly workflows: () => readonly NamedWorkflow[];
  /** Answers what no sentence covers. Absent: such turns are nobody's here. */
  readonly tasks?: TaskDesk;
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

/** Whether other agents of the house are asked when Steward does not answer. */
const isOfHouse = ({ requester }: Turn): boolean =>
  requester.channel === 'assist' || requester.channel === 'automation' || requester.channel === 'wyoming';

/**
 * The conversation: one turn at a time each, answered from records and the live inventory without a model; what no
 * sentence covers goes to the task desk when it is about the homelab.
 */
export const createConversation = (deps: ConversationDeps): Conversation => {
  const { clock, log } = deps;
  const memories = createMemories(clock);
  const takeTurns = createTakeTurns();
  const knownNames = createKnownNames({ ...deps, inventory: deps.inventory.current });

  /** Whether what this conversation asked for can still be taken back: its request waits, or its run is under way. */
  const hasRequest = ({ approvalId }: ConversationMemory): boolean => {
    const approval = approvalId === undefined ? undefined : deps.approvals.get(approvalId);
    if (approval === undefined) return false;
    const run = approval.runId === undefined ? undefined : deps.runner.get(approval.runId);
    return isPending(approval) || (run !== undefined && isUnderWay(run.state));
  };

  const recognise = ({ text, language }: Turn, memory: ConversationMemory): Recognition => {
    // Asked for a serial number, people say nothing but that.
    const runId = memory.askedSerialFor;
    if (runId !== undefined && serialFrom(text) !== undefined) {
      const slots = { serial: { value: text, text }, target: { value: runId, text: runId } };
      return { kind: 'match', intent: 'ReportDone', slots, metadata: {} };
    }
    return deps.recognizer.recognize(text, {
      language,
      lists: knownNames(memory),
      context: contextOf(memory, hasRequest(memory)),
    });
  };

  const namedObjects = createNamedObjects(deps.aliases);

  /** What no sentence covers, or what comes with pictures: word by word as the answer comes. */
  const answerInFreeWords = async function* (
    turn: Turn,
    memory: ConversationMemory,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplyPiece, Answer | 'delegate'> {
    const inventory = deps.inventory.current();
    const named = namedObjects(turn.text, inventory);
    const isAbout =
      (turn.pictures?.length ?? 0) > 0 ||
      isAboutHomelab({
        text: turn.text,
        named: named.length,
        isFollowUp:
          memory.wasDelegated !== true && (memory.free !== undefined || memory.subject !== undefined),
        isAnswer: memory.free === 'asked' || (memory.free === 'drafted' && isYes(turn.text)),
        isForSteward: !isOfHouse(turn),
      });
    if (deps.tasks === undefined || !isAbout) return 'delegate';
    const language = questionLanguage(turn.text, memory.language ?? turn.language);
    const spoken = { ...turn, language };
    const answer = yield* answerFreely(
      deps.tasks,
      { turn: spoken, memory, inventory, named },
      { clock, ...(signal === undefined ? {} : { signal }) },
    );
    if (answer === 'delegate') return answer;
    const takenBack = takeBackCorrected(answer, { turn: spoken, memory, approvals: deps.approvals });
    if (takenBack === '') return answer;
    yield { kind: 'delta', text: ` ${takenBack}` };
    return { ...answer, speech: `${answer.speech} ${takenBack}` };
  };

  const isForTaskDesk = (turn: Turn, recognition: Recognition, memory: ConversationMemory): boolean =>
    deps.tasks !== undefined &&
    (isRatherFree(recognition, memory) || (asksWhy(turn.text) && deps.tasks.canThink()));

  const answer = async (
    turn: Turn,
    recognition: Exclude<Recognition, { kind: 'none' }>,
    memory: ConversationMemory,
  ): Promise<Answer> => {
    const texts = createTexts(turn.language);
    switch (recognition.kind) {
      case 'unknown-name':
        return {
          speech: `${texts('ask.unknownName', { heard: recognition.heard })} ${homelabNote({
            inventory: deps.inventory.current(),
            nowMs: clock.now(),
            texts,
          })}`.trimEnd(),
          outcome: 'error',
        };
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
          unfinishedRuns: deps.unfinishedRuns,
          killSwitch: deps.killSwitch,
          ledger: deps.ledger,
          proposer: deps.proposer,
          approvers: deps.approvers,
        });
    }
  };

  const finish = (turn: Turn, result: Answer | 'delegate'): FinalReply => {
    const { final, memory } = endTurn(turn, result, memories.get(turn.conversationId));
    memories.set(turn.conversationId, memory);
    return final;
  };

  const answerSafely = async function* (
    turn: Turn,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplyPart> {
    try {
      const memory = memories.get(turn.conversationId);
      const hasPictures = (turn.pictures?.length ?? 0) > 0;
      const recognition: Recognition = hasPictures ? { kind: 'none' } : recognise(turn, memory);
      log.debug('A turn was recognised.', {
        kind: recognition.kind,
        intent: recognition.kind === 'none' ? null : recognition.intent,
      });
      if (recognition.kind !== 'none' && !isForTaskDesk(turn, recognition, memory)) {
        const final = finish(turn, await answer(turn, recognition, memory));
        for (const text of pieces(final.speech)) yield { kind: 'delta', text };
        yield final;
        return;
      }
      const words = answerInFreeWords(turn, memory, signal);
      let part = await words.next();
      try {
        for (; part.done !== true; part = await words.next()) yield part.value;
      } finally {
        if (part.done !== true) await words.return('delegate');
      }
      const final = finish(turn, part.value);
      if (part.value === 'delegate') for (const text of pieces(final.speech)) yield { kind: 'delta', text };
      yield final;
    } catch (thrown) {
      const error = asStewardError(thrown);
      log.error('A turn could not be answered.', { code: error.code, error: error.message });
      const final = finish(turn, { speech: explain(error), outcome: 'error', data: { code: error.code } });
      for (const text of pieces(final.speech)) yield { kind: 'delta', text };
      yield final;
    }
  };

  return {
    handle: async function* (turn, signal): AsyncGenerator<ReplyPart> {
      const leave = await takeTurns(turn.conversationId);
      try {
        if (signal?.aborted !== true) yield* answerSafely(turn, signal);
      } finally {
        leave();
      }
    },
  };
};
