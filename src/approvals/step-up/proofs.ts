import { StepUpProof, type StepUpScope } from '../../core/step-up.ts';

/** Claimed when this module loads, which is before anything else could. Never leaves this folder. */
const mint = StepUpProof.claimMint();

/** Makes the proof of a step-up. Called only where a code or a passkey was just found right. */
export const makeProof = (scope: StepUpScope): StepUpProof => mint.mint(scope);
