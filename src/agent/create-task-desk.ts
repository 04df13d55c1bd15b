import { asStewardError, explain } from '../core/errors.ts';
import type { Provenance } from '../core/provenance.ts';
import { classOf } from '../core/provenance.ts';
import { agentTexts, filled } from '../core/texts/agent-texts.ts';
import { doingTexts } from '../core/texts/doing-texts.ts';
import { estimateTokens } from '../llm/estimate-tokens.ts';
import type { ModelTask } from '../llm/gateway.ts';
import type { ModelMessage, ModelRequest, ToolDefinition } from '../llm/model.ts';
import { answerCalls, type CallState, endOf } from './answer-calls.ts';
import { type Asked, askModel } from './ask-model.ts';
import { withoutKnownStates } from './claims/known-states.ts';
import { type ConversationNotes, createNotesKeeper } from './conversation-notes.ts';
import { createEvidenceBook } from './evidence-book.ts';
import { failureText } from './failure-text.ts';
import { draftTokens, inputTokens, leastRoom, openingCharacters, turnLimits } from './limits.ts';
import { showParts } from './look-up.ts';
import { personsWords } from './persons-words.ts';
import { openingMessages } from './prompt.ts';
import { proposeNow } from './proposing/make-proposal.ts';
import { proposeTool } from './proposing/propose-tool.ts';
import { createSpeaker } from './speaker.ts';
import type { TaskDesk, TaskPart } from './task.ts';
import type { DeskTurn, TaskDeskDeps, TurnEnd } from './turn.ts';
import { asksFor, isYes } from './wishes/wish.ts';

/** The strictest of what was seen: an answer is as private as what it rests on. */
const strictest = (seen: ReadonlySet<Provenance>): Provenance =>
  [...seen].find((one) => classOf(one) === 'secret') ?? 'inventory';

