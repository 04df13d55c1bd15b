import { z } from 'zod';
import type { StepHandler } from '../../core/step.ts';
import { subWorkflowFields } from './file-shape.ts';
import { handledStepTypes, laterStepTypes } from './later-systems.ts';

/** What is known about a step type without a homelab: enough to check a file. */
export interface StepType {
  readonly type: string;
  /** Fields of this type, parameters filled in. */
  readonly fields: z.ZodType;
  readonly needs?: StepHandler['needs'];
  readonly outputs?: StepHandler['outputs'];
  /** Whether it may write: then everything about it must be known when the plan is made. */
  readonly isChanging: boolean;
  /** Whether this Steward can carry it out. */
  readonly isPossible: boolean;
}

/** Step types by name. */
export type StepTypes = ReadonlyMap<string, StepType>;

/** The type that puts another workflow in the place of a step. */
export const subWorkflowType = 'workflow';

/** Every step type that a file may use: those that are carried out here, and those that belong to systems to come. */
export const stepTypesOf = (
  handlers: Iterable<Pick<StepHandler, 'type' | 'fields' | 'needs' | 'outputs' | 'change'>>,
): StepTypes =>
  new Map<string, StepType>([
    ...handledStepTypes.map((type): [string, StepType] => [
      type,
      { type, fields: z.looseObject({}), isChanging: false, isPossible: false },
    ]),
    ...laterStepTypes.map((later): [string, StepType] => [
      later.type,
      {
        type: later.type,
        fields: later.fields,
        needs: () => (later.system === null ? [] : [later.system]),
        isChanging: later.isChanging,
        isPossible: false,
      },
    ]),
    [
      subWorkflowType,
      { type: subWorkflowType, fields: subWorkflowFields, isChanging: false, isPossible: true },
    ],
    ...[...handlers].map(({ type, fields, needs, outputs, change }): [string, StepType] => [
      type,
      {
        type,
        fields,
        ...(needs === undefined ? {} : { needs }),
        ...(outputs === undefined ? {} : { outputs }),
        isChanging: change !== undefined,
        isPossible: true,
      },
    ]),
  ]);
