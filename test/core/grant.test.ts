import { expect, it } from 'vitest';
import { Grant, type GrantScope } from '../../src/core/grant.ts';
import type { Effect } from '../../src/core/plan.ts';
import { createFakeProxmox } from '../support/fake-proxmox.ts';

const restart: Effect = {
  ref: 'proxmox:home/guest/101',
  action: 'guest.restart',
  parameters: { timeoutSeconds: 180 },
};
const scope: GrantScope = { approvalId: 'approval_1', runId: 'run_1', planDigest: 'd', effects: [restart] };
const mint = Grant.claimMint();

it('lets the mint be claimed only once in a process', () => {
  expect(() => Grant.claimMint()).toThrow(expect.objectContaining({ code: 'grant.mint-claimed' }));
});

it('cannot be made by a constructor, in types', () => {
  // @ts-expect-error the constructor is private: code outside approvals/ that makes a Grant does not compile
  const make = () => new Grant(scope);
  expect(make).toBeTypeOf('function');
});

it('cannot be replaced by an object of the same shape, in types', () => {
  const lookalike = { approvalId: 'a', runId: 'r', planDigest: 'd' };
  const { openWriter } = createFakeProxmox();
  // @ts-expect-error a writer takes a Grant, and an object of its shape is none
  expect(() => openWriter(lookalike)).toThrow(expect.objectContaining({ code: 'grant.forged' }));
});

it('cannot be left out, in types', () => {
  const { openWriter } = createFakeProxmox();
  // @ts-expect-error there is no writer without a Grant
  expect(() => openWriter()).toThrow(expect.objectContaining({ code: 'grant.forged' }));
});

it.each([
  ['nothing', undefined],
  ['a plain object', { approvalId: 'approval_1', runId: 'run_1', planDigest: 'd' }],
  ['an object with the prototype of a Grant', Object.create(Grant.prototype)],
  ['a copy of a genuine Grant', structuredClone({ ...mint.mint(scope) })],
  ['a proxy around a genuine Grant', new Proxy(mint.mint(scope), {})],
])('refuses %s at run time', (_, forged) => {
  expect(() => Grant.assertCovers(forged, restart)).toThrow(
    expect.objectContaining({ code: 'grant.forged' }),
  );
  expect(() => Grant.assertGenuine(forged)).toThrow(expect.objectContaining({ code: 'grant.forged' }));
});

it('covers exactly the effects of its plan, parameters included', () => {
  const grant = mint.mint(scope);
  expect(() => Grant.assertCovers(grant, { ...restart })).not.toThrow();
  for (const other of [
    { ...restart, ref: 'proxmox:home/guest/102' },
    { ...restart, action: 'guest.shutdown' },
    { ...restart, parameters: { timeoutSeconds: 181 } },
    { ...restart, parameters: { timeoutSeconds: 180, force: true } },
  ])
    expect(() => Grant.assertCovers(grant, other)).toThrow(
      expect.objectContaining({ code: 'grant.not-covered' }),
    );
});

it('covers nothing after its run has ended', () => {
  const grant = mint.mint(scope);
  mint.end(grant);
  expect(() => Grant.assertCovers(grant, restart)).toThrow(expect.objectContaining({ code: 'grant.ended' }));
});
