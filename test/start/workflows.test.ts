import { expect, it } from 'vitest';
import { createProduct } from '../support/product.ts';

/** What is said, what Proxmox is sent, and what may be said afterwards. */
it.each([
  [
    'restart the paperless container',
    { method: 'POST', path: '/nodes/chief-horse/lxc/101/status/reboot' },
    'paperless-ngx was restarted and is running again.',
  ],
  [
    'start windows 11',
    { method: 'POST', path: '/nodes/pumped-piglet/qemu/120/status/start' },
    'windows-11 was started and is running.',
  ],
  [
    'shut down paperless',
    { method: 'POST', path: '/nodes/chief-horse/lxc/101/status/shutdown' },
    'paperless-ngx was shut down and is stopped.',
  ],
  [
    'take a snapshot of paperless called before the move',
    { method: 'POST', path: '/nodes/chief-horse/lxc/101/snapshot' },
    'The snapshot before-the-move of paperless-ngx was taken.',
  ],
  [
    'roll paperless back to the last snapshot',
    { method: 'POST', path: expect.stringMatching(/\/lxc\/101\/snapshot\/[^/]+\/rollback$/) },
    expect.stringMatching(/^paperless-ngx was rolled back to \S+ and is running\.$/),
  ],
])('"%s", once approved, is sent to Proxmox once, and its end is verified', async (text, write, result) => {
  const { standIn, say, approveAndWait, end, store } = await createProduct();
  const { approvalId = '', speech } = await say(text);
  expect(approvalId, speech).not.toBe('');
  expect(standIn.writes()).toEqual([]);
  expect(await approveAndWait(approvalId)).toEqual({ state: 'succeeded', text: result });
  expect(standIn.writes()).toEqual([expect.objectContaining(write)]);
  expect(store.journal.ledger()).toHaveLength(1);
  await end();
});
