import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { createOutboxStore } from '../../src/store/outbox-store.ts';

const target = 'github:alice/homelab';
const open = () => createOutboxStore(openDatabase(':memory:'));

describe('the outbox', () => {
  it('gives back what is not done, in the order in which it was added', () => {
    const outbox = open();
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    outbox.add(target, [{ id: 'comment/1/a', operation: { kind: 'comment', issue: 1, key: 'a' } }], 5);
    outbox.add(target, [{ id: 'close/1', operation: { kind: 'close', issue: 1, as: 'completed' } }], 1);
    const [first, second, third] = outbox.pending(target);
    expect([first, second, third].map((entry) => entry?.operation.kind)).toEqual([
      'issue',
      'comment',
      'close',
    ]);
    outbox.finish(target, second?.number ?? 0, 20);
    expect(outbox.pending(target)).toEqual([first, third]);
    expect(outbox.pending(target, 1)).toEqual([first]);
    expect(outbox.countPending(target)).toBe(2);
  });

  it('takes nothing twice, also after it is done', () => {
    const outbox = open();
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    outbox.finish(target, outbox.pending(target)[0]?.number ?? 0, 20);
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 30);
    expect(outbox.pending(target)).toEqual([]);
    expect(outbox.has(target, 'issue/1')).toBe(true);
    expect(outbox.has(target, 'issue/2')).toBe(false);
  });

  it('remembers that something was sent, until it is known that it is not there', () => {
    const outbox = open();
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    const number = outbox.pending(target)[0]?.number ?? 0;
    outbox.noteAttempt(number, 15);
    expect(outbox.pending(target)[0]?.attemptedAtMs).toBe(15);
    outbox.noteAttempt(number, undefined);
    expect(outbox.pending(target)[0]).not.toHaveProperty('attemptedAtMs');
  });

  it('keeps a link with the entry that made it, and finds those whose issue is to be closed', () => {
    const outbox = open();
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    const link = {
      issue: 1,
      remote: 41,
      url: 'https://example.org/41',
      linkedAtMs: 20,
      state: 'open' as const,
    };
    outbox.finish(target, outbox.pending(target)[0]?.number ?? 0, 20, [link]);
    expect(outbox.link(target, 1)).toEqual(link);
    expect(outbox.closingLinks(target)).toEqual([]);
    outbox.setLink(target, { ...link, closing: { sinceMs: 30 } });
    expect(outbox.closingLinks(target)).toEqual([{ ...link, closing: { sinceMs: 30 } }]);
    outbox.setLink(target, { ...link, state: 'closed' });
    expect(outbox.closingLinks(target)).toEqual([]);
  });

  it('keeps what is meant for one repository apart from another', () => {
    const outbox = open();
    outbox.add(target, [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    outbox.add('github:bob/homelab', [{ id: 'issue/1', operation: { kind: 'issue', issue: 1 } }], 10);
    expect(outbox.pending(target)).toHaveLength(1);
    expect(outbox.link('github:bob/homelab', 1)).toBeUndefined();
  });
});
