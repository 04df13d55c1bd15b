import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Provenance } from '../core/provenance.ts';
import type { Picture } from '../core/reply.ts';
import type { AgentTexts } from '../core/texts/agent-texts.ts';
import type { Gateway } from '../llm/gateway.ts';
import type { ConversationNotes } from './conversation-notes.ts';
import type { EvidenceBook } from './evidence-book.ts';
import type { TurnLimits } from './limits.ts';
import type { PersonsWords, ProposingDeps } from './proposing/make-proposal.ts';
import type { Speaker } from './speaker.ts';
import type { FreeTask, TaskOutcome } from './task.ts';
import type { ReadPart, ReadTool } from './tools/read-tool.ts';

/** What the task desk is given. */
export interface TaskDeskDeps extends ProposingDeps {
  readonly gateway: Gateway;
  /** What a model may have looked up, now. */
  readonly readers: () => readonly ReadTool[];
  /** How a workflow file is written; offered beside the tool that proposes. */
  readonly draftingGuide: ReadTool;
  /** What is looked up before the model is asked, best first. */
  readonly retrieve: (task: FreeTask, named: PersonsWords['named']) => readonly ReadPart[];
  /** Statements of effects that were confirmed lately: only these may be said as done. */
  readonly confirmed: () => readonly string[];
  /** What stands in pictures, as data. Throws where no model may look at them. Absent: pictures are not looked at. */
  readonly readPictures?: (
    pictures: readonly Picture[],
    options: Pick<FreeTask, 'language' | 'latency'> & { readonly signal: AbortSignal },
  ) => Promise<readonly ReadPart[]>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one turn carries along. */
export interface DeskTurn {
  readonly task: FreeTask;
  readonly texts: AgentTexts;
  readonly limits: TurnLimits;
  readonly words: PersonsWords;
  readonly notes: ConversationNotes;
  /** Whether the tool that proposes is offered: only where the person's own words wish for a change. */
  readonly mayPropose: boolean;
  /** What may be looked up in this turn. */
  readonly readers: readonly ReadTool[];
  readonly evidence: EvidenceBook;
  readonly speaker: Speaker;
  /** Models that failed in this turn. */
  readonly silentModels: Set<string>;
  /** Where everything came from that the model has seen so far. */
  readonly seen: Set<Provenance>;
  readonly signal: AbortSignal;
}

/** How a turn came out. */
export interface TurnEnd {
  readonly outcome: TaskOutcome;
  readonly pending?: ConversationNotes['pending'];
}
