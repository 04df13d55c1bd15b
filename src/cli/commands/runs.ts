import { dataFolder } from '../../config/load-options.ts';
import { isoTime } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Run } from '../../core/run.ts';
import type { RunDetails, RunReplay, UndoRequested } from '../../http/control/run-routes.ts';
import type { Command, CommandInput } from '../command.ts';
import { createControlClient } from '../control-client.ts';
import { showReplay, showRun } from './show-run.ts';

const wrongUse = (message: string): StewardError =>
  new StewardError(message, {
    code: 'cli.usage',
    kind: 'terminal',
    mend: 'See `steward help`.',
  });

/** Calls the running Steward for one answer. */
const callOnce = async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
  let answer: unknown;
  await createControlClient(dataFolder()).call(method, path, body, (line) => {
    answer = line;
  });
  return answer as Answer;
};

const pathOf = (id: string | undefined, rest = ''): string => {
  if (id === undefined) throw wrongUse('Which run? Give its id, as `steward runs` lists them.');
  return `/runs/${encodeURIComponent(id)}${rest}`;
};

/** `serial=S6X failed=true` as values; only true and false are no text. */
const readValues = (pairs: readonly string[]): Record<string, string | boolean> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw wrongUse(`"${pair}" is not of the form key=value.`);
      const value = pair.slice(at + 1);
      return [pair.slice(0, at), value === 'true' || value === 'false' ? value === 'true' : value];
    }),
  );

const row = (run: Run): string =>
  `${run.id}  ${run.state.padEnd(12)}  ${isoTime(run.startedAtMs)}  ${run.result ?? `${run.title}: ${run.progressPercent}%`}`;

const list = async ({ values, isJson, print }: CommandInput): Promise<number> => {
  const limit = String(values['limit'] ?? '20');
  await createControlClient(dataFolder()).call('GET', `/runs?limit=${limit}`, undefined, (line) =>
    print(isJson ? JSON.stringify(line) : row(line as Run)),
  );
  return 0;
};

const show = async (run: RunDetails, { isJson, print }: CommandInput): Promise<number> => {
  for (const line of isJson ? [JSON.stringify(run)] : showRun(run)) print(line);
  return 0;
};

const replay = async (id: string | undefined, { isJson, print }: CommandInput): Promise<number> => {
  const result = await callOnce<RunReplay>('GET', pathOf(id, '/replay'));
  for (const line of isJson ? [JSON.stringify(result)] : showReplay(result)) print(line);
  return result.isSame ? 0 : 1;
};

const undo = async (id: string | undefined, { isJson, print }: CommandInput): Promise<number> => {
  const asked = await callOnce<UndoRequested>('POST', pathOf(id, '/undo'));
  const { approvalId, title, skipped } = asked;
  for (const line of isJson
    ? [JSON.stringify(asked)]
    : [
        `Asked for approval (${approvalId}): ${title}`,
        ...skipped.map(({ id: step, reason }) => `  stays as it is: ${step}: ${reason}`),
      ])
    print(line);
  return 0;
};

/** `steward runs`: what was and is carried out, and what a person may say about it. */
export const runs: Command = {
  usage: '[list | show ID | cancel ID | undo ID | report ID STEP key=value ... | replay ID]',
  summary: 'what was carried out: list it, look at one, stop it, ask to undo it, tell it what is done',
  options: { limit: { type: 'string' } },
  run: async (input) => {
    const [action = 'list', id, step, ...pairs] = input.positionals;
    switch (action) {
      case 'list':
        return list(input);
      case 'show':
        return show(await callOnce<RunDetails>('GET', pathOf(id)), input);
      case 'cancel':
        return show(await callOnce<RunDetails>('POST', pathOf(id, '/cancel')), input);
      case 'undo':
        return undo(id, input);
      case 'report':
        if (step === undefined) throw wrongUse('Which step? `steward runs show ID` lists them.');
        return show(
          await callOnce<RunDetails>('POST', pathOf(id, '/report'), { step, values: readValues(pairs) }),
          input,
        );
      case 'replay':
        return replay(id, input);
      default:
        // The short form: an id by itself.
        return show(await callOnce<RunDetails>('GET', pathOf(action)), input);
    }
  },
};
