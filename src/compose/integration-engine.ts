import type { StopSwitch } from '../approvals/kill-switch.ts';
import type { Approval } from '../core/approval.ts';
import { explain } from '../core/errors.ts';
import { type Inventory, objectsOfKind } from '../core/inventory.ts';
import type { Overview } from '../core/overview.ts';
import type { Requester } from '../core/people.ts';
import { guestOfRestartButton } from '../homeassistant/entities/restart-button.ts';
import { isStopButton } from '../homeassistant/entities/stop-button.ts';
import type { IntegrationDeps, ProposalAnswer } from '../http/integration/integration-deps.ts';
import type { Proposal, Proposer } from '../planner/proposer.ts';

const approvalData = (approval: Approval) => ({
  approval_id: approval.id,
  state: approval.state,
  title: approval.plan.title,
  risk: approval.plan.risk,
  expires_at: new Date(approval.expiresAtMs).toISOString(),
});

const failure = (code: string, message: string, mend = ''): ProposalAnswer => ({
  isOk: false,
  response: {},
  error: { code, message, mend },
});

const answerOf = (proposal: Proposal): ProposalAnswer => {
  switch (proposal.kind) {
    case 'requested':
      return { isOk: true, response: { result: 'requested', ...approvalData(proposal.approval) } };
    case 'waiting-already':
      return { isOk: true, response: { result: 'waiting_already', ...approvalData(proposal.approval) } };
    case 'already-so':
      return { isOk: true, response: { result: 'already_so', message: proposal.statement } };
    case 'refused':
      return failure(proposal.refusal.code, proposal.refusal.reason);
    case 'impossible':
      return failure(proposal.error.code, explain(proposal.error));
  }
};

/** What the integration can have done: it asks, proposes and reads, and decides nothing. */
export const createIntegrationEngine = (
  proposer: Proposer,
  overview: () => Overview,
  /** Automations may name guests as people do. */
  inventory: () => Inventory,
  killSwitch: Pick<StopSwitch, 'stop'>,
): Pick<IntegrationDeps, 'propose' | 'press' | 'report'> => ({
  propose: async (workflow, parameters, requester, reason) => {
    const guest = parameters['guest'];
    const named =
      typeof guest === 'string'
        ? objectsOfKind(inventory(), 'guest').find(({ name }) => name === guest)?.ref
        : undefined;
    return answerOf(
      await proposer.propose({
        workflow,
        parameters: named === undefined ? parameters : { ...parameters, guest: named },
        requester,
        requestText: reason,
      }),
    );
  },
  press: (entityKey, requester: Requester) => {
    if (isStopButton(entityKey)) {
      const { sinceMs, by } = killSwitch.stop(requester, 'pressed the button "Stop everything"');
      return Promise.resolve({
        isOk: true,
        response: { result: 'stopped', by, since: new Date(sinceMs).toISOString() },
      });
    }
    const guest = guestOfRestartButton(entityKey);
    if (guest === undefined) return undefined;
    return proposer
      .propose({
        workflow: 'restart-guest',
        parameters: { guest },
        requester,
        requestText: 'pressed the restart button',
      })
      .then(answerOf);
  },
  report: (subject) => {
    const all = overview();
    switch (subject) {
      case 'overview':
        return { ...all };
      case 'approvals':
        return { approvals: all.approvals };
      case 'runs':
        return { runs: all.runs };
      case 'problems':
        return { summary: all.summary, problems: all.problems };
    }
  },
});
