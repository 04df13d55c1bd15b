import type { Approval } from '../core/approval.ts';
import { Grant, type GrantScope } from '../core/grant.ts';
import type { KillSwitch } from '../core/kill-switch.ts';
import { effectsOf } from '../core/plan.ts';

/** Claimed when this module loads, which is before anything else could. Never leaves this folder. */
const mint = Grant.claimMint();

/** Makes the Grant of one run. Called only where an approval is consumed, or its interrupted run is taken up again. */
export const makeGrant = (scope: GrantScope, killSwitch?: Pick<KillSwitch, 'isOn'>): Grant =>
  mint.mint(scope, killSwitch);

/** The Grant of a run of this approval's plan: for its effects and no others, and for none while everything is stopped. */
export const grantFor = (approval: Approval, runId: string, killSwitch?: Pick<KillSwitch, 'isOn'>): Grant =>
  makeGrant(
    {
      approvalId: approval.id,
      runId,
      planDigest: approval.planDigest,
      effects: effectsOf(approval.plan),
    },
    killSwitch,
  );

/** Ends a Grant: from now on it covers nothing. */
export const endGrant = (grant: Grant): void => mint.end(grant);
