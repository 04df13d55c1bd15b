import type { TaskOutcome } from '../../agent/task.ts';
import type { Approvals } from '../../approvals/approvals.ts';
import type { Approver } from '../../approvals/approvers.ts';
import type { StopSwitch } from '../../approvals/kill-switch.ts';
import type { Inventory } from '../../core/inventory.ts';
import type { FinalReply, Turn } from '../../core/reply.ts';
import type { JournalStore } from '../../core/stores.ts';
import type { Texts } from '../../core/texts/texts.ts';
import type { Slots } from '../../intents/recognizer.ts';
import type { Proposer } from '../../planner/proposer.ts';
import type { Runner } from '../../workflow/runner.ts';
import type { Choosing, ConversationMemory, Subject } from '../memory.ts';

/** Everything that an answer may be made from. */
export interface AnswerContext {
  readonly turn: Turn;
  readonly slots: Slots;
  readonly memory: ConversationMemory;
  readonly inventory: Inventory;
  readonly nowMs: number;
  readonly texts: Texts;
  readonly approvals: Approvals;
  readonly runner: Pick<Runner, 'get' | 'list' | 'queued' | 'cancel' | 'report'>;
  /** Ids of runs that are not over, the first to be started first. */
  readonly unfinishedRuns: JournalStore['unfinishedRuns'];
  readonly killSwitch: Pick<StopSwitch, 'isOn' | 'stop'>;
  readonly ledger: JournalStore['ledger'];
  readonly proposer: Proposer;
  /** Those who are asked for approval. */
  readonly approvers: () => readonly Pick<Approver, 'userId' | 'name'>[];
}

/** What Steward answers, and what the conversation is about afterwards. */
export interface Answer {
  readonly speech: string;
  /** Default `query`. */
  readonly outcome?: FinalReply['outcome'];
  /** Set when Steward asks back; the question is answered in the next turn. */
  readonly choosing?: Choosing;
  /** Run whose person is asked for a serial number; the next turn may be nothing but that. */
  readonly askedSerialFor?: string;
  readonly subject?: Subject;
  readonly aspect?: string;
  readonly approvalId?: string;
  /** Language of the answer, where it was found from the words. BCP 47. */
  readonly language?: string;
  /** What became of it, where it was answered in free words. */
  readonly free?: TaskOutcome['kind'];
  /** Whether it ends with a question back that the next turn answers. */
  readonly asksBack?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
}
