import type { Clock } from '../core/clock.ts';
import type { InventoryObject } from '../core/inventory.ts';
import type { Provenance } from '../core/provenance.ts';
import type { PendingProposal } from './proposing/make-proposal.ts';
import type { Wish } from './wishes/wish.ts';

/** One turn of a conversation in free words, as the next one is told of it. */
export interface PastTurn {
  readonly text: string;
  readonly answer: string;
  /** Where what the answer rests on came from: who may not see that may not see the answer. */
  readonly provenance: Provenance;
}

/** What is kept of a conversation between its turns. */
export interface ConversationNotes {
  /** Oldest first. */
  readonly turns: readonly PastTurn[];
  /** What the person named and wished last. */
  readonly named: readonly InventoryObject['ref'][];
  readonly wish: Wish;
  readonly wishText: string;
  readonly pending?: PendingProposal;
  /** Whether the person was told that a model did not answer. */
  readonly toldOfSilence?: boolean;
}

/** Keeps notes by conversation. */
export interface NotesKeeper {
  of(conversationId: string): ConversationNotes;
  keep(conversationId: string, notes: ConversationNotes): void;
}

const mostConversations = 200;
const mostTurns = 3;
const keptMs = 30 * 60_000;
/** The most of a turn that is told again. Characters. */
const longestText = 300;
const longestAnswer = 500;

const none: ConversationNotes = { turns: [], named: [], wish: { actions: new Set() }, wishText: '' };

/** The last sentences of a text that fit, or its end. */
const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `… ${text.slice(text.length - longest).replace(/^\S*\s/, '')}`;

/** Notes of the last conversations, for half an hour each, in memory: nobody goes on with one after a restart. */
export const createNotesKeeper = (clock: Clock): NotesKeeper => {
  const kept = new Map<string, { readonly notes: ConversationNotes; readonly atMs: number }>();
  return {
    of: (conversationId) => {
      const found = kept.get(conversationId);
      return found === undefined || clock.now() - found.atMs > keptMs ? none : found.notes;
    },
    keep: (conversationId, notes) => {
      kept.delete(conversationId);
      kept.set(conversationId, {
        atMs: clock.now(),
        notes: {
          ...notes,
          turns: notes.turns.slice(-mostTurns).map(({ text, answer, provenance }) => ({
            text: shortened(text, longestText),
            answer: shortened(answer, longestAnswer),
            provenance,
          })),
        },
      });
      for (const [id] of kept) {
        if (kept.size <= mostConversations) break;
        kept.delete(id);
      }
    },
  };
};
