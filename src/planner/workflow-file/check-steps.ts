import { createExpressionChecker } from '../../workflow/expressions/check-expression.ts';
import { stepIdentifier } from '../../workflow/expressions/step-identifier.ts';
import { fieldObjections } from './field-check.ts';
import type { Problem } from './problem.ts';
import type { PlacedStep } from './read-steps.ts';
import type { ParameterSchema, ScalarType } from './simple-schema.ts';
import {
  type CheckedText,
  checkSole,
  checkText,
  type ExpressionContext,
  type ReferableStep,
} from './step-check.ts';
import { type StepTypes, subWorkflowType } from './step-types.ts';
import type { YamlFile } from './yaml-file.ts';

const celTypes: Readonly<Record<ScalarType, string>> = {
  string: 'string',
  integer: 'int',
  number: 'double',
  boolean: 'bool',
};

const celType = ({ type, isList }: ParameterSchema): string =>
  isList ? `list<${celTypes[type]}>` : celTypes[type];

const elementType = (listType: string): string => /^list<(.*)>$/.exec(listType)?.[1] ?? 'dyn';

/** What the expressions of all steps of a file have in common. */
export interface FileNames {
  readonly parameters: Readonly<Record<string, ParameterSchema>>;
  /** By identifier. */
  readonly steps: ReadonlyMap<string, ReferableStep & { readonly isRepeated: boolean }>;
}

/** The names that the steps of a file can refer to. */
export const fileNames = (
  placed: readonly PlacedStep[],
  types: StepTypes,
  parameters: Readonly<Record<string, ParameterSchema>>,
): FileNames => ({
  parameters,
  steps: new Map(
    placed.map(({ step }) => [
      stepIdentifier(step.name),
      {
        name: step.name,
        type: step.type,
        outputs: types.get(step.type)?.outputs?.(step.fields),
        isRepeated: step.forEach.length > 0,
      },
    ]),
  ),
});

/** What checking one step has shown. */
export interface CheckedStep {
  readonly problems: readonly Problem[];
  /** Names of the steps whose outputs it needs. */
  readonly needed: readonly string[];
}

