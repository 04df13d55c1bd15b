/** A table of the part of TOML that gitleaks' rules are written in. */
export interface TomlTable {
  [key: string]: string | number | boolean | string[] | TomlTable | TomlTable[];
}

const scanners = {
  literal: /'''([\s\S]*?)'''/y,
  plain: /'([^'\n]*)'/y,
  basic: /"((?:[^"\\\n]|\\.)*)"/y,
  word: /[^\s,\]#]+/y,
} as const;

/** Reads one value at an offset: strings, numbers, booleans, and lists of strings. */
const readValue = (
  text: string,
  at: number,
): { value: string | number | boolean | string[]; end: number } => {
  if (text[at] === '[') {
    const items: string[] = [];
    let next = at + 1;
    for (;;) {
      const gap = /(?:[\s,]|#[^\n]*)*/y;
      gap.lastIndex = next;
      next += gap.exec(text)?.[0].length ?? 0;
      if (text[next] === ']') return { value: items, end: next + 1 };
      const { value, end } = readValue(text, next);
      if (typeof value !== 'string')
        throw new Error(`A list of ${typeof value} at ${next} is not understood.`);
      items.push(value);
      next = end;
    }
  }
  for (const [kind, scanner] of Object.entries(scanners)) {
    scanner.lastIndex = at;
    const match = scanner.exec(text);
    if (match === null) continue;
    const end = at + match[0].length;
    if (kind === 'basic') return { value: JSON.parse(match[0]) as string, end };
    if (kind !== 'word') return { value: match[1] ?? '', end };
    if (match[0] === 'true' || match[0] === 'false') return { value: match[0] === 'true', end };
    if (Number.isNaN(Number(match[0]))) break;
    return { value: Number(match[0]), end };
  }
  throw new Error(`What stands at ${at} is not understood: ${text.slice(at, at + 40)}`);
};

/** The table that a header opens; `[[a.b]]` adds one to the list b of the newest a. */
const open = (root: TomlTable, path: readonly string[], isList: boolean): TomlTable => {
  let table = root;
  for (const [index, key] of path.entries()) {
    const isLast = index === path.length - 1;
    const existing = table[key];
    if (isLast && isList) {
      const made: TomlTable = {};
      table[key] = [...((existing as TomlTable[] | undefined) ?? []), made];
      return made;
    }
    const next = Array.isArray(existing) ? (existing as TomlTable[]).at(-1) : existing;
    const made = (next as TomlTable | undefined) ?? {};
    if (next === undefined) table[key] = made;
    table = made;
  }
  return table;
};

/**
 * Reads the part of TOML that gitleaks' rules are written in.
 * @throws Error for anything else
 */
export const parseToml = (text: string): TomlTable => {
  const root: TomlTable = {};
  let table = root;
  const line = /(?:\s|#[^\n]*)*(?:(\[{1,2})([\w.]+)\]{1,2}|([\w-]+)[ \t]*=[ \t]*|$)/y;
  for (let at = 0; at < text.length; ) {
    line.lastIndex = at;
    const match = line.exec(text);
    if (match === null) throw new Error(`What stands at ${at} is not understood: ${text.slice(at, at + 40)}`);
    at += match[0].length;
    if (match[2] !== undefined) table = open(root, match[2].split('.'), match[1] === '[[');
    else if (match[3] !== undefined) {
      const { value, end } = readValue(text, at);
      table[match[3]] = value;
      at = end;
    } else break;
  }
  return root;
};
