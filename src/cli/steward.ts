#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { asStewardError, explain } from '../core/errors.ts';
import { commands } from './commands.ts';

const leftWidth = 44;

/** A command with its arguments; a long one has its summary on the next line. */
const leftColumn = (text: string): string =>
  text.length < leftWidth ? text.padEnd(leftWidth) : `${text}\n${' '.repeat(leftWidth + 2)}`;

const usage = (): string =>
  [
    'Usage: steward COMMAND [ARGUMENT ...] [--json]',
    '',
    ...Object.entries(commands).map(
      ([name, { usage: form, summary }]) => `  ${leftColumn(`${name} ${form}`)}${summary}`,
    ),
  ].join('\n');

const main = async (): Promise<number> => {
  const [name, ...rest] = process.argv.slice(2);
  const command = name === undefined ? undefined : commands[name];
  if (command === undefined) {
    process.stderr.write(
      `${name === undefined || name === 'help' ? '' : `There is no command ${name}.\n\n`}${usage()}\n`,
    );
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { ...command.options, json: { type: 'boolean', default: false } },
  });
  return command.run({
    positionals,
    values,
    isJson: values.json,
    print: (line) => process.stdout.write(`${line}\n`),
  });
};

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((thrown: unknown) => {
    const error = asStewardError(thrown);
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