/** Checks the fields, conditions and loops of one step. */
export const checkStep = (
  file: YamlFile,
  { step, path }: PlacedStep,
  names: FileNames,
  types: StepTypes,
): CheckedStep => {
  const problems: Problem[] = [];
  const needed: string[] = [];
  const loopTypes: Record<string, string> = {};
  const context = (variables: Readonly<Record<string, string>>): ExpressionContext => ({
    steps: names.steps,
    parameters: Object.keys(names.parameters),
    variables: Object.keys(variables),
    checker: createExpressionChecker({
      parameters: Object.fromEntries(
        Object.entries(names.parameters).map(([name, schema]) => [name, celType(schema)]),
      ),
      steps: Object.fromEntries(
        [...names.steps].map(([identifier, { isRepeated }]) => [identifier, isRepeated ? 'list' : 'step']),
      ),
      variables,
    }),
  });
  const take = (checked: CheckedText, at: readonly PropertyKey[]): void => {
    for (const { offset, ...complaint } of checked.complaints)
      problems.push(file.at([...path, ...at], complaint, { offset }));
    needed.push(...checked.steps);
  };
  const refuseOutputs = (
    checked: CheckedText,
    at: readonly PropertyKey[],
    what: string,
    mend: string,
  ): void => {
    if (checked.steps.length > 0)
      problems.push(
        file.at([...path, ...at], {
          code: 'workflow.effect-unknown',
          message: `${what} needs the output of ${[...new Set(checked.steps)].join(' and ')}, which is known only when the run is there.`,
          mend,
        }),
      );
  };

  const parametersOnly = context({});
  for (const [index, { variable, list }] of step.forEach.entries()) {
    const at = ['forEach', index, variable];
    const loop = (message: string): { code: string; message: string; mend: string } => ({
      code: 'workflow.loop',
      message,
      mend: 'Give it a list, e.g. a parameter of the type []string: `- disk: $' + '{schema.spec.disks}`.',
    });
    const checked = checkSole(
      list,
      parametersOnly,
      (type) => type.startsWith('list'),
      (type) =>
        loop(
          `The loop of ${step.name} runs over ${type === 'text' ? 'a text' : `the type ${type}`}, which is no list.`,
        ),
    );
    take(checked, at);
    refuseOutputs(
      checked,
      at,
      `The loop of ${step.name}`,
      'How many steps there are must be known when the plan is made: loop over a parameter.',
    );
    if (names.steps.has(variable) || Object.hasOwn(loopTypes, variable) || variable === 'schema')
      problems.push(
        file.at([...path, ...at], loop(`The name ${variable} stands for something else already.`), {
          isKey: true,
        }),
      );
    else loopTypes[variable] = elementType(checked.celType);
  }

  const inLoop = step.forEach.length === 0 ? parametersOnly : context(loopTypes);
  const condition = (text: string, at: readonly PropertyKey[], scope: ExpressionContext): CheckedText => {
    const checked = checkSole(
      text,
      scope,
      (type) => type === 'bool',
      (type) => ({
        code: 'workflow.condition',
        message: `The condition \`${text.slice(0, 120)}\` of ${step.name} is ${type === 'text' ? 'no expression' : `of the type ${type}`}.`,
        mend: 'Write one expression that comes to true or false, e.g. `$' + '{schema.spec.isWanted}`.',
      }),
    );
    take(checked, at);
    return checked;
  };
  for (const [index, text] of step.includeWhen.entries()) condition(text, ['includeWhen', index], inLoop);
  if (step.readyWhen.length > 0) {
    const own = stepIdentifier(step.name);
    const isRepeated = step.forEach.length > 0;
    const ready = context({ ...loopTypes, ...(isRepeated ? { each: 'dyn' } : {}) });
    for (const [index, text] of step.readyWhen.entries()) {
      const before = needed.length;
      const checked = condition(text, ['readyWhen', index], ready);
      needed.length = before;
      const others = checked.steps.filter((name) => name !== step.name || isRepeated);
      if (others.length > 0)
        problems.push(
          file.at([...path, 'readyWhen', index], {
            code: 'workflow.condition',
            message: `The success condition of ${step.name} refers to ${others.join(', ')}.`,
            mend: `It may refer to its own outputs only: ${isRepeated ? 'each' : own}.status.outputs.`,
          }),
        );
    }
  }

  const type = types.get(step.type);
  if (type === undefined) return { problems, needed };
  const isExact = type.isChanging || step.type === subWorkflowType;
  const checkFields = (fields: Readonly<Record<string, unknown>>, base: readonly PropertyKey[]): void => {
    for (const objection of fieldObjections(type.fields, fields, (at, text) => {
      const checked = checkText(text, inLoop);
      take(checked, [...base, ...at]);
      if (isExact)
        refuseOutputs(
          checked,
          [...base, ...at],
          `The field ${at.join('.')} of ${step.name}`,
          step.type === subWorkflowType
            ? 'Use parameters only for what a sub-workflow is given.'
            : 'An approval covers exactly what a step changes: make it a parameter, or plan the change when the output is known.',
        );
      return checked.type;
    }))
      problems.push(
        file.at(
          [...path, ...base, ...objection.path],
          { code: objection.code, message: `Step ${step.name}: ${objection.message}`, mend: objection.mend },
          { isKey: objection.isKey },
        ),
      );
  };
  checkFields(step.fields, []);
  if (step.undo !== null && step.undo !== 'none') {
    if (!type.isChanging)
      problems.push(
        file.at([...path, 'undo'], {
          code: 'workflow.field',
          message: `The step ${step.name} changes nothing, so there is nothing to undo.`,
          mend: 'Leave undo out.',
        }),
      );
    else checkFields(step.undo, ['undo']);
  }
  return { problems, needed };
};
