import { machines, plain, type RoleTask, taskRequest } from '../role-task.ts';

const rules = [
  'You turn a wish into JSON: workflow is one of restart-guest, snapshot-guest, stop-guest; guest is the machine; reason is one short sentence.',
  'Answer with the JSON alone.',
].join('\n');

const responseSchema = {
  type: 'object',
  properties: {
    workflow: { type: 'string', enum: ['restart-guest', 'snapshot-guest', 'stop-guest'] },
    guest: { type: 'string' },
    reason: { type: 'string' },
  },
  required: ['workflow', 'guest', 'reason'],
  additionalProperties: false,
};

const gives =
  (workflow: string, guest: string) =>
  ({ text }: { readonly text: string }): boolean => {
    try {
      const value = JSON.parse(text.replace(/^```(?:json)?|```$/g, '').trim()) as Record<string, unknown>;
      return (
        value['workflow'] === workflow &&
        plain(String(value['guest'])) === plain(guest) &&
        typeof value['reason'] === 'string'
      );
    } catch {
      return false;
    }
  };

/** A wish becomes JSON of a schema, with the right values in it. */
export const planningTasks: readonly RoleTask[] = machines.flatMap((name): RoleTask[] =>
  (
    [
      [`${name} hangs, it needs a fresh start.`, 'restart-guest'],
      [`I am about to upgrade ${name}, I want to be able to go back.`, 'snapshot-guest'],
      [`Nobody needs ${name} over the holidays, save its power.`, 'stop-guest'],
    ] as const
  ).map(([say, workflow]) => ({
    request: taskRequest(rules, say, { responseSchema }),
    isSolved: gives(workflow, name),
  })),
);
