import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Overview } from '../../../src/core/overview.ts';
import type { Person } from '../../../src/core/people.ts';
import type { FinalReply, ReplyPart, Turn } from '../../../src/core/reply.ts';
import type { Outcome, PanelDecision } from '../../../src/http/panel/live-session.ts';
import type { PanelDeps } from '../../../src/http/panel/panel.ts';

/** An engine that does what a test says, behind the real panel. */
export interface ScriptedEngine {
  readonly deps: PanelDeps;
  readonly turns: Turn[];
  readonly decisions: PanelDecision[];
  readonly cancelled: { approvalId: string; person: Person }[];
  readonly securityEntries: string[];
  /** Replaces the overview and tells the panel. */
  show(overview: Overview): void;
  current(): Overview;
  /** What the next decision comes to; afterwards decisions succeed again. */
  answerNextWith(outcome: Outcome): void;
  /** The next turn's answer is held after its first piece until the returned function is called. */
  holdNextTurn(): () => void;
  /** What happens besides when a decision is taken. */
  onDecision(listener: (decision: PanelDecision) => void): void;
}

export const owner: Person = { userId: 'd3m0', name: 'Alice', isAdmin: true };

const finalReply = (speech: string): FinalReply => ({
  kind: 'final',
  speech,
  continueConversation: false,
  outcome: 'query',
});

export const createScriptedEngine = (
  first: Overview,
  options: { demoOwner?: Person; people?: readonly Person[] } = {},
): ScriptedEngine => {
  let overview = first;
  let nextOutcome: Outcome = { ok: true };
  let hold: Promise<void> | undefined;
  let onDecision: (decision: PanelDecision) => void = () => {};
  const listeners = new Set<() => void>();
  const turns: Turn[] = [];
  const decisions: PanelDecision[] = [];
  const cancelled: { approvalId: string; person: Person }[] = [];
  const securityEntries: string[] = [];

  async function* handle(turn: Turn, signal?: AbortSignal): AsyncIterable<ReplyPart> {
    turns.push(turn);
    const held = hold;
    hold = undefined;
    const speech = 'tank on pumped-piglet is 78 % full, 2.4 TB free of 10.9 TB. It is healthy.';
    yield { kind: 'delta', text: 'tank on pumped-piglet is 78 % full, ' };
    await held;
    if (signal?.aborted) return;
    yield { kind: 'delta', text: '2.4 TB free of 10.9 TB. It is healthy.' };
    yield finalReply(speech);
  }

  const log = {
    ...silentLog,
    security: (message: string) => void securityEntries.push(message),
    child: () => log,
  };

  return {
    deps: {
      overview: () => overview,
      onOverviewChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      conversation: { handle },
      decide: async (decision) => {
        decisions.push(decision);
        const outcome = nextOutcome;
        nextOutcome = { ok: true };
        if (outcome.ok) onDecision(decision);
        return outcome;
      },
      cancelRequest: async (approvalId, person) => {
        cancelled.push({ approvalId, person });
        return { ok: true };
      },
      directory: () => ({ isKnown: options.people !== undefined, people: options.people ?? [] }),
      demoOwner: options.demoOwner,
      clock: systemClock,
      log,
    },
    turns,
    decisions,
    cancelled,
    securityEntries,
    current: () => overview,
    show: (next) => {
      overview = next;
      for (const listener of listeners) listener();
    },
    answerNextWith: (outcome) => {
      nextOutcome = outcome;
    },
    holdNextTurn: () => {
      let release = (): void => {};
      hold = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    onDecision: (listener) => {
      onDecision = listener;
    },
  };
};
