import type { StepHandler } from '../../core/step.ts';
import { type AnalysisDeps, createAnalysisStep } from './ai-analysis.ts';

/** The step type `ai-task`: the same as `ai-analysis`, under the name that the first workflows use. */
export const createAiTask = (deps: AnalysisDeps): StepHandler => createAnalysisStep('ai-task', deps);
