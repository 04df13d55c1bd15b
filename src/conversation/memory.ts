import type { TaskOutcome } from '../agent/task.ts';
import type { Clock } from '../core/clock.ts';
import type { ObjectKind, ObjectRef } from '../core/inventory.ts';
import type { IntentName, Slots, SlotValue } from '../intents/recognizer.ts';

/** What a conversation was last about. */
export interface Subject {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly kind: ObjectKind;
}

/** A question that Steward asked back: which of these did you mean? */
export interface Choosing {
  readonly intent: IntentName;
  readonly slot: string;
  readonly slots: Slots;
  readonly candidates: readonly SlotValue[];
}

/** What one conversation remembers. */
export interface ConversationMemory {
  readonly subject?: Subject;
  readonly aspect?: string;
  readonly choosing?: Choosing;
  /** Run whose person was asked for a serial number in the turn before. */
  readonly askedSerialFor?: string;
  /** The request that this conversation last opened. */
  readonly approvalId?: string;
  /** Whether the turn before went on to Home Assistant's own agent: then a bare "yes" is an answer to that one. */
  readonly wasDelegated?: boolean;
  /** Language that was last spoken in free words. BCP 47. Default: the one that the turn declares. */
  readonly language?: string;
  /** What became of the turn before, where it was answered in free words. */
  readonly free?: TaskOutcome['kind'];
  /** Whether this conversation was told that no model can be asked. */
  readonly saidNoModel?: boolean;
}

/** Remembers conversations until they have been silent for five minutes, as Home Assistant does. */
export interface Memories {
  get(conversationId: string): ConversationMemory;
  set(conversationId: string, memory: ConversationMemory): void;
}

const idleMs = 5 * 60_000;
/** More conversations than a home has at a time; the longest silent one is forgotten first. */
const limit = 500;

/** Makes an empty memory. */
export const createMemories = (clock: Clock): Memories => {
  const memories = new Map<string, { memory: ConversationMemory; atMs: number }>();
  return {
    get: (conversationId) => {
      const found = memories.get(conversationId);
      return found === undefined || clock.now() - found.atMs > idleMs ? {} : found.memory;
    },
    set: (conversationId, memory) => {
      memories.delete(conversationId);
      memories.set(conversationId, { memory, atMs: clock.now() });
      const [oldest] = memories.keys();
      if (memories.size > limit && oldest !== undefined) memories.delete(oldest);
    },
  };
};
