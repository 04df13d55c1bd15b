import type { FreeTask, TaskDesk, TaskOutcome, TaskPart } from '../../agent/task.ts';
import type { Clock } from '../../core/clock.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import type { Inventory, InventoryObject } from '../../core/inventory.ts';
import { nextPart } from '../../core/next-part.ts';
import type { ReplyPiece, Turn } from '../../core/reply.ts';
import { freeWordsTexts } from '../../core/texts/free-words.ts';
import type { Answer } from '../answers/answer.ts';
import type { ConversationMemory } from '../memory.ts';
import { freeAnswer } from './free-answer.ts';
import { nearestSentence } from './nearest-sentence.ts';

/** Whoever hears nothing for longer than this is told what is being done. Milliseconds. */
const patienceMs = 1_000;

/** What {@link answerFreely} is given. */
export interface FreeTurn {
  readonly turn: Turn;
  readonly memory: ConversationMemory;
  readonly inventory: Inventory;
  /** The objects that the turn names. */
  readonly named: readonly InventoryObject[];
}

const latencyOf = ({ requester }: Turn): FreeTask['latency'] => {
  if (requester.channel === 'mcp') return 'background';
  const isHeard =
    requester.channel === 'wyoming' ||
    (requester.channel === 'assist' &&
      (requester.claimedSatelliteId !== undefined || requester.claimedDeviceId !== undefined));
  return isHeard ? 'voice' : 'interactive';
};

const parts = (desk: TaskDesk, { turn, memory }: FreeTurn, signal: AbortSignal): AsyncIterator<TaskPart> =>
  desk
    .process(
      {
        text: turn.text,
        language: turn.language,
        requester: turn.requester,
        conversationId: turn.conversationId,
        latency: latencyOf(turn),
        mayPropose: turn.mayPropose ?? true,
        ...(turn.pictures === undefined ? {} : { pictures: turn.pictures }),
        ...(memory.subject === undefined ? {} : { subjectRef: memory.subject.ref }),
      },
      { signal },
    )
    [Symbol.asyncIterator]();

/**
 * Answers a turn that no sentence covers, word by word as they come; returns the whole. Says once what it is doing when
 * the first word takes longer than a second. Without a model it says so once in a conversation and names the nearest
 * sentence; after that it gives the turn up (`delegate`), as though there were no models.
 */
export const answerFreely = async function* (
  desk: TaskDesk,
  free: FreeTurn,
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal },
): AsyncGenerator<ReplyPiece, Answer | 'delegate'> {
  const { turn, memory, named, inventory } = free;
  const phrases = freeWordsTexts(turn.language);
  const giveUp = new AbortController();
  const both = AbortSignal.any([giveUp.signal, ...(signal === undefined ? [] : [signal])]);
  const stream = parts(desk, free, both);
  const startedMs = clock.now();
  let spoken = '';
  let held = '';
  let doing: string | undefined;
  let outcome: TaskOutcome = { kind: 'failed', code: 'task.no-end', message: phrases.nothing };
  try {
    let next = stream.next();
    for (;;) {
      // A program is told what is being done as it is done, and nobody waits in silence.
      const isSilent = spoken === '' && held === '' && turn.requester.channel !== 'mcp';
      const limitMs = Math.max(0, startedMs + patienceMs - clock.now());
      const first = await nextPart(next, { clock, signal: both, ...(isSilent ? { limitMs } : {}) });
      if (first.kind === 'abandoned') break;
      if (first.kind === 'late') {
        spoken +=
          doing === undefined ? phrases.oneMoment : phrases.oneMomentFor.replace('{what}', () => doing ?? '');
        yield { kind: 'delta', text: spoken };
        continue;
      }
      if (first.result.done === true) break;
      const part = first.result.value;
      if (part.kind === 'done') {
        outcome = part.outcome;
        break;
      }
      next = stream.next();
      if (part.kind === 'progress') {
        doing = part.text;
        yield part;
      } else if (memory.saidNoModel === true) held += part.text;
      else {
        spoken += part.text;
        yield { kind: 'delta', text: part.text };
      }
    }
  } catch (thrown) {
    const error = asStewardError(thrown);
    outcome = { kind: 'failed', code: error.code, message: explain(error) };
  } finally {
    giveUp.abort();
  }

  const say = function* (text: string): Generator<ReplyPiece> {
    if (text === '') return;
    const piece = spoken === '' || /\s$/.test(spoken) ? text : ` ${text}`;
    spoken += piece;
    yield { kind: 'delta', text: piece };
  };
  if (outcome.kind === 'no-model') {
    if (memory.saidNoModel === true && spoken === '') return 'delegate';
    const sentence = nearestSentence(turn.text, named[0]);
    if (spoken === '' && held === '') yield* say(outcome.reason);
    yield* say(phrases.nearest.replace('{sentence}', () => sentence));
  } else {
    yield* say(held);
    if (outcome.kind === 'failed' && spoken.trim() === '') yield* say(outcome.message);
  }
  if (spoken.trim() === '') yield* say(phrases.nothing);
  return { ...freeAnswer(spoken, outcome, { named, inventory }), language: turn.language };
};
