import { createConversation } from '../../src/conversation/conversation.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Requester } from '../../src/core/people.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { FinalReply } from '../../src/core/reply.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { createFakeInventory, inventoryOf, node } from '../support/inventory.ts';
import { createSmallEngine, type SmallEngine } from '../support/small-engine.ts';
import {
  createSmallSystem,
  lookStep,
  type SmallSystem,
  setStep,
  smallPlan,
} from '../support/small-system.ts';

const recognizer = createRecognizer();

/** Who speaks: an approver, somebody else whom Home Assistant knows, and somebody whom it does not. */
export const alice: Requester = {
  channel: 'assist',
  person: { userId: 'alice', name: 'Alice', isAdmin: true },
};
export const bob: Requester = { channel: 'assist', person: { userId: 'bob', name: 'Bob', isAdmin: false } };
export const satellite: Requester = { channel: 'assist', claimedArea: 'Kitchen' };

/** Says something. Alice does, unless somebody else is named. */
export type Talk = (text: string, who?: Requester, conversationId?: string) => Promise<FinalReply>;

/** People who talk about the runs of a small system. */
export interface SmallTalk {
  readonly system: SmallSystem;
  readonly engine: SmallEngine;
  talk: Talk;
  /** Ends this life of the engine, and talks to the next one. */
  restart(): Promise<void>;
}

/** A conversation over the engine as it is now. */
const converse = (engine: SmallEngine, system: SmallSystem) => {
  const { approvals, runner, store } = engine.life;
  const conversation = createConversation({
    recognizer,
    inventory: createFakeInventory(inventoryOf([node('still-fawn')], engine.clock.now())),
    approvals,
    runner,
    unfinishedRuns: store.journal.unfinishedRuns,
    killSwitch: {
      isOn: engine.stopped,
      stop: ({ person }, reason) => {
        engine.stopEverything(true);
        return { sinceMs: engine.clock.now(), by: person?.name ?? 'an unknown speaker', reason };
      },
    },
    ledger: store.journal.ledger,
    proposer: createProposer({
      workflows: new Map(),
      handlers: new Map(system.handlers.map((handler) => [handler.type, handler])),
      inventory: createFakeInventory(inventoryOf([], engine.clock.now())),
      approvals,
      clock: engine.clock,
      records: { run: runner.get, entries: store.journal.entries, ledger: store.journal.ledger },
    }),
    approvers: () => [{ userId: 'alice', name: 'Alice' }],
    aliases: () => ({}),
    workflows: () => [
      { name: 'storage-expansion-workflow', title: 'Expand a pool' },
      { name: 'host-update', title: 'Bring a host up to date' },
    ],
    clock: engine.clock,
    log: silentLog,
  });
  return async (text: string, requester = alice, conversationId = 'c'): Promise<FinalReply> => {
    for await (const part of conversation.handle({ text, language: 'en', conversationId, requester }))
      if (part.kind === 'final') return part;
    throw new Error('no reply');
  };
};

/** The storage expansion in small: buy a disk, see it, set a word. */
export const expansion = (system: SmallSystem, change: Partial<Plan> = {}, object = 'tank'): Plan => ({
  ...smallPlan(system, [
    lookStep('buy', [], {
      kind: 'person',
      title: 'A person buys and installs: Samsung 980 PRO',
      fields: { report: ['serial'] },
    }),
    lookStep('see', ['buy'], { title: 'Look at the disk nvme1n1 in still-fawn' }),
    setStep('grow', { from: 'small', to: 'large', object }, ['see']),
  ]),
  workflow: 'storage-expansion-workflow',
  workflowDigest: 'test',
  title: 'Expand the pool tank',
  ...change,
});

/** Sets it up in a fresh folder. A person's step `buy` waits until a serial number is reported. */
export const createSmallTalk = async (): Promise<SmallTalk> => {
  const system = createSmallSystem({ tank: 'small', pond: 'small', a: 'old', b: 'old' });
  system.checks.set('buy', (step, { reports }) => {
    const serial = (reports[step.id] ?? []).map(({ values }) => values['serial']).find(Boolean);
    return serial === undefined
      ? {
          kind: 'waiting',
          reason: 'Waits for a person.',
          attention:
            'Buy: Samsung 980 PRO (about $150). Where: amazon.com/dp/B08GLX7TNT. Say that it is done, with: serial.',
        }
      : { kind: 'done', statement: 'Alice reported it.', output: { serial } };
  });
  const engine = await createSmallEngine(system);
  for (const workflow of ['storage-expansion-workflow', 'host-update']) engine.digests.set(workflow, 'test');
  const small: SmallTalk = {
    system,
    engine,
    talk: converse(engine, system),
    restart: async () => {
      await engine.restart();
      small.talk = converse(engine, system);
    },
  };
  return small;
};
