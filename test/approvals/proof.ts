import { StepUpProof, type StepUpPurpose } from '../../src/core/step-up.ts';

/** The mint that `approvals/step-up/` holds in the product; a test that loads that folder cannot use this file. */
const mint = StepUpProof.claimMint();

/** A proof that a person has just confirmed who they are. */
export const proofOf = (
  userId: string,
  purpose: StepUpPurpose,
  expiresAtMs = Number.MAX_SAFE_INTEGER,
): StepUpProof => mint.mint({ userId, method: 'totp', purpose, expiresAtMs });