/** The task desk over a language model. See {@link TaskDesk}: everything that it says of effects is Steward's own. */
export const createTaskDesk = (deps: TaskDeskDeps): TaskDesk => {
  const { gateway, clock, log } = deps;
  const keeper = createNotesKeeper(clock);

  const toolsFor = ({ mayPropose, readers, words }: DeskTurn): readonly ToolDefinition[] => [
    ...readers.map(({ definition }) => definition),
    ...(mayPropose
      ? [proposeTool(deps.workflows(), (workflow) => asksFor(workflow, words.text, words.wish))]
      : []),
  ];

  const opening = async (turn: DeskTurn): Promise<readonly ModelMessage[]> => {
    const { task, words, evidence, notes, seen, signal } = turn;
    const { pictures: sent = [], language, latency } = task;
    const pictures =
      sent.length === 0 ? [] : await (deps.readPictures?.(sent, { language, latency, signal }) ?? []);
    const data = showParts([...pictures, ...deps.retrieve(task, words.named)], evidence, openingCharacters);
    for (const { provenance } of [...data, ...notes.turns]) seen.add(provenance);
    return openingMessages(task, { past: notes.turns, data, nowMs: clock.now() });
  };

  const rounds = async function* (turn: DeskTurn): AsyncGenerator<TaskPart, TurnEnd> {
    const { task, texts, limits, words, speaker, seen, signal } = turn;
    const doing = doingTexts(task.language);
    const state: CallState = {
      lookUps: 0,
      mendings: 0,
      answered: new Map(),
      messages: [...(await opening(turn))],
    };
    const stableMessages = 1;
    const tools = toolsFor(turn);
    const maxOutputTokens = words.wish.actions.has('other') ? draftTokens : limits.outputTokens;
    const modelTask: ModelTask = { role: 'tools', latency: task.latency, purpose: 'conversation' };
    const finish = (): TurnEnd => {
      const question = /(?:^|[.!?…]\s+)([^.!?…]+\?)\s*$/.exec(speaker.spoken)?.[1];
      return question === undefined
        ? { outcome: { kind: 'answered', evidence: turn.evidence.cited() } }
        : { outcome: { kind: 'asked', question } };
    };

    for (let round = 1; ; round += 1) {
      const withTools: ModelRequest = {
        messages: [...state.messages],
        tools,
        maxOutputTokens,
        stableMessages,
      };
      const room = inputTokens - estimateTokens(withTools);
      const isLast = round >= limits.rounds || room < leastRoom;
      const request: ModelRequest = isLast ? { ...withTools, toolChoice: 'none' } : withTools;
      // A model that only talks can still tell what was looked up for it.
      const role =
        gateway.route(modelTask, request).target === 'none' && words.wish.actions.size === 0
          ? 'chat'
          : 'tools';
      const { tools: _none, ...withoutTools } = request;
      const asking = askModel(gateway, { ...modelTask, role }, role === 'chat' ? withoutTools : request, {
        clock,
        signal,
      });
      let said = '';
      let asked: Asked | undefined;
      for (;;) {
        const next = await asking.next();
        if (next.done === true) {
          asked = next.value;
          break;
        }
        const part = next.value;
        if (part.kind === 'text') {
          said += part.text;
          const text = speaker.take(part.text);
          if (text !== '') yield { kind: 'text', text };
          if (speaker.isOver) break;
        } else if (part.kind === 'void') {
          const hasSpoken = speaker.spoken !== '';
          said = '';
          turn.silentModels.add(part.from);
          speaker.drop();
          if (hasSpoken) yield { kind: 'text', text: speaker.say(texts.again) };
          else yield { kind: 'progress', text: filled(doing.nextModel, { name: part.from }) };
        } else if (part.decision.target === 'cloud')
          yield {
            kind: 'progress',
            text: filled(doing.cloudModel, { name: part.decision.model ?? '' }),
          };
      }
      await asking.return({ reason: 'given-up', calls: [] });
      if (asked === undefined) return finish();
      if (asked.reason === 'given-up') {
        const text = signal.reason === lateReason ? speaker.say(texts.tooLong) : '';
        if (text !== '') yield { kind: 'text', text };
        return { outcome: { kind: 'failed', code: 'task.too-long', message: texts.tooLong } };
      }
      const rest = speaker.endRound();
      if (rest !== '') yield { kind: 'text', text: rest };
      if (asked.reason === 'refused') {
        yield { kind: 'text', text: speaker.say(texts.refused) };
        return { outcome: { kind: 'failed', code: 'task.refused', message: texts.refused } };
      }
      if (asked.calls.length === 0 || isLast || speaker.isOver) {
        if (asked.reason === 'length') yield { kind: 'text', text: speaker.say(texts.brokeOff) };
        return finish();
      }
      state.messages.push({
        role: 'assistant',
        content: said === '' ? [] : [{ kind: 'text', text: said, provenance: strictest(seen) }],
        toolCalls: asked.calls,
        ...(asked.thinking === undefined ? {} : { thinking: asked.thinking }),
      });
      const end = yield* answerCalls(asked.calls, turn, deps, {
        state,
        room: () => inputTokens - leastRoom - estimateTokens({ ...withTools, messages: state.messages }),
      });
      if (end !== undefined) return end;
    }
  };

  const agreed = async function* (
    turn: DeskTurn,
    pending: NonNullable<ConversationNotes['pending']>,
  ): AsyncGenerator<TaskPart, TurnEnd> {
    const { task, texts, speaker } = turn;
    const made = await proposeNow(pending, deps, task, texts);
    const end = endOf(made, turn);
    if (end !== undefined) {
      yield { kind: 'text', text: end.text };
      return end.end;
    }
    const why = made.kind === 'wrong' ? explain(made.error) : '';
    yield { kind: 'text', text: speaker.say(filled(texts.cannot, { why })) };
    return { outcome: { kind: 'impossible', missing: [why] } };
  };

  const failed = function* (thrown: unknown, { texts, speaker }: DeskTurn): Generator<TaskPart, TurnEnd> {
    const error = asStewardError(thrown);
    log.warn('A request in free words could not be answered.', { code: error.code });
    if ((error.code === 'model.none' || error.code === 'model.over-cap') && speaker.spoken === '') {
      yield { kind: 'text', text: speaker.say(failureText(error, texts)) };
      return { outcome: { kind: 'no-model', reason: error.message } };
    }
    const message = speaker.spoken.trim() === '' ? failureText(error, texts) : texts.brokeOff;
    yield { kind: 'text', text: speaker.say(message) };
    return { outcome: { kind: 'failed', code: error.code, message } };
  };

  return {
    canThink: () => {
      const request = { messages: [], maxOutputTokens: 1 };
      return (['tools', 'chat'] as const).some(
        (role) =>
          deps.gateway.route({ role, latency: 'interactive', purpose: 'conversation' }, request).target !==
          'none',
      );
    },
    process: async function* (task, { signal }) {
      const texts = agentTexts(task.language);
      const limits = turnLimits[task.latency];
      const giveUp = new AbortController();
      const evidence = createEvidenceBook();
      const notes = keeper.of(task.conversationId);
      const words = personsWords(task, notes, deps);
      const mayPropose = task.mayPropose && words.wish.actions.size > 0;
      const turn: DeskTurn = {
        task,
        texts,
        limits,
        notes,
        evidence,
        words,
        mayPropose,
        readers: [...deps.readers(), ...(mayPropose ? [deps.draftingGuide] : [])],
        speaker: createSpeaker({
          evidence,
          confirmed: deps.confirmed,
          withoutKnown: (sentence) => withoutKnownStates(sentence, deps.inventory.current()),
          truth: texts.nothingChanged,
        }),
        seen: new Set(),
        silentModels: new Set(),
        signal: AbortSignal.any([signal, giveUp.signal]),
      };
      const late = clock.setTimeout(() => giveUp.abort(lateReason), limits.totalMs);
      let end: TurnEnd;
      try {
        end =
          notes.pending !== undefined && task.mayPropose && isYes(task.text)
            ? yield* agreed(turn, notes.pending)
            : yield* rounds(turn);
      } catch (thrown) {
        end = yield* failed(thrown, turn);
      } finally {
        clock.clearTimeout(late);
        giveUp.abort();
      }
      const { speaker, seen } = turn;
      const [silent] = turn.silentModels;
      const isToTell =
        silent !== undefined && end.outcome.kind === 'answered' && notes.toldOfSilence !== true;
      if (isToTell) yield { kind: 'text', text: speaker.say(filled(texts.fellBack, { name: silent })) };
      keeper.keep(task.conversationId, {
        turns: [...notes.turns, { text: task.text, answer: speaker.spoken, provenance: strictest(seen) }],
        named: words.named.map(({ ref }) => ref),
        wish: words.wish,
        wishText: words.text,
        ...(end.pending === undefined ? {} : { pending: end.pending }),
        ...(isToTell || notes.toldOfSilence === true ? { toldOfSilence: true } : {}),
      });
      yield { kind: 'done', speech: speaker.spoken, outcome: end.outcome };
    },
  };
};

/** Why a turn that took too long was given up. */
const lateReason = Symbol('late');
