import { createHash } from 'node:crypto';
import type { SentBody } from '../../../src/core/egress-ledger.ts';

/** A body that left the house some minutes ago. */
export const sentBody = (number: number, more: Partial<SentBody> = {}): SentBody => {
  const body = JSON.stringify({
    model: 'gpt-9-mini',
    messages: [
      { role: 'system', content: 'You look after a homelab.\n\nNodes: host-1, host-2.' },
      { role: 'user', content: `Why is host-${number} slow since it got the address address-1?` },
    ],
    stream: true,
    max_completion_tokens: 400,
  });
  return {
    number,
    requestId: `request_${number}`,
    attempt: 1,
    model: 'cloud',
    purpose: 'conversation',
    atMs: Date.now() - (100 - number) * 60_000,
    bytes: Buffer.byteLength(body),
    digest: createHash('sha256').update(body).digest('hex'),
    outcome: '200',
    isKept: true,
    body,
    ...more,
  };
};

/** A list with every kind of end, newest first. */
export const sentBodies = (): SentBody[] => {
  const { body: _body, ...withoutBody } = sentBody(1);
  return [
    sentBody(6),
    sentBody(5, { outcome: '529', purpose: 'issue analysis' }),
    sentBody(4, { outcome: 'ECONNREFUSED', attempt: 2 }),
    sentBody(3, { outcome: 'cancelled' }),
    { ...withoutBody, isKept: false },
  ];
};
