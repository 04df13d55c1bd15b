import { expect, it } from 'vitest';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import { startKillableSteward } from '../support/killable-steward.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('answers the first question from the homelab, although Proxmox is slow', async () => {
  const proxmox = await createProxmoxStandIn();
  proxmox.inject({
    match: { method: 'GET', path: '/cluster/resources' },
    fault: { kind: 'slow-header', delayMs: 800 },
  });
  const steward = await startKillableSteward(temporaryFolder(), proxmox);
  const panel = steward.panel();
  panel.send({ type: 'ask', id: 'a1', conversationId: 'conversation', text: 'is paperless running?' });
  const reply = await panel.message(({ type }) => type === 'reply-final');
  expect(reply).toMatchObject({ speech: expect.stringMatching(/^paperless-ngx is running/) });
  await steward.kill();
  await proxmox.close();
});
