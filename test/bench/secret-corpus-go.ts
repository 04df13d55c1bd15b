/** A value of Go's: its text, and the texts that it was put together from. */
interface Value {
  readonly text: string;
  readonly parts: readonly string[];
}

type Names = ReadonlyMap<string, Value>;

const tokens = /\s+|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[A-Za-z_]\w*(?:\.\w+)*|\d+|./gy;

const tokensFrom = function* (source: string, at: number): Generator<string> {
  const scanner = new RegExp(tokens);
  scanner.lastIndex = at;
  for (let match = scanner.exec(source); match !== null; match = scanner.exec(source))
    if (!/^(?:\s|\/\/)/.test(match[0])) yield match[0];
};

const unquoted = (token: string): string | undefined => {
  if (token.startsWith('`')) return token.slice(1, -1);
  try {
    return token.startsWith('"') ? (JSON.parse(token) as string) : undefined;
  } catch {
    return undefined;
  }
};

interface Reader {
  peek(): string | undefined;
  next(): string | undefined;
}

const readerOf = (source: string, at: number): Reader => {
  const stream = tokensFrom(source, at);
  let current = stream.next().value as string | undefined;
  return {
    peek: () => current,
    next: () => {
      const token = current;
      current = stream.next().value as string | undefined;
      return token;
    },
  };
};

const sprintf = (format: string, given: readonly Value[]): string => {
  let index = 0;
  return format.replaceAll(/%(?:%|[sqvd])/g, (verb) => {
    if (verb === '%%') return '%';
    const text = given[index]?.text ?? '';
    index += 1;
    return verb === '%q' ? JSON.stringify(text) : text;
  });
};

/** Reads a sum of strings, names of strings and calls of fmt.Sprintf; undefined for anything else. */
const readSum = (reader: Reader, names: Names): Value | undefined => {
  const values: Value[] = [];
  for (;;) {
    const token = reader.next() ?? '';
    const text = unquoted(token);
    if (text !== undefined) values.push({ text, parts: [text] });
    else if (token === 'fmt.Sprintf' && reader.next() === '(') {
      const given: Value[] = [];
      while (reader.peek() !== ')') {
        const value = readSum(reader, names);
        if (value === undefined) return undefined;
        given.push(value);
        if (reader.peek() === ',') reader.next();
      }
      reader.next();
      const [format, ...rest] = given;
      values.push({ text: sprintf(format?.text ?? '', rest), parts: rest.flatMap(({ parts }) => parts) });
    } else {
      const value = names.get(token);
      if (value === undefined) return undefined;
      values.push(value);
    }
    if (reader.peek() !== '+') break;
    reader.next();
  }
  return {
    text: values.map(({ text }) => text).join(''),
    parts: values.flatMap(({ parts }) => parts),
  };
};

const namesIn = (source: string): Names => {
  const names = new Map<string, Value>();
  for (const match of source.matchAll(
    /\b([A-Za-z_]\w*)\s*(?::=|=)\s*(?=["`]|fmt\.Sprintf|[A-Za-z_]\w*\s*\+)/g,
  )) {
    const value = readSum(readerOf(source, match.index + match[0].length), names);
    if (value !== undefined && match[1] !== undefined) names.set(match[1], value);
  }
  return names;
};

const readList = (reader: Reader, names: Names): Value[] => {
  const values: Value[] = [];
  while (reader.peek() !== undefined && reader.peek() !== '{') reader.next();
  reader.next();
  while (reader.peek() !== '}' && reader.peek() !== undefined) {
    const value = readSum(reader, names);
    if (value === undefined) break;
    values.push(value);
    if (reader.peek() === ',') reader.next();
  }
  return values;
};

/** The values of the fields in a list of structures, e.g. `[]veles.Secret{pat.Token{Key: key}}`; the reader stands before its brace. */
const readFields = (reader: Reader, names: Names): Value[] => {
  const values: Value[] = [];
  let depth = 0;
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (token === '{') depth += 1;
    else if (token === '}') {
      depth -= 1;
      if (depth === 0) break;
    } else if (token === ':') {
      const first = reader.peek() ?? '';
      if (unquoted(first) === undefined && first !== 'fmt.Sprintf' && !names.has(first)) continue;
      const value = readSum(reader, names);
      if (value !== undefined) values.push(value);
    }
  }
  return values;
};

/** A text of a test, and the secrets that are to be found in it. */
export interface Sample {
  readonly text: string;
  readonly secrets: readonly string[];
}

/**
 * The texts and secrets of a table of tests in Go whose cases have `input` and `want`. A case whose strings are computed in
 * other ways than by sums and fmt.Sprintf is left out, and so is one that wants nothing. What is wanted is a list of strings, or of
 * structures whose fields hold them.
 */
export const samplesIn = (source: string): Sample[] => {
  const names = namesIn(source);
  return [...source.matchAll(/\binput:\s*/g)].flatMap((match) => {
    const at = match.index + match[0].length;
    const input = readSum(readerOf(source, at), names);
    const wantAt = /\bwant:\s*(\[\]string(?=\{)|\[\]veles\.Secret(?=\{))?/g;
    wantAt.lastIndex = at;
    const want = wantAt.exec(source);
    if (input === undefined || want?.[1] === undefined) return [];
    const wanted =
      want[1] === '[]string'
        ? readList(readerOf(source, want.index), names)
        : readFields(readerOf(source, want.index + want[0].length), names).filter(
            ({ text }) => text.length >= 6,
          );
    // Some detectors want several secrets joined into one; in the text they stand apart.
    const secrets = wanted.flatMap(({ text, parts }) =>
      input.text.includes(text)
        ? [text]
        : parts.filter((part) => part.length >= 6 && input.text.includes(part)),
    );
    return secrets.length === 0 ? [] : [{ text: input.text, secrets: [...new Set(secrets)] }];
  });
};
