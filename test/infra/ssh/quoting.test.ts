import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import { checkCommand } from '../../../src/infra/ssh/catalogue/catalogue.ts';
import { commandLine } from '../../../src/infra/ssh/quote.ts';
import { splitWords } from '../../standins/ssh/split-words.ts';
import { attackedCommand, goodCommands } from './command-corpus.ts';
import { attacks, hostileWord } from './hostile-words.ts';

const sample = { seed: 20_261_123 } as const;

/** What a real shell makes of command lines: the arguments of each, as a program gets them. */
const throughShell = (shell: string, lines: readonly string[]): string[][] => {
  // A function prints its arguments, each ended by NUL, and a record separator after the last one.
  const script = `record() { printf '%s\\0' "$@"; printf '\\036\\0'; }\n${lines.map((line) => `record ${line}`).join('\n')}\n`;
  const output = execFileSync(shell, ['-s'], {
    input: script,
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: '/nowhere' },
  });
  const calls = output.toString('utf8').split('\u001e\0');
  expect(calls.pop()).toBe('');
  return calls.map((call) => call.split('\0').slice(0, -1));
};

describe('the words of a command', () => {
  it.each(['/bin/sh', '/bin/bash'])('come out of %s as they went in, whatever they hold', (shell) => {
    const lists = [
      ...attacks.map((attack) => ['zfs', attack]),
      ...fc.sample(fc.array(hostileWord, { minLength: 1, maxLength: 5 }), { numRuns: 1_500, ...sample }),
    ].filter((words) => !words.some((word) => word.includes('\u001e')));
    expect(throughShell(shell, lists.map(commandLine))).toEqual(lists);
  });

  it('come out of the stand-in as they went in, so that it stands in for a shell truly', () => {
    fc.assert(
      fc.property(fc.array(hostileWord, { minLength: 1, maxLength: 5 }), (words) => {
        expect(splitWords(commandLine(words))).toEqual({ words });
      }),
      { numRuns: 1_000, ...sample },
    );
  });

  it('that hold a NUL are refused', () => {
    expect(() => commandLine(['zfs', 'a\0b'])).toThrow(expect.objectContaining({ code: 'host.parameters' }));
  });
});

describe('every parameter of every command', () => {
  it('is refused before anything is sent, or is one literal word', () => {
    let sent = 0;
    fc.assert(
      fc.property(attackedCommand, (command) => {
        try {
          const { words, parameters } = checkCommand(command);
          sent += 1;
          expect(splitWords(commandLine(words))).toEqual({ words });
          expect(
            words.slice(1).filter((word) => Object.values(parameters).includes(word) && word.startsWith('-')),
          ).toEqual([]);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(StewardError);
          expect(thrown).toMatchObject({ code: 'host.parameters' });
        }
      }),
      { numRuns: 3_000, ...sample },
    );
    // Users' own properties take nearly any text: enough of it has to go through, or this shows nothing.
    expect(sent).toBeGreaterThan(100);
  });

  it('is taken when it is what the tools take', () => {
    for (const command of goodCommands) expect(() => checkCommand(command)).not.toThrow();
  });
});
