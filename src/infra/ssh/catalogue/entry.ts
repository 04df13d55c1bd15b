import { z } from 'zod';
import type {
  ChangingCommand,
  ChangingCommands,
  ReadingCommand,
  ReadingCommands,
} from '../../../core/hosts.ts';

/** What a program on a host came to. */
export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitStatus: number;
}

/** Where a command stands in the catalogue: how it is said and how people write it. */
interface Entry<Parameters> {
  readonly parameters: z.ZodType<Parameters>;
  /** The words of the command line; each becomes exactly one argument of the program. */
  readonly words: (parameters: Parameters) => readonly string[];
  /** As people write it, for the list of known commands, e.g. `zpool add <pool> <device>`. */
  readonly usage: string;
  /** The parameters that a written command line holds, unchecked; undefined when it is another command. */
  readonly recognise: (words: readonly string[]) => Readonly<Record<string, string>> | undefined;
}

/** A reading command in the catalogue. */
export interface ReadingEntry<Name extends keyof ReadingCommands = keyof ReadingCommands>
  extends Entry<ReadingCommands[Name]['parameters']> {
  /** The exit statuses that come with a usable answer. Default: 0 alone. */
  readonly isAnswer?: (exitStatus: number) => boolean;
  /**
   * What the answer says.
   * @throws OutputError for what it does not understand
   */
  readonly parse: (
    result: ProgramResult,
    parameters: ReadingCommands[Name]['parameters'],
  ) => ReadingCommands[Name]['result'];
}

/** A changing command in the catalogue. It answers nothing: what came of it is read by another command. */
export type ChangingEntry<Name extends keyof ChangingCommands = keyof ChangingCommands> = Entry<
  ChangingCommands[Name]
>;

/** The catalogue's two halves; a changing command cannot stand in the reading one. */
export type ReadingEntries = { readonly [Name in keyof ReadingCommands]: ReadingEntry<Name> };
export type ChangingEntries = { readonly [Name in keyof ChangingCommands]: ChangingEntry<Name> };

export type { ChangingCommand, ReadingCommand };

/** An answer that the catalogue does not understand; says what and where. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The words after a fixed beginning, when there are as many as names: `after(words, ['zpool', 'add'], 'pool', 'device')`. */
export const after = (
  words: readonly string[],
  beginning: readonly string[],
  ...names: readonly string[]
): Record<string, string> | undefined => {
  if (words.length !== beginning.length + names.length) return undefined;
  if (beginning.some((word, index) => words[index] !== word)) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, words[beginning.length + index] ?? '']));
};

/** JSON that a tool printed, checked. @throws OutputError */
export const parseJson = <Value>(schema: z.ZodType<Value>, text: string, tool: string): Value => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OutputError(`${tool} did not answer in JSON`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new OutputError(`${tool} answered otherwise than expected: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** A whole number without sign, as tools print sizes with `-p`. @throws OutputError */
export const wholeNumber = (text: string | undefined, what: string): number => {
  const value = Number(text);
  if (text === undefined || !/^[0-9]+$/.test(text) || !Number.isSafeInteger(value))
    throw new OutputError(`${what} is not a number: ${JSON.stringify(text ?? null)}`);
  return value;
};

/** The rows of a table that a tool prints with tabs and no header. @throws OutputError for a row of another width */
export const tableRows = (text: string, width: number, tool: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      if (cells.length !== width)
        throw new OutputError(`${tool} printed ${cells.length} columns where ${width} were asked for`);
      return cells;
    });
