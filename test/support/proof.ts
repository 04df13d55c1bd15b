import { makeProof } from '../../src/approvals/step-up/proofs.ts';
import type { StepUpProof, StepUpPurpose } from '../../src/core/step-up.ts';

/** A proof that a person has just confirmed who they are. */
export const proofOf = (
  userId: string,
  purpose: StepUpPurpose,
  expiresAtMs = Number.MAX_SAFE_INTEGER,
): StepUpProof => makeProof({ userId, method: 'totp', purpose, expiresAtMs });
