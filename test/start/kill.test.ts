import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import type { ProxmoxStandIn } from '../standins/proxmox/standin.ts';
import { type KillableSteward, startKillableSteward } from '../support/killable-steward.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let proxmox: ProxmoxStandIn;
let steward: KillableSteward;

beforeEach(async () => {
  proxmox = await createProxmoxStandIn({ taskDurationMs: 600 });
  steward = await startKillableSteward(temporaryFolder(), proxmox);
});

afterEach(async () => {
  await steward.kill();
  proxmox.assertNoRefusals();
  await proxmox.close();
});

const requestRestart = async () => {
  const panel = steward.panel();
  panel.send({
    type: 'ask',
    id: 'a1',
    conversationId: 'conversation',
    text: 'restart the paperless container',
  });
  const overview = await panel.overview(({ approvals }) => approvals.length > 0);
  const [approval] = overview.approvals;
  if (approval === undefined) throw new Error('nothing was requested');
  return approval;
};

const approve = (approval: { id: string; planDigest: string }) =>
  steward.panel().send({
    type: 'decide',
    id: 'd1',
    approvalId: approval.id,
    answer: 'approve',
    planDigest: approval.planDigest,
  });

const untilLogged = async (isWanted: (request: ProxmoxStandIn['requests'][number]) => boolean) => {
  while (!proxmox.requests.some(isWanted)) await new Promise((resolve) => setImmediate(resolve));
};

const verifiedEnd = async () => {
  const overview = await steward
    .panel()
    .overview(({ runs }) => runs[0] !== undefined && runs[0].state !== 'running');
  expect(overview.runs).toHaveLength(1);
  expect(overview.runs[0]).toMatchObject({
    state: 'succeeded',
    result: 'paperless-ngx was restarted and is running again.',
    issue: 1,
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  expect(overview.approvals).toEqual([expect.objectContaining({ state: 'consumed' })]);
  expect(proxmox.writes()).toEqual([
    expect.objectContaining({ method: 'POST', path: '/nodes/chief-horse/lxc/101/status/reboot' }),
  ]);
};

it('killed while an approval waits: it still waits afterwards, and is carried out once', async () => {
  const approval = await requestRestart();
  await steward.kill();
  await steward.start();
  const overview = await steward.panel().overview(({ approvals }) => approvals.length > 0);
  expect(overview.approvals).toEqual([
    expect.objectContaining({ id: approval.id, planDigest: approval.planDigest }),
  ]);
  approve(approval);
  await verifiedEnd();
});

it('killed right after the write was sent and before its reply: the guest was restarted once, and the end is known', async () => {
  const approval = await requestRestart();
  proxmox.inject({
    match: { method: 'POST', path: /\/status\/reboot$/ },
    fault: { kind: 'silence' },
  });
  approve(approval);
  await untilLogged(({ method, path }) => method === 'POST' && path.endsWith('/status/reboot'));
  await steward.kill();
  proxmox.clearFaults();
  await steward.start();
  await verifiedEnd();
});

it('killed after the task ended and before the end was recorded: the end is known afterwards', async () => {
  approve(await requestRestart());
  await untilLogged(({ path }) => /\/tasks\/[^/]+\/status$/.test(path));
  await steward.kill();
  await steward.start();
  await verifiedEnd();
});
