import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { StewardError } from '../../core/errors.ts';

/** The longest expression that is read. Characters. */
export const maxExpressionLength = 2_000;

/** What every expression is read with: kro's optional types, and no structure that only an attack would need. */
export const environmentOptions = {
  enableOptionalTypes: true,
  limits: { maxAstNodes: 500, maxDepth: 32, maxListElements: 200, maxMapEntries: 100, maxCallArguments: 8 },
} as const;

const environment = new Environment({ ...environmentOptions, unlistedVariablesAreDyn: true });

/** An expression that was read, and can be evaluated. */
export interface ParsedExpression {
  readonly text: string;
  readonly tree: ASTNode;
  /** Evaluates it. `variables` must be values of CEL. Throws the library's own errors. */
  evaluate(variables: Readonly<Record<string, unknown>>): unknown;
}

/** The nodes directly below a node. */
export const childrenOf = (node: ASTNode): readonly ASTNode[] => {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
};

/** Functions of CEL that are refused, and what to write instead. */
const refused: Readonly<Record<string, string>> = {
  matches: 'Use contains, startsWith, endsWith or ==, or give the parameter a `pattern=`.',
  bind: 'Write the value out where it is needed.',
};

const refuseDangerous = (node: ASTNode): void => {
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  const instead = name === undefined || !Object.hasOwn(refused, name) ? undefined : refused[name];
  if (instead !== undefined)
    throw new StewardError(
      `The function ${name} is not allowed in workflow files: its cost cannot be bounded.`,
      {
        code: 'expression.function',
        kind: 'terminal',
        mend: instead,
      },
    );
  for (const child of childrenOf(node)) refuseDangerous(child);
};

/**
 * Reads one CEL expression.
 * @throws StewardError `expression.syntax`, with the place in the expression; `expression.limit`; `expression.function`
 */
export const parseExpression = (text: string): ParsedExpression => {
  if (text.length > maxExpressionLength)
    throw new StewardError(`The expression has ${text.length} characters.`, {
      code: 'expression.limit',
      kind: 'terminal',
      mend: `Keep it below ${maxExpressionLength}, or compute the value in a step of its own.`,
    });
  try {
    const parsed = environment.parse(text);
    refuseDangerous(parsed.ast);
    return { text, tree: parsed.ast, evaluate: (variables) => parsed(variables) };
  } catch (thrown) {
    if (thrown instanceof StewardError) throw thrown;
    if (!(thrown instanceof ParseError)) throw syntaxError(text, String((thrown as Error).message), 0);
    throw thrown.code.startsWith('limit') || /limit|exceed/i.test(thrown.summary)
      ? new StewardError(`The expression \`${text.slice(0, 80)}\` is too large: ${thrown.summary}.`, {
          code: 'expression.limit',
          kind: 'terminal',
          mend: 'Make it simpler, or compute the value in a step of its own.',
          cause: thrown,
        })
      : syntaxError(text, thrown.summary, thrown.range?.start ?? 0);
  }
};

const syntaxError = (text: string, why: string, position: number): StewardError =>
  new StewardError(
    `The expression \`${text.slice(0, 200)}\` is not CEL: ${why.charAt(0).toLowerCase()}${why.slice(1)}, at character ${position + 1}.`,
    {
      code: 'expression.syntax',
      kind: 'terminal',
      mend: 'See docs/guides/workflows.md for what an expression may hold.',
    },
  );
