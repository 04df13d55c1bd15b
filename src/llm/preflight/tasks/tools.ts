import type { ToolDefinition } from '../../model.ts';
import { machines, plain, type RoleTask, type TaskAnswer, taskRequest } from '../role-task.ts';

const tool = (name: string, description: string, ...parameters: readonly string[]): ToolDefinition => ({
  name,
  description,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter, { type: 'string' }])),
    required: [...parameters],
  },
});

/** Tools of the names that the agent has, with what tells them apart. */
const tools: readonly ToolDefinition[] = [
  tool(
    'look_at',
    'Everything known of one node, container or virtual machine: state, use, uptime, backup, snapshots.',
    'name',
  ),
  tool(
    'search_homelab',
    'Finds nodes, containers, virtual machines, pools and disks by kind or state, e.g. "stopped containers".',
    'words',
  ),
  tool(
    'read_tasks',
    'The last tasks of a container or virtual machine and the end of their logs: why something failed.',
    'name',
  ),
  tool('list_requests', 'Requests for changes: what waits for approval, and what was decided lately.'),
  {
    name: 'propose',
    description:
      'Asks people to approve one change. Workflows: restart-guest(guest): Restart a guest; stop-guest(guest): Stop a guest.',
    parameters: {
      type: 'object',
      properties: { workflow: { type: 'string' }, parameters: { type: 'object' } },
      required: ['workflow', 'parameters'],
    },
  },
];

const rules = [
  'You are the steward of a homelab. Facts come only from the tools: call the one that fits, once.',
  'Where the person wants something changed, call propose. You change nothing yourself.',
].join('\n');

const calls =
  (name: string, ...wanted: readonly string[]) =>
  (answer: TaskAnswer): boolean => {
    const [call] = answer.calls;
    const given = plain(JSON.stringify(call?.arguments ?? {}));
    return call?.name === name && wanted.every((one) => given.includes(plain(one)));
  };

/** The right tool with the right arguments, and only a wish proposes. */
export const toolTasks: readonly RoleTask[] = machines.flatMap((name): RoleTask[] =>
  (
    [
      [`How much memory does ${name} use?`, calls('look_at', name)],
      [`Why did the last backup of ${name} fail?`, calls('read_tasks', name)],
      [`Please restart ${name}, it hangs.`, calls('propose', 'restart-guest', name)],
      [
        name < 'm' ? 'Which containers are stopped?' : 'What is waiting for approval?',
        name < 'm' ? calls('search_homelab', 'stopped') : calls('list_requests'),
      ],
    ] as const
  ).map(([say, isSolved]) => ({ request: taskRequest(rules, say, { tools }), isSolved })),
);
