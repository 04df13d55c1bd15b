import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import { startKillableSteward } from '../support/killable-steward.ts';
import { type Bench, quantile } from './measure.ts';

const taps = 30;
const warmUpTaps = 3;

/**
 * From an approver's answer in the panel to the first write that Proxmox receives. In between: the approval is recorded,
 * every object is observed afresh and compared, the approval is consumed, issue, analysis and approval are written, and
 * the step is journalled.
 */
export const tapToFirstWrite: Bench = {
  limitMs: 180_000,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
    const proxmox = await createProxmoxStandIn({ taskDurationMs: 50 });
    const steward = await startKillableSteward(folder, proxmox);
    const panel = steward.panel();
    try {
      const samples: number[] = [];
      for (let tap = -warmUpTaps; tap < taps; tap += 1) {
        const id = `tap-${tap}`;
        const text = 'restart the paperless container';
        panel.send({ type: 'ask', id, conversationId: `conversation-${tap + warmUpTaps}`, text });
        const reply = await panel.message((message) => message.type === 'reply-final' && message.id === id);
        const approvalId = 'approvalId' in reply ? reply.approvalId : undefined;
        const { approvals } = await panel.overview((seen) =>
          seen.approvals.some((approval) => approval.id === approvalId),
        );
        const approval = approvals.find((one) => one.id === approvalId);
        if (approval === undefined) throw new Error('Nothing was requested.');
        const before = proxmox.writes().length;
        const tappedAtMs = performance.now();
        panel.send({
          type: 'decide',
          id: `answer-${id}`,
          approvalId: approval.id,
          answer: 'approve',
          planDigest: approval.planDigest,
        });
        while (proxmox.writes().length === before) await new Promise((resolve) => setImmediate(resolve));
        if (tap >= 0) samples.push(performance.now() - tappedAtMs);
        await panel.overview(({ runs }) =>
          runs.some((run) => run.approvalId === approvalId && run.state === 'succeeded'),
        );
        await delay(100);
      }
      for (const share of [0.5, 0.95])
        print({ name: `tap_to_first_write_p${share * 100}`, value: quantile(samples, share), unit: 'ms' });
    } finally {
      await steward.kill();
      await proxmox.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
