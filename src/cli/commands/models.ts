import { dataFolder } from '../../config/load-options.ts';
import { isoTime } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import { sizeText } from '../../core/sizes.ts';
import type { CheckLine, ListedModel } from '../../http/control/model-routes.ts';
import { modelRoles } from '../../llm/model.ts';
import type { Command, CommandInput } from '../command.ts';
import { createControlClient } from '../control-client.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const usd = (amount: number): string => `$${amount.toFixed(amount < 1 ? 3 : 2)}`;

const roleLines = ({ check }: ListedModel): readonly string[] =>
  check === undefined
    ? ['  not checked yet, so not used: run `steward models check`']
    : modelRoles.flatMap((role) => {
        const one = check.roles[role];
        if (one === undefined) return [`  ${role.padEnd(9)}  -`];
        const speed = [
          ...(one.firstTokenMs === undefined
            ? []
            : [`first token ${(one.firstTokenMs / 1000).toFixed(1)} s`]),
          ...(one.tokensPerSecond === undefined ? [] : [`${one.tokensPerSecond.toFixed(0)} tokens/s`]),
        ];
        return [
          `  ${role.padEnd(9)}  ${one.isAdmitted ? 'admitted    ' : 'not admitted'}  ${one.solved}/${one.tasks} solved (${percent(one.low)} to ${percent(one.high)})${speed.length === 0 ? '' : `, ${speed.join(', ')}`}${one.isAdmitted || one.reason?.startsWith('it solved') === true ? '' : `; ${one.reason ?? ''}`}`,
        ];
      });

const table = (model: ListedModel): string => {
  const { name, provider, location, check } = model;
  const facts = [
    `${provider} ${model.model}`,
    location,
    ...(check?.memoryBytes === undefined ? [] : [`takes ${sizeText(check.memoryBytes)} of memory`]),
    ...(location === 'cloud' ? [`about ${usd(model.monthUsd)} a month at 30 questions a day`] : []),
    ...(check === undefined ? [] : [`checked ${isoTime(check.checkedAtMs)}`]),
  ];
  return [`${name}  (${facts.join(', ')})`, ...roleLines(model)].join('\n');
};

const list = async ({ isJson, print }: CommandInput): Promise<number> => {
  let count = 0;
  await createControlClient(dataFolder()).call('GET', '/models', undefined, (line) => {
    count += 1;
    print(isJson ? JSON.stringify(line) : table(line as ListedModel));
  });
  if (count === 0 && !isJson) print('There are no language models in the options.');
  return 0;
};

const check = async (name: string | undefined, { values, isJson, print }: CommandInput): Promise<number> => {
  let isWell = true;
  const body = { ...(name === undefined ? {} : { name }), mayCost: values['yes'] === true };
  await createControlClient(dataFolder()).call('POST', '/models/check', body, (raw) => {
    const line = raw as CheckLine;
    isWell &&= line.kind !== 'failed';
    if (isJson) return print(JSON.stringify(line));
    switch (line.kind) {
      case 'progress': {
        const { model, role, done, tasks, solved } = line.progress;
        if (process.stderr.isTTY)
          process.stderr.write(`\r${model} ${role}: ${done} of ${tasks}, ${solved} solved   `);
        return;
      }
      case 'checked':
        if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
        return print(table(line.model));
      case 'skipped':
        return print(
          `${line.model}: a cloud model; checking it may cost up to ${usd(line.costUsd)}. Say --yes to do so.`,
        );
      case 'failed':
        return print(`${line.model}: ${line.message}`);
    }
  });
  return isWell ? 0 : 1;
};

/** `steward models`: the language models, what each was found fit for, and the check that finds it out. */
export const models: Command = {
  usage: '[check [NAME] [--yes]]',
  summary: 'the language models, and what each is fit for on this hardware',
  options: { yes: { type: 'boolean', default: false } },
  run: async (input) => {
    const [action, name] = input.positionals;
    if (action === undefined) return list(input);
    if (action === 'check') return check(name, input);
    throw new StewardError(`There is no "steward models ${action}".`, {
      code: 'cli.usage',
      kind: 'terminal',
      mend: 'See `steward help`.',
    });
  },
};
