import { isAlias, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Complaint, Problem } from './problem.ts';

/** The biggest workflow file that is read. Bytes. */
const maxBytes = 256 * 1024;
const maxDepth = 24;
const maxNodes = 20_000;

/** A YAML file that was read. */
export interface YamlFile {
  /** Plain JSON values. */
  readonly content: unknown;
  /** A complaint with the place of what stands at this path, or of its key. */
  at(path: readonly PropertyKey[], complaint: Complaint, options?: PlaceOptions): Problem;
}

/** Where exactly a complaint belongs. */
export interface PlaceOptions {
  /** The key and not its value. */
  readonly isKey?: boolean;
  /** Characters into the text that stands there. */
  readonly offset?: number;
}

/** What stands in a file, or why it cannot be read. */
export type YamlReading =
  | { readonly kind: 'read'; readonly file: YamlFile }
  | { readonly kind: 'unreadable'; readonly problems: readonly [Problem, ...Problem[]] };

const plain: Complaint = {
  code: 'workflow.yaml-feature',
  message: '',
  mend: 'Write the value out where it is needed.',
};

/** The depth of brackets alone, before the parser meets them: deep nesting is what costs it most. */
const bracketDepth = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  for (const character of text)
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  return deepest;
};

const syntaxComplaint = (code: string, message: string): Complaint => {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return {
        code: 'workflow.many-documents',
        message: 'A second document begins here.',
        mend: 'Give each workflow a file of its own.',
      };
    case 'TAB_AS_INDENT':
      return {
        code: 'workflow.tab',
        message: 'A tab stands where the line is indented.',
        mend: 'Indent with spaces: YAML does not allow tabs.',
      };
    case 'RESOURCE_EXHAUSTION':
      return {
        code: 'workflow.nesting',
        message: `The file is nested deeper than ${maxDepth} levels.`,
        mend: 'No field of a workflow needs that.',
      };
    default:
      return {
        code: 'workflow.yaml',
        message: `This is not YAML: ${(message.split('\n')[0] ?? '').replace(/\.$/, '')}.`,
        mend: 'Look for a missing quote, bracket or colon at this place or just before it.',
      };
  }
};

/**
 * Reads YAML as plain values, and nothing that only makes trouble: no anchors, aliases, tags, merge keys or second
 * documents, and nothing that is large or deep enough to keep the parser busy.
 */
export const readYaml = (file: string, text: string): YamlReading => {
  const lines = new LineCounter();
  const place = (offset: number): Pick<Problem, 'file' | 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const whole = (complaint: Complaint): YamlReading => ({
    kind: 'unreadable',
    problems: [{ ...complaint, file, line: 1, column: 1 }],
  });
  if (Buffer.byteLength(text) > maxBytes)
    return whole({
      code: 'workflow.too-large',
      message: `The file is larger than ${maxBytes / 1024} KiB.`,
      mend: 'Split it into sub-workflows, and keep data out of it.',
    });
  if (bracketDepth(text) > 200) return whole(syntaxComplaint('RESOURCE_EXHAUSTION', ''));
  // Looking for keys that stand twice takes the parser quadratic time, so that is done below.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const errors = document.errors.map(
    (error): Problem => ({ ...syntaxComplaint(error.code, error.message), ...place(error.pos[0]) }),
  );
  const [firstError, ...otherErrors] = errors;
  if (firstError !== undefined) return { kind: 'unreadable', problems: [firstError, ...otherErrors] };

  const problems: Problem[] = [];
  let nodes = 0;
  let isTooDeep = false;
  visit(document, {
    Node: (_key, node, path) => {
      const offset = (node as Node).range?.[0] ?? 0;
      nodes += 1;
      if (path.length > 2 * maxDepth) {
        if (!isTooDeep) problems.push({ ...syntaxComplaint('RESOURCE_EXHAUSTION', ''), ...place(offset) });
        isTooDeep = true;
        return visit.SKIP;
      }
      if (isAlias(node)) {
        problems.push({ ...plain, message: `The alias *${node.source} is not allowed.`, ...place(offset) });
        return undefined;
      }
      const { anchor, tag } = node as { anchor?: string; tag?: string };
      if (anchor !== undefined)
        problems.push({ ...plain, message: `The anchor &${anchor} is not allowed.`, ...place(offset) });
      if (tag !== undefined)
        problems.push({
          ...plain,
          message: `The tag ${tag} is not allowed.`,
          mend: 'Leave it out: fields have the types that their steps give them.',
          ...place(offset),
        });
      if (isMap(node)) {
        const seen = new Set<string>();
        for (const { key } of node.items) {
          const at = (key as Node | null)?.range?.[0] ?? offset;
          const name = isScalar(key) ? String(key.value) : undefined;
          if (name === undefined || name === '<<')
            problems.push({
              ...plain,
              message: name === '<<' ? 'The merge key << is not allowed.' : 'A key must be a plain word.',
              ...place(at),
            });
          else if (seen.has(name))
            problems.push({
              code: 'workflow.duplicate-key',
              message: `The key ${name} stands twice in one block.`,
              mend: 'Remove one of them.',
              ...place(at),
            });
          else seen.add(name);
        }
      }
      return nodes > maxNodes ? visit.BREAK : undefined;
    },
  });
  if (nodes > maxNodes)
    return whole({
      code: 'workflow.too-large',
      message: `The file holds more than ${maxNodes} values.`,
      mend: 'Split it into sub-workflows, and keep data out of it.',
    });
  const [firstProblem, ...otherProblems] = problems;
  if (firstProblem !== undefined) return { kind: 'unreadable', problems: [firstProblem, ...otherProblems] };

  const offsetOf = (path: readonly PropertyKey[], { isKey = false, offset = 0 }: PlaceOptions): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = document.getIn(path.slice(0, length - 1), true);
      if (isKey && length === path.length && isMap(parent)) {
        const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1]);
        const keyOffset = (pair?.key as Node | undefined)?.range?.[0];
        if (keyOffset !== undefined) return keyOffset;
      }
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      const start = node?.range?.[0];
      if (start === undefined) continue;
      const type = isScalar(node) ? node.type : undefined;
      const isExact = length === path.length && (type === 'PLAIN' || type?.startsWith('QUOTE') === true);
      return isExact && offset > 0 ? start + offset + (type === 'PLAIN' ? 0 : 1) : start;
    }
    return 0;
  };
  return {
    kind: 'read',
    file: {
      content: document.toJS({ maxAliasCount: 0 }),
      at: (path, complaint, options = {}) => ({ ...complaint, ...place(offsetOf(path, options)) }),
    },
  };
};
