import { describe, expect, it } from 'vitest';
import { StepUpProof } from '../../src/core/step-up.ts';

const mint = StepUpProof.claimMint();
const scope = { userId: 'alice', method: 'passkey', purpose: 'set-autonomy', expiresAtMs: 2_000 } as const;
const claim = { userId: 'alice', purpose: 'set-autonomy', nowMs: 1_000 } as const;

describe('a proof of a step-up', () => {
  it('is spent once, and says how the person confirmed who they are', () => {
    const proof = mint.mint(scope);
    expect(StepUpProof.spend(proof, claim)).toBe('passkey');
    expect(() => StepUpProof.spend(proof, claim)).toThrow('used before');
  });

  it.each([
    ['another person', { userId: 'bob' }, 'another person'],
    ['another purpose', { purpose: 'release-stop' }, 'something else'],
    ['a later time', { nowMs: 2_000 }, 'too old'],
  ])('is worth nothing for %s, and is not spent by it', (_, change, reason) => {
    const proof = mint.mint(scope);
    expect(() => StepUpProof.spend(proof, { ...claim, ...change } as typeof claim)).toThrow(reason);
    expect(StepUpProof.spend(proof, claim)).toBe('passkey');
  });

  it.each([
    ['nothing', undefined],
    ['a look-alike', { ...scope }],
    ['a copy', { ...mint.mint(scope) }],
    ['an heir', Object.create(mint.mint(scope))],
    ['one that says it is one', Object.setPrototypeOf({ ...scope }, StepUpProof.prototype)],
  ])('cannot be replaced by %s', (_, forged) => {
    expect(() => StepUpProof.spend(forged, claim)).toThrow('This needs a confirmation that it is you');
  });

  it('is made by the holder of the one mint', () => {
    expect(() => StepUpProof.claimMint()).toThrow('claimed already');
  });
});
