import { explain } from '../core/errors.ts';
import { filled } from '../core/texts/agent-texts.ts';
import { doingTexts } from '../core/texts/doing-texts.ts';
import type { ModelMessage, TextContent, ToolCall } from '../llm/model.ts';
import { longestResult } from './limits.ts';
import { lookUp } from './look-up.ts';
import { makeProposal, type ProposalMade } from './proposing/make-proposal.ts';
import { proposeToolName, readProposeCall } from './proposing/propose-tool.ts';
import type { TaskPart } from './task.ts';
import type { DeskTurn, TaskDeskDeps, TurnEnd } from './turn.ts';

/** How often a model may mend what it proposed wrongly. */
const mostMendings = 2;

/** Says what came of a proposal; undefined where the model may try again. */
export const endOf = (
  made: ProposalMade,
  { speaker }: DeskTurn,
): { readonly text: string; readonly end: TurnEnd } | undefined => {
  if (made.kind === 'wrong') return undefined;
  if (made.kind === 'ended')
    return {
      text: speaker.say(made.speech),
      end: {
        outcome: made.outcome,
        ...(made.pending === undefined ? {} : { pending: made.pending }),
      },
    };
  const { question, pending } = made;
  return { text: speaker.say(question), end: { outcome: { kind: 'asked', question }, pending } };
};

/** What a turn remembers of the calls of a model, and the messages that it is told. */
export interface CallState {
  lookUps: number;
  mendings: number;
  /** Answers by call: the same call is answered by the same words, and read once. */
  readonly answered: Map<string, readonly TextContent[]>;
  readonly messages: ModelMessage[];
}

/** Answers the calls of one round, in order; returns the end of the turn where one of them proposes. */
export const answerCalls = async function* (
  calls: readonly ToolCall[],
  turn: DeskTurn,
  deps: TaskDeskDeps,
  {
    state,
    room,
  }: {
    readonly state: CallState;
    /** Tokens that are left for answers. */
    readonly room: () => number;
  },
): AsyncGenerator<TaskPart, TurnEnd | undefined> {
  const { task, words, texts, evidence, signal, seen, limits, speaker, mayPropose, readers } = turn;
  for (const call of calls) {
    if (signal.aborted) return undefined;
    const key = JSON.stringify([call.name, call.arguments]);
    const reply = (content: readonly TextContent[], isError = false): void => {
      state.messages.push({ role: 'tool', callId: call.id, toolName: call.name, content, isError });
      state.answered.set(key, content);
    };
    const refuse = (text: string): void => reply([{ kind: 'text', text, provenance: 'inventory' }], true);

    const before = state.answered.get(key);
    if (before !== undefined) reply(before);
    else if (call.name === proposeToolName && mayPropose) {
      const wanted = readProposeCall(call.arguments);
      if (wanted.kind === 'unclear') {
        refuse('Give workflow and parameters, or draft, or missing.');
        continue;
      }
      const made = await makeProposal(wanted, words, deps, task, texts);
      const end = endOf(made, turn);
      if (end !== undefined) {
        yield { kind: 'text', text: end.text };
        return end.end;
      }
      const why = made.kind === 'wrong' ? explain(made.error) : '';
      state.mendings += 1;
      if (state.mendings > mostMendings) {
        yield { kind: 'text', text: speaker.say(filled(texts.cannot, { why })) };
        return { outcome: { kind: 'impossible', missing: [why] } };
      }
      refuse(`That cannot be proposed: ${why}`);
    } else if (state.lookUps >= limits.lookUps)
      refuse('Nothing more can be looked up in this turn. Answer with what you have.');
    else {
      state.lookUps += 1;
      const reader = readers.find(({ definition }) => definition.name === call.name);
      if (reader !== undefined)
        yield { kind: 'progress', text: reader.progress(call.arguments, doingTexts(task.language)) };
      const found = await lookUp(call, {
        readers,
        evidence,
        context: {
          signal,
          language: task.language,
          request: task.text,
          conversationId: task.conversationId,
        },
        readPictures:
          deps.readPictures === undefined
            ? undefined
            : async (pictures) => (await deps.readPictures?.(pictures, { ...task, signal })) ?? [],
        // A token is about two characters where it comes to names and numbers.
        mostCharacters: Math.max(0, Math.min(longestResult, room() * 2)),
        log: deps.log,
      });
      for (const provenance of found.provenances) seen.add(provenance);
      reply(found.content, found.isError);
    }
  }
  return undefined;
};
