import { z } from 'zod';
import type { Interpreter } from '../../core/interpreter.ts';
import type { LedgerEntry } from '../../core/run.ts';
import type { StepHandler } from '../../core/step.ts';
import { type AnalysisInput, analyse, analysisOutput, analysisStatement } from '../analysis/analyse.ts';
import type { UsageHistory } from '../analysis/usage-history.ts';
import type { Measure } from '../measured/measure.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

/** The fields of an `ai-analysis` or `ai-task` step. */
export const aiAnalysisFields = z.strictObject({
  about: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)])
    .optional()
    .describe('What is analysed: names or refs. Default: what the plan changes.'),
  analysis_output: z
    .string()
    .max(2000)
    .optional()
    .describe("The author's own note. It is shown as such, beside what is measured."),
});

type Fields = z.infer<typeof aiAnalysisFields>;

/** What {@link createAnalysisStep} is given. */
export interface AnalysisDeps {
  readonly measure: Measure;
  /** Confirmed effects of the past, newest last, as the ledger has them. */
  readonly ledger: (options: { readonly ref: string; readonly limit: number }) => readonly LedgerEntry[];
  readonly usage: Pick<UsageHistory, 'trend'>;
  /** Absent: what is measured stands alone. */
  readonly interpreter?: Interpreter;
}

/** Names of what {@link analysisOutput} holds. */
const analysisOutputs = [
  'pools',
  'disks',
  'guests',
  'nodes',
  'storages',
  'concerns',
  'unknown',
  'past',
  'contradictions',
  'authorsNote',
  'interpretation',
];

const expectedDurationMs = 5_000;
const historyLimit = 3;

/**
 * A step that measures what the plan is about, and says where the author's note is not what is measured. A language model
 * may say in words what that means; without one, everything in it is measured or quoted.
 */
export const createAnalysisStep = (
  type: string,
  { measure, ledger, usage, interpreter }: AnalysisDeps,
): StepHandler => {
  const inputOf = (
    fields: Fields,
    nowMs: number,
  ): Pick<AnalysisInput, 'about' | 'authorsNote' | 'history' | 'trend' | 'nowMs'> => ({
    nowMs,
    trend: (pool) => usage.trend(pool, nowMs),
    about: [fields.about ?? []].flat(),
    authorsNote: fields.analysis_output ?? null,
    history: (ref) => ledger({ ref, limit: historyLimit }),
  });

  return {
    type,
    fields: aiAnalysisFields,
    outputs: () => analysisOutputs,

    plan: async (template, planning) => {
      const fields = template.fields as Fields;
      const nowMs = planning.clock.now();
      const { contradictions } = analyse({
        ...inputOf(fields, nowMs),
        measured: await measure(undefined, planning.inventory),
        plan: { steps: planning.steps, parameters: planning.parameters, observed: [] },
      });
      const about = [fields.about ?? []].flat().join(', ');
      return [
        {
          step: stepWithoutEffect(template, {
            kind: 'check',
            title: about === '' ? 'Measure what the plan is about' : `Measure ${about}`,
            riskReasons: contradictions,
            expectedDurationMs,
          }),
          observed: [],
          affected: [],
        },
      ];
    },

    perform: async (step, context) => {
      const fields = aiAnalysisFields.parse(step.fields);
      const analysis = analyse({
        ...inputOf(fields, context.clock.now()),
        measured: await measure(context.signal),
        plan: context.plan,
      });
      if (analysis.measured.length === 0)
        return {
          kind: 'inconclusive',
          reason: `Nothing could be measured. ${analysis.unknown.join(' ')}`.trim(),
          evidence: { ...analysisOutput(analysis), interpretation: null },
        };
      const statement = analysisStatement(analysis);
      const interpretation = await interpreter?.interpret(statement, {
        purpose: 'analysis step',
        signal: context.signal,
      });
      return {
        kind: 'done',
        statement:
          interpretation === undefined
            ? statement
            : `${statement} In the words of the model ${interpretation.model}: ${interpretation.text}`,
        output: { ...analysisOutput(analysis), interpretation: interpretation?.text ?? null },
      };
    },
  };
};

/** The step type `ai-analysis`. */
export const createAiAnalysis = (deps: AnalysisDeps): StepHandler => createAnalysisStep('ai-analysis', deps);
