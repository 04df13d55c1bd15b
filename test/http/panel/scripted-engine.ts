import { type EgressReader, showEgress } from '../../../src/compose/egress-actions.ts';
import { systemClock } from '../../../src/core/clock.ts';
import type { SentBody } from '../../../src/core/egress-ledger.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Overview } from '../../../src/core/overview.ts';
import type { Person } from '../../../src/core/people.ts';
import type { FinalReply, ReplyPart, Turn } from '../../../src/core/reply.ts';
import type { StepUpFactors } from '../../../src/core/step-up.ts';
import type { PanelAction } from '../../../src/http/panel/actions.ts';
import type { Outcome } from '../../../src/http/panel/live-session.ts';
import type { PanelDeps } from '../../../src/http/panel/panel.ts';

/** An action as the panel hands it over: who, and what, without the id that is for the page alone. */
export type Performed<Action = PanelAction> = (Action extends PanelAction ? Omit<Action, 'id'> : never) & {
  readonly person: Person;
};

/** An engine that does what a test says, behind the real panel. */
export interface ScriptedEngine {
  readonly deps: PanelDeps;
  readonly turns: Turn[];
  /** Everything but questions for the person’s own factors and challenges, in order. */
  readonly actions: Performed[];
  readonly securityEntries: string[];
  /** Replaces the overview and tells the panel. */
  show(overview: Overview): void;
  current(): Overview;
  /** What the next action comes to; afterwards actions succeed again. */
  answerNextWith(outcome: Outcome): void;
  /** The next turn's answer is held after its first piece until the returned function is called. */
  holdNextTurn(): () => void;
  /** What happens besides when an action is taken. */
  onAction(listener: (action: Performed) => void): void;
  /** What left the house, newest first. */
  setEgress(entries: readonly SentBody[]): void;
  /** What the person can confirm with from now on. */
  setFactors(factors: StepUpFactors): void;
  /** Whether there is a model that can look at pictures; there is one unless a test says otherwise. */
  takePictures(isSo: boolean): void;
}

export const owner: Person = { userId: 'd3m0', name: 'Alice', isAdmin: true };

const draftedData = {
  kind: 'drafted',
  name: 'snapshot-then-restart',
  workflow: 'apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\n',
  plan: {},
  byHand: [],
};

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
  let onAction: (action: Performed) => void = () => {};
  let takesPictures = true;
  let factors: StepUpFactors = { pin: true, totp: false, passkeys: [] };
  let sent: readonly SentBody[] = [];
  const egress: EgressReader = {
    list: ({ limit, before = Number.POSITIVE_INFINITY }) =>
      sent
        .filter(({ number }) => number < before)
        .slice(0, limit)
        .map(({ body: _body, ...entry }) => entry),
    get: (number) => sent.find((entry) => entry.number === number),
    totalBytes: () => sent.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  const listeners = new Set<() => void>();
  const turns: Turn[] = [];
  const actions: Performed[] = [];
  const securityEntries: string[] = [];

  async function* handle(turn: Turn, signal?: AbortSignal): AsyncIterable<ReplyPart> {
    turns.push(turn);
    const held = hold;
    hold = undefined;
    if (turn.text.startsWith('write me a workflow')) {
      yield { kind: 'progress', text: 'looking at paperless-ngx' };
      await held;
      yield { ...finalReply('I have drafted a workflow for that.'), task: 'drafted', data: draftedData };
      return;
    }
    if (turn.text.startsWith('why')) {
      const evidence = [
        { id: 'E1', source: overview.inventory.guests[0]?.ref, atMs: Date.now() },
        { id: 'E2', source: 'run 12', atMs: Date.now() },
      ];
      yield { ...finalReply('Its memory is full.'), data: { kind: 'answered', evidence } };
      return;
    }
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
      perform: async (asked, person) => {
        const { id: _id, ...action } = asked;
        if (asked.type === 'list-egress' || asked.type === 'show-egress')
          return showEgress(egress, asked, person);
        if (action.type === 'factors') return { ok: true, result: { kind: 'factors', factors } };
        const performed = { ...action, person } as Performed;
        actions.push(performed);
        const outcome = nextOutcome;
        nextOutcome = { ok: true };
        if (outcome.ok) onAction(performed);
        return outcome;
      },
      takesPictures: () => takesPictures,
      workflows: () => [
        { name: 'restart-guest', title: 'Restart a guest' },
        { name: 'snapshot-guest', title: 'Take a snapshot of a guest' },
      ],
      directory: () => ({ isKnown: options.people !== undefined, people: options.people ?? [] }),
      demoOwner: options.demoOwner,
      clock: systemClock,
      log,
    },
    turns,
    actions,
    securityEntries,
    current: () => overview,
    show: (next) => {
      overview = next;
      for (const listener of listeners) listener();
    },
    takePictures: (isSo) => {
      takesPictures = isSo;
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
    onAction: (listener) => {
      onAction = listener;
    },
    setEgress: (entries) => {
      sent = entries;
    },
    setFactors: (next) => {
      factors = next;
    },
  };
};
