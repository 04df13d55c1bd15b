import type { RetryPolicy } from '../../core/plan.ts';
import type { StepTemplate } from '../../core/step.ts';
import type { ParameterSchema } from './simple-schema.ts';

/** A loop over a list: the name that stands for an element, and the text with the expression of the list. */
export interface Loop {
  readonly variable: string;
  readonly list: string;
}

/** A step of a workflow file: its fields, and what every step may say. Expressions stand as they were written. */
export interface WorkflowStep extends StepTemplate {
  /** All must hold, or the step is left out. */
  readonly includeWhen: readonly string[];
  /** All must hold of its own outputs, or the step has failed. */
  readonly readyWhen: readonly string[];
  /** Empty: done once. */
  readonly forEach: readonly Loop[];
  readonly timeoutMs: number | null;
  readonly retry: RetryPolicy | null;
  /** Systems that it needs besides those of its type. */
  readonly needs: readonly string[];
  /** `none`: not undone; fields of a step that undoes it; null: its handler decides. */
  readonly undo: 'none' | Readonly<Record<string, unknown>> | null;
}

/** A workflow, read and checked. */
export interface Workflow {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly minutesSaved: number;
  readonly minutesSavedBecause: string;
  /** How much a person learns from it: `low`, `medium`, `high`; null: not said. */
  readonly learning: string | null;
  readonly parameters: Readonly<Record<string, ParameterSchema>>;
  /** In an order in which they can be done. `dependencies` holds also the steps that its expressions refer to. */
  readonly steps: readonly WorkflowStep[];
  readonly documentation: { readonly pages: readonly string[]; readonly text: string | null };
  /** SHA-256 of the content: changes with every change of meaning, not with comments. */
  readonly digest: string;
  readonly file: string;
}

/** All workflows by name. */
export type WorkflowCatalogue = ReadonlyMap<string, Workflow>;
