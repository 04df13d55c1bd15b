import type { Approvals } from '../../src/approvals/approvals.ts';
import type { Approver } from '../../src/approvals/approvers.ts';
import { type Autonomy, createAutonomy } from '../../src/approvals/autonomy/autonomy.ts';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { createKillSwitch, type StopSwitch } from '../../src/approvals/kill-switch.ts';
import type { ApprovalRule } from '../../src/approvals/policy/approval-rule.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import type { Approval } from '../../src/core/approval.ts';
import type { Clock } from '../../src/core/clock.ts';
import { type Log, silentLog } from '../../src/core/log.ts';
import type { Person, Requester } from '../../src/core/people.ts';
import type { Plan, Risk } from '../../src/core/plan.ts';
import type { Store } from '../../src/core/stores.ts';
import { createApprovalStore } from '../../src/store/approval-store.ts';
import { createAutonomyStore } from '../../src/store/autonomy-store.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createJournalStore } from '../../src/store/journal-store.ts';
import { createKeyValueStore } from '../../src/store/key-value-store.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { samplePlan } from '../support/records.ts';

/** A person of the household; nobody is an administrator unless they are named so. */
export const person = (userId: string): Person => ({
  userId,
  name: userId.charAt(0).toUpperCase() + userId.slice(1),
  isAdmin: false,
});

/** Somebody who asks in the app. */
export const asks = (userId: string, channel: Requester['channel'] = 'assist'): Requester => ({
  channel,
  person: person(userId),
});

/** Somebody whom nobody vouches for. */
export const unknownSpeaker: Requester = {
  channel: 'wyoming',
  claimedSatelliteId: 'assist_satellite.kitchen',
};

/** An automation. */
export const automation: Requester = { channel: 'automation', automation: 'Nightly' };

/** Approvers by their ids. */
export const approversNamed = (...userIds: string[]): Approver[] =>
  userIds.map((userId) => ({ userId, name: person(userId).name, pin: '2468' }));

/** A plan of this risk for one guest. */
export const planOf = (risk: Risk, ref = 'proxmox:home/guest/101', workflow = 'restart-guest'): Plan => ({
  ...samplePlan,
  workflow,
  risk,
  steps: samplePlan.steps.map((step) => ({
    ...step,
    risk,
    effect: { ref, action: 'guest.restart', parameters: {} },
  })),
  observed: [{ ref, name: 'paperless-ngx', facts: { status: 'running' } }],
});

/** A rule that says nothing but what is given. */
export const rule = (change: Partial<ApprovalRule> = {}): ApprovalRule => ({
  name: 'rule',
  risks: null,
  scope: null,
  approvers: null,
  approvals: 1,
  excludesRequester: false,
  ...change,
});

/** As much of the store as approvals and autonomy use. */
export type TestStore = Pick<Store, 'approvals' | 'journal' | 'autonomy' | 'keyValue' | 'transaction'>;

/** A store in memory: it keeps what a restart keeps, for as long as the test runs. */
export const openMemoryStore = (): TestStore => {
  const database = openDatabase(':memory:');
  return {
    approvals: createApprovalStore(database),
    journal: createJournalStore(database),
    autonomy: createAutonomyStore(database),
    keyValue: createKeyValueStore(database),
    transaction: database.transaction,
  };
};

/** What a restart throws away. */
export interface ApprovalsLife {
  readonly approvals: Approvals;
  readonly autonomy: Autonomy;
  readonly killSwitch: StopSwitch;
  stop(): void;
}

const ids = createCountedIds();

/** Begins a life of the approvals engine over a store. */
export const beginApprovals = (setup: {
  readonly store: TestStore;
  readonly clock: Clock;
  readonly stopFile: string;
  readonly approvers: readonly Approver[];
  readonly rules?: readonly ApprovalRule[];
  readonly tagsOf?: (ref: string) => readonly string[];
  readonly log?: Log;
  /** Whether the file of the kill switch is looked for without being asked. Default: it is. */
  readonly isPolling?: boolean;
}): ApprovalsLife => {
  const { store, clock, stopFile, log = silentLog, rules = [], tagsOf = () => [] } = setup;
  const approvers = () => setup.approvers;
  const killSwitch = createKillSwitch({ file: stopFile, keyValue: store.keyValue, clock, log });
  const autonomy = createAutonomy({ store: store.autonomy, clock, log, approvers });
  const approvals = createApprovals(
    { expiryMs: 3_600_000, policy: defaultRequestPolicy, rules },
    { store, clock, ids, log, approvers, tagsOf, autonomy, killSwitch },
  );
  if (setup.isPolling !== false) killSwitch.start();
  autonomy.start();
  approvals.start();
  return {
    approvals,
    autonomy,
    killSwitch,
    stop: () => {
      approvals.stop();
      autonomy.stop();
      killSwitch.close();
    },
  };
};

/** The approval of a request that is taken. */
export const taken = (outcome: ReturnType<Approvals['request']>): Approval => {
  if (outcome.kind !== 'taken') throw new Error(outcome.reason);
  return outcome.approval;
};

/** A tap of this person on a phone. */
export const tapOf = (approval: Approval, userId: string) => ({
  userId,
  channel: 'phone' as const,
  device: `notify.mobile_app_${userId}`,
  planDigest: approval.planDigest,
});
