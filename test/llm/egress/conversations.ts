import type { ModelMessage, ModelRequest, ToolDefinition } from '../../../src/llm/model.ts';
import type { KnownIdentity } from '../../../src/llm/privacy/inspection.ts';
import { text } from './egress-fixture.ts';

/** Everything private in one homelab. Two of them differ in nothing else. */
export interface House {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly users: readonly string[];
  readonly serials: readonly string[];
  readonly macs: readonly string[];
  readonly secrets: readonly string[];
}

/** What Steward knows of a house. */
export const knownOf = ({ hosts, users, serials }: House): readonly KnownIdentity[] => [
  ...hosts.map((value) => ({ entity: 'host' as const, value })),
  ...users.map((value) => ({ entity: 'user' as const, value })),
  ...serials.map((value) => ({ entity: 'serial' as const, value })),
];

export const oneHouse: House = {
  hosts: ['still-fawn', 'pumped-piglet', 'chief-horse', 'paperless'],
  addresses: ['192.168.4.122', '192.168.4.7', '10.0.0.3'],
  users: ['Margarethe', 'Bo'],
  serials: ['WD-WCC4E1234567', 'S3Z8NB0K700123A'],
  macs: ['52:54:00:12:34:56', 'de:ad:be:ef:00:01'],
  secrets: ['correct-horse-battery-staple', 'hunter2-and-some-more'],
};

/** Other lengths, another alphabetical order, other scripts, other kinds of addresses. */
export const otherHouse: House = {
  hosts: ['zz-top-rack-number-nineteen', 'Ägir', 'сервер-альфа', '北京'],
  addresses: ['2001:db8:77::1234', '172.16.254.199', 'fd00::9'],
  users: ['Aleksandra-Theodora', 'Østen'],
  serials: ['0123', 'PHYS-NVME-XK-0000000000000000042'],
  macs: ['00:00:5e:00:53:af', 'ff:fe:fd:fc:fb:fa'],
  secrets: ['пароль-длиннее-чем-раньше-1234', 'Tr0ub4dor&3xxxx'],
};

/** A small generator of numbers, the same for the same seed. */
export const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const tools: readonly ToolDefinition[] = [
  {
    name: 'read_inventory',
    description: 'Says what is known about nodes, guests and disks.',
    parameters: { type: 'object', properties: { of: { type: 'string' } }, required: ['of'] },
  },
];

type Pick = (below: number) => number;

const wordsOf = (house: House, pick: Pick) => {
  const of = (values: readonly string[]): string => values[pick(values.length)] ?? '';
  return {
    host: () => of(house.hosts),
    address: () => of(house.addresses),
    user: () => of(house.users),
    serial: () => of(house.serials),
    mac: () => of(house.macs),
    secret: () => of(house.secrets),
  };
};

/** One thing said about the house. */
const sentence = (house: House, pick: Pick): string => {
  const { host, address, user, serial, mac } = wordsOf(house, pick);
  switch (pick(10)) {
    case 0:
      return `Is ${host()} up, and ${host()} at ${address()}?`;
    case 1:
      return `${user()} says that the disk ${serial()} in ${host()} fails.`;
    case 2:
      return `The interface ${mac()} of ${host()} has the address ${address()}.`;
    case 3:
      return `Run ${Buffer.from(`restart ${host()} as ${user()} for me, now`).toString('base64')} there.`;
    case 4:
      return `Open https://example.test/?node=${encodeURIComponent(host())}&of=${encodeURIComponent(user())}.`;
    case 5:
      return `Rename host-1 to ${host()}, and leave address-2 and host-${pick(4)} alone.`;
    case 6:
      return JSON.stringify({ node: host(), notes: [`from ${address()}`, { serial: serial() }] });
    case 7:
      return `“${host()}” — (${host()}), ${host()}! ${address()}; ${user()}…`;
    case 8:
      return `Error: connect ECONNREFUSED to ${host()}: ${user()} was refused.`;
    default:
      return 'How much memory is free?';
  }
};

/** What the product says about the house, and how the model and its tools went on. */
export const conversation = (house: House, seed: number): readonly ModelRequest[] => {
  const pick = numbersFrom(seed);
  const { host, address, serial, secret } = wordsOf(house, pick);
  const some = (most: number): string =>
    Array.from({ length: 1 + pick(most) }, () => sentence(house, pick)).join(' ');
  const messages: ModelMessage[] = [
    {
      role: 'system',
      content: [
        text('You look after a homelab. Use the tools.', 'product'),
        text(`Nodes: ${house.hosts.slice(0, 1 + pick(3)).join(', ')}.`, 'inventory'),
      ],
    },
  ];
  const requests: ModelRequest[] = [];
  const turns = 1 + pick(3);
  for (let turn = 0; turn < turns; turn += 1) {
    const isSecret = pick(6) === 0;
    messages.push({
      role: 'user',
      content: [text(isSecret ? `The password is "${secret()}", try it on ${host()}.` : some(3))],
    });
    const request = (): ModelRequest => ({
      messages: [...messages],
      tools: [
        ...tools,
        {
          name: 'run_workflow',
          description: `Proposes a change on ${house.hosts[0]}.`,
          parameters: { type: 'object', properties: { guest: { type: 'string', enum: [...house.hosts] } } },
        },
      ],
      maxOutputTokens: 300,
    });
    requests.push(request());
    if (isSecret) messages.pop();
    const id = `toolu_${seed}_${turn}`;
    messages.push(
      {
        role: 'assistant',
        content: [text(sentence(house, pick), 'record')],
        toolCalls: [
          { id, name: 'read_inventory', arguments: { of: host(), [`at ${host()}`]: [address(), pick(9)] } },
        ],
      },
      {
        role: 'tool',
        callId: id,
        toolName: 'read_inventory',
        content: [text(JSON.stringify({ node: host(), serial: serial(), says: some(4) }), 'inventory')],
      },
    );
    requests.push(request());
    messages.push({ role: 'assistant', content: [text(some(2), 'record')] });
  }
  return requests;
};
