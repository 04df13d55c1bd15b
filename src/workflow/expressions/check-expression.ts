import { Environment } from '@marcbachmann/cel-js';
import { StewardError } from '../../core/errors.ts';
import { environmentOptions, parseExpression } from './parse-expression.ts';
import { type Reference, referencesIn } from './references.ts';
import { reservedIdentifiers } from './step-identifier.ts';

/** What can be referred to, with its type. */
export interface Declarations {
  /** Type of each parameter in CEL's words, e.g. `int`, `list<string>`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Identifiers of steps; `list` for one that is repeated. */
  readonly steps: Readonly<Record<string, 'step' | 'list'>>;
  /** Variables of loops, with their types. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What is known about an expression before it is computed. */
export interface CheckedExpression {
  /** In CEL's words, e.g. `bool`, `list<int>`, `dyn`. */
  readonly type: string;
  readonly references: readonly Reference[];
}

/** Checks expressions against what is declared. */
export interface ExpressionChecker {
  /**
   * @throws StewardError `expression.syntax`, `expression.limit`, `expression.function`, or `expression.type` when an
   *   operation does not fit its operands or a field does not exist
   */
  check(expression: string): CheckedExpression;
}

/** Makes a checker. Names that are reserved cannot be declared, and so not be referred to. */
export const createExpressionChecker = ({
  parameters,
  steps,
  variables,
}: Declarations): ExpressionChecker => {
  const environment = new Environment(environmentOptions).registerVariable({
    name: 'schema',
    schema: { spec: { ...parameters } },
  });
  for (const [name, kind] of Object.entries(steps))
    if (!reservedIdentifiers.has(name))
      environment.registerVariable(
        kind === 'list'
          ? { name, type: 'list<dyn>' }
          : { name, schema: { metadata: { name: 'string' }, status: { phase: 'string', outputs: 'dyn' } } },
      );
  for (const [name, type] of Object.entries(variables))
    if (!environment.hasVariable(name) && !reservedIdentifiers.has(name))
      environment.registerVariable(name, type);
  return {
    check: (expression) => {
      const { tree } = parseExpression(expression);
      const checked = environment.check(expression);
      if (checked.valid) return { type: checked.type ?? 'dyn', references: referencesIn(tree) };
      const error = checked.error;
      const why = error?.summary ?? 'it does not fit together';
      throw new StewardError(
        `The expression \`${expression.slice(0, 200)}\` is wrong: ${why.charAt(0).toLowerCase()}${why.slice(1)}, at character ${(error?.range?.start ?? 0) + 1}.`,
        {
          code: 'expression.type',
          kind: 'terminal',
          mend: 'Convert with string(...), int(...) or double(...), or look for a mistake in a name.',
        },
      );
    },
  };
};
