import type { ModelMessage, ModelRequest, TextContent } from '../../src/llm/model.ts';
import type { KnownIdentity } from '../../src/llm/privacy/inspection.ts';

/** The names of a house with 500 guests. */
export const houseNames: readonly KnownIdentity[] = Array.from({ length: 500 }, (_, index) => ({
  entity: 'host',
  value: `guest-${['maple', 'cedar', 'birch', 'willow'][index % 4]}-${index}`,
}));

const text = (content: string, provenance: TextContent['provenance']): TextContent => ({
  kind: 'text',
  text: content,
  provenance,
});

const rules =
  'You answer questions about a homelab. Say only what a tool told you, and name the evidence for it. When something is not known, say so. Never claim that anything was changed. ';

const lineOf = (index: number): string => {
  const { value } = houseNames[index % houseNames.length] as KnownIdentity;
  return `${value} (${index}) is online at 10.20.${index % 250}.${(index * 7) % 250} with 4 processors, memory used 61 percent, last backup 2026-11-0${1 + (index % 9)}.\n`;
};

const lines = (from: number, length: number): string => {
  let written = '';
  for (let index = from; written.length < length; index += 1) written += lineOf(index);
  return written.slice(0, length);
};

const tools = [
  {
    name: 'inventory',
    description: 'Guests, hosts and storages with their state, by name or by kind.',
    parameters: {
      type: 'object',
      properties: { name: { type: 'string', description: 'The name, or a part of it.' } },
      required: ['name'],
    },
  },
];

const requestOf = (messages: readonly ModelMessage[]): ModelRequest => ({
  messages,
  tools,
  maxOutputTokens: 200,
});

/** A prompt of 2 kB: the rules and the state of the house as ever, and a question that was never asked before. */
export const smallRequest = (index: number): ModelRequest =>
  requestOf([
    { role: 'system', content: [text(rules.repeat(4), 'product'), text(lines(0, 1_000), 'inventory')] },
    {
      role: 'user',
      content: [
        text(`Question ${index}: is ${houseNames[index % 500]?.value} up? ${lineOf(index)}`, 'request'),
      ],
    },
  ]);

/**
 * A prompt of 100 kB: a conversation of 24 turns with what tools told in it, which is the same as in the request before,
 * and a last turn that was never there.
 */
export const largeRequest = (index: number): ModelRequest =>
  requestOf([
    { role: 'system', content: [text(rules.repeat(8), 'product')] },
    ...Array.from({ length: 24 }, (_, turn): ModelMessage[] => [
      { role: 'user', content: [text(`What about the guests of shelf ${turn}?`, 'request')] },
      {
        role: 'assistant',
        content: [],
        toolCalls: [{ id: `call_${turn}`, name: 'inventory', arguments: { name: `shelf ${turn}` } }],
      },
      {
        role: 'tool',
        callId: `call_${turn}`,
        toolName: 'inventory',
        content: [text(lines(turn * 40, 4_000), 'inventory')],
      },
    ]).flat(),
    { role: 'user', content: [text(`Question ${index}: and ${lineOf(index)}?`, 'request')] },
  ]);

/** As {@link smallRequest}, with nothing in its messages that was ever there before. */
export const newSmallRequest = (index: number): ModelRequest =>
  requestOf([
    { role: 'system', content: [text(`${index} ${rules.repeat(4)}`, 'product')] },
    { role: 'user', content: [text(`${index} ${lines(index, 1_200)}`, 'inventory')] },
  ]);

/** As {@link largeRequest}, with nothing in its messages that was ever there before. */
export const newLargeRequest = (index: number): ModelRequest =>
  requestOf(
    Array.from(
      { length: 25 },
      (_, turn): ModelMessage => ({
        role: turn % 2 === 0 ? 'user' : 'assistant',
        content: [text(`${index} ${lines(index * 1_000 + turn * 40, 4_000)}`, 'inventory')],
      }),
    ),
  );
