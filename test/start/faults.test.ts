import { describe, expect, it } from 'vitest';
import {
  type CataloguedFault,
  type ProxmoxFaultName,
  proxmoxFaults,
} from '../standins/proxmox/fault-catalogue.ts';
import { createProduct } from '../support/product.ts';

/** How a restart ends under each fault that meets its write; a new fault does not compile until it stands here. */
const endings: Record<
  ProxmoxFaultName,
  { state: 'succeeded' | 'failed' | 'unknown' | 'invalidated'; says: RegExp }
> = {
  'lock-timeout': { state: 'succeeded', says: /restarted and is running again/ },
  'guest-is-locked': { state: 'succeeded', says: /restarted and is running again/ },
  'node-unknown': { state: 'succeeded', says: /restarted and is running again/ },
  'node-unreachable': { state: 'succeeded', says: /restarted and is running again/ },
  'gateway-timeout': { state: 'succeeded', says: /restarted and is running again/ },
  unauthorized: { state: 'failed', says: /does not accept.*Nothing was changed/s },
  'ticket-expiry': { state: 'succeeded', says: /restarted and is running again/ },
  'token-revoked': { state: 'failed', says: /does not accept.*Nothing was changed/s },
  forbidden: { state: 'failed', says: /lacks VM\.PowerMgmt.*steward doctor.*Nothing was changed/s },
  overloaded: { state: 'succeeded', says: /restarted and is running again/ },
  'no-quorum': { state: 'succeeded', says: /restarted and is running again/ },
  'slow-header': { state: 'succeeded', says: /restarted and is running again/ },
  'slow-body': { state: 'succeeded', says: /restarted and is running again/ },
  silence: { state: 'succeeded', says: /restarted and is running again/ },
  'connection-dropped-before': { state: 'succeeded', says: /restarted and is running again/ },
  'connection-dropped-after': { state: 'succeeded', says: /restarted and is running again/ },
  'body-cut': { state: 'succeeded', says: /restarted and is running again/ },
  'html-body': { state: 'succeeded', says: /restarted and is running again/ },
  'malformed-json': { state: 'succeeded', says: /restarted and is running again/ },
  redirect: { state: 'succeeded', says: /restarted and is running again/ },
  'certificate-swap': { state: 'unknown', says: /is not known.*Look at it before you ask again/s },
  'stale-read': { state: 'succeeded', says: /restarted and is running again/ },
  'task-warnings': { state: 'succeeded', says: /restarted and is running again/ },
  'task-locked': { state: 'failed', says: /VM is locked \(backup\)/ },
  'task-fails': { state: 'failed', says: /exit code 255/ },
  'task-fails-after-effect': { state: 'failed', says: /got timeout/ },
  'task-log-lost': { state: 'unknown', says: /is not known/ },
  'task-runs-long': { state: 'succeeded', says: /restarted and is running again/ },
  'task-never-ends': { state: 'unknown', says: /is not known/ },
};

describe('a restart that meets this fault ends as it should, is told truly, and restarts the guest at most once', () => {
  for (const [name, ending] of Object.entries(endings)) {
    const { fault, description }: CataloguedFault = proxmoxFaults[name as ProxmoxFaultName];
    it(description, { timeout: 60_000 }, async () => {
      const { standIn, say, approveAndWait, end, store } = await createProduct();
      const { approvalId = '' } = await say('restart the paperless container');
      standIn.inject({
        match: { method: 'POST', path: '/nodes/{node}/lxc/{vmid}/status/reboot', times: 1 },
        fault,
      });
      const { state, text } = await approveAndWait(approvalId);
      expect({ state, text }).toEqual({ state: ending.state, text: expect.stringMatching(ending.says) });
      expect(standIn.tasks.filter((task) => task.type === 'vzreboot').length).toBeLessThanOrEqual(1);
      // What is not confirmed by an independent read is not in the ledger, and so is never said to be done.
      expect(store.journal.ledger()).toHaveLength(state === 'succeeded' ? 1 : 0);
      await end();
      standIn.takeRefusals('authentication');
    });
  }
});
