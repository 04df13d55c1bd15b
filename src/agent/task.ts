import type { ObjectRef } from '../core/inventory.ts';
import type { Requester } from '../core/people.ts';
import type { Picture } from '../core/reply.ts';
import type { PlanReport } from '../planner/workflow-desk.ts';

/** Any homelab request in free words. */
export interface FreeTask {
  readonly text: string;
  /** BCP 47, e.g. `en`; the answer is in this language. */
  readonly language: string;
  readonly requester: Requester;
  /** Turns of one conversation know of each other. */
  readonly conversationId: string;
  /** Somebody who hears the answer waits a second for its first words; a screen may wait longer. */
  readonly latency: 'voice' | 'interactive' | 'background';
  /** The object that the conversation was last about, where a turn without a model named it. */
  readonly subjectRef?: ObjectRef;
  /** Pictures that came with it, e.g. of a rack label. */
  readonly pictures?: readonly Picture[];
  /** A client that may only look: nothing is proposed for it. */
  readonly mayPropose: boolean;
}

/** Something that an answer rests on. */
export interface Evidence {
  /** Short, unique within the answer, e.g. `E3`. */
  readonly id: string;
  /** What was looked at, e.g. `proxmox:home/guest/101` or `run 12`. */
  readonly source: string;
  /** When it was read. Epoch milliseconds. */
  readonly atMs: number;
}

/** What became of a task. */
export type TaskOutcome =
  | { readonly kind: 'answered'; readonly evidence: readonly Evidence[] }
  /** A request waits for approval. */
  | { readonly kind: 'proposed'; readonly approvalId: string; readonly summary: string }
  /** A workflow file was drafted and planned; nothing runs until a person asks for it and approves. */
  | {
      readonly kind: 'drafted';
      readonly name: string;
      /** The file, as YAML. */
      readonly workflow: string;
      readonly plan: PlanReport;
      /** What a person has to do themselves. */
      readonly byHand: readonly string[];
      /** Whether it shall be kept and asked for; absent where that cannot be. */
      readonly question?: string;
    }
  /** It cannot be done; `missing` says what would be needed. */
  | { readonly kind: 'impossible'; readonly missing: readonly string[] }
  /** A question back. */
  | { readonly kind: 'asked'; readonly question: string }
  /** No model may or can be asked; said once. */
  | { readonly kind: 'no-model'; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** A part of the answer to a task; the last one is `done`. */
export type TaskPart =
  /** Words for the person, in order. Every word that is said comes through here. */
  | { readonly kind: 'text'; readonly text: string }
  /** What is being done meanwhile, for a screen or an MCP client, e.g. "reading the log of paperless-ngx". */
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'done'; readonly speech: string; readonly outcome: TaskOutcome };

/** Answers any request about the homelab, or turns it into a proposal. The same for Assist, panel, command line and MCP. */
export interface TaskDesk {
  /** Never throws: what goes wrong is said and is the outcome. Ends within the latency's time limit. */
  process(task: FreeTask, options: { readonly signal: AbortSignal }): AsyncIterable<TaskPart>;
  /** Whether a model could be asked now, by what is known of it. */
  canThink(): boolean;
}
