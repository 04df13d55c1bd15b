import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command is run with. */
export interface CommandInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** One JSON object per line instead of text for people. */
  readonly isJson: boolean;
  print(line: string): void;
}

/** One command of `steward`. */
export interface Command {
  /** Arguments after the name, as shown in the help. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** @returns the exit code: 0 done, 1 failed, 2 wrong usage */
  run(input: CommandInput): Promise<number>;
}
