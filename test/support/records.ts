import type { Approval } from '../../src/core/approval.ts';
import { observedDigest, type Plan, planDigest } from '../../src/core/plan.ts';

/** A plan that restarts paperless-ngx. */
export const samplePlan: Plan = {
  version: 2,
  undoes: null,
  skipped: [],
  workflow: 'restart-guest',
  workflowDigest: '0'.repeat(64),
  title: 'Restart paperless-ngx',
  purpose: 'Asked for.',
  parameters: { guest: 'proxmox:home/guest/101' },
  steps: [
    {
      id: 'restart',
      type: 'proxmox-task',
      title: 'Restart the container paperless-ngx (101) on still-fawn',
      dependsOn: [],
      kind: 'change',
      fields: {},
      compensation: null,
      condition: null,
      pastRuns: 0,
      timeoutMs: null,
      retry: null,
      effect: { ref: 'proxmox:home/guest/101', action: 'guest.restart', parameters: {} },
      differences: [],
      interruption: 'paperless-ngx is away for about 20 seconds',
      undo: null,
      risk: 'disruptive',
      riskReasons: ['it stops for a moment'],
      expectedDurationMs: 20_000,
    },
  ],
  risk: 'disruptive',
  riskReasons: ['it stops for a moment'],
  observed: [{ ref: 'proxmox:home/guest/101', name: 'paperless-ngx', facts: { status: 'running' } }],
  affected: ['paperless-ngx'],
  roi: { minutesSaved: 5, reasons: ['nobody has to log in'] },
  documentationPages: ['docs/infrastructure/guests/paperless-ngx.md'],
};

/** A request for {@link samplePlan}, as it is first recorded. */
export const sampleApproval = (id: string, changes: Partial<Approval> = {}): Approval => ({
  id,
  state: 'requested',
  plan: samplePlan,
  planDigest: planDigest(samplePlan),
  observedDigest: observedDigest(samplePlan.observed),
  requester: { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: true } },
  requestText: 'restart the paperless container',
  requestedAtMs: 1_000,
  expiresAtMs: 3_601_000,
  ...changes,
});
