import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolDefinition } from '../../../../src/llm/model.ts';
import { createPrintedCalls } from '../../../../src/llm/providers/repairs/printed-calls.ts';

const tools: readonly ToolDefinition[] = [
  {
    name: 'read_guest',
    description: 'Reads a guest.',
    parameters: {
      type: 'object',
      properties: { name: { type: 'string' }, id: { type: 'integer' }, tags: { type: 'array' } },
    },
  },
  { name: 'list_guests', description: 'Lists guests.', parameters: { type: 'object', properties: {} } },
];

const read = (answer: string, length: number, offered = tools) => {
  const printed = createPrintedCalls(offered);
  const joined = { text: '', calls: [] as unknown[] };
  const add = (parts: ReturnType<typeof printed.take>) => {
    for (const part of parts)
      if (part.kind === 'text') joined.text += part.text;
      else joined.calls.push(...part.calls);
  };
  for (let index = 0; index < answer.length; index += length)
    add(printed.take(answer.slice(index, index + length)));
  add(printed.end());
  return joined;
};

const paperless = { name: 'read_guest', arguments: { name: 'paperless' } };
const inJson = '{"name": "read_guest", "arguments": {"name": "paperless"}}';

describe.each([1, 2, 7, 1000])('a tool call printed as text, in pieces of %d characters', (length) => {
  it.each<[string, string]>([
    ['between tags', `<tool_call>\n${inJson}\n</tool_call>`],
    ['between tags of another family', `<|tool_call|>${inJson}<|/tool_call|>`],
    ['after an opening tag that is never closed', `<tool_call>${inJson}`],
    ['after a mark', `[TOOL_CALLS][${inJson}]`],
    ['in a block of JSON', `\`\`\`json\n${inJson}\n\`\`\``],
    ['in a block without a word', `\`\`\`\n${inJson}\n\`\`\``],
    ['in a block that is never closed', `\`\`\`json\n${inJson}`],
    ['as bare JSON', inJson],
    ['as a list', `[${inJson}]`],
    ['with parameters', '{"name": "read_guest", "parameters": {"name": "paperless"}}'],
    [
      'as the vendors write it',
      '{"type":"function","function":{"name":"read_guest","arguments":"{\\"name\\":\\"paperless\\"}"}}',
    ],
    ['in a list of tool_calls', `{"tool_calls": [${inJson}]}`],
    ['with the function as a name', '{"function": "read_guest", "arguments": {"name": "paperless"}}'],
    ['with its namespace', '{"name": "functions.read_guest", "arguments": {"name": "paperless"}}'],
    ['in broken JSON', "<tool_call>{'name': 'read_guest', 'arguments': {'name': 'paperless'}</tool_call>"],
    ['in JSON that was cut off', '{"name": "read_guest", "arguments": {"name": "paperless"'],
    ['like Python', 'read_guest(name="paperless")'],
    ['like Python in brackets', "[read_guest(name='paperless')]"],
    ['like Python in a block', '```tool_code\nread_guest(name="paperless")\n```'],
  ])('is made a call: %s', (_, answer) => {
    expect(read(answer, length)).toEqual({ text: '', calls: [paperless] });
  });

  it('keeps the words around it', () => {
    expect(read(`I look.\n${inJson}\nThen we see.`, length)).toEqual({
      text: 'I look.\n\nThen we see.',
      calls: [paperless],
    });
  });

  it('may be one of several', () => {
    const two = [{ name: 'list_guests', arguments: {} }, paperless];
    expect(read(`[list_guests(), read_guest(name="paperless")]`, length).calls).toEqual(two);
    expect(
      read(`<tool_call>{"name":"list_guests"}</tool_call>\n<tool_call>${inJson}</tool_call>`, length).calls,
    ).toEqual(two);
  });

  it('has its arguments as the schema wants them', () => {
    expect(read('read_guest(id="101", tags=["a, b", "c)"])', length).calls).toEqual([
      { name: 'read_guest', arguments: { id: 101, tags: ['a, b', 'c)'] } },
    ]);
  });

  it.each<[string, string]>([
    ['a tool that was not offered', '<tool_call>{"name": "delete_guest", "arguments": {}}</tool_call>'],
    ['a list with a tool that was not offered', `[${inJson}, {"name": "delete_guest", "arguments": {}}]`],
    ['a tool of the language', '```python\nprint(1)\n```'],
    ['other JSON', '{"name": "paperless", "state": "running"}'],
    ['JSON without a name', '{"guests": [1, 2]}'],
    ['another block', '```yaml\nname: read_guest\n```\nThat is it.'],
    ['a name in a sentence', 'I would use read_guest(name="paperless") for that.'],
    ['JSON in a sentence', `Such as ${inJson}`],
    ['a tool without brackets', 'read_guest is a tool'],
    ['less than', 'a < b and <b>that</b> [x](y)'],
    ['a list in Markdown', '- [ ] one\n- [x] two\n[1, 2]'],
    ['an unclosed bracket', '[read_gue'],
    ['Python with what is no argument', 'read_guest(paperless)'],
  ])('stays text: %s', (_, answer) => {
    expect(read(answer, length)).toEqual({ text: answer, calls: [] });
  });
});

describe('an answer without printed calls', () => {
  it.each(['{"name":\n', '<tool_call>', '[[{"name":', '```json\n{'])(
    'comes through whole where it is a flood of beginnings: %j',
    (beginning) => {
      const answer = beginning.repeat(3_000);
      expect(read(answer, 1_000)).toEqual({ text: answer, calls: [] });
    },
  );

  it('is passed on as it comes', () => {
    const printed = createPrintedCalls(tools);
    for (const piece of ['It runs', ' since\n', 'Monday: ', '{3} [4]'])
      expect(printed.take(piece)).toEqual([{ kind: 'text', text: piece }]);
  });

  it('is passed on as it is where no tools were offered', () => {
    expect(read(inJson, 1, [])).toEqual({ text: inJson, calls: [] });
  });

  it('loses and adds nothing, whatever it is and however it comes', () => {
    const token = fc.constantFrom(
      '<',
      'tool_call>',
      '</',
      '```',
      'json\n',
      '{',
      '}',
      '[',
      ']',
      '"',
      '(',
      ')',
      '\n',
      ' ',
      'name',
      ':',
      'read_guest',
      "'",
      '\\',
      'ü',
      '🖥',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (tokens, length) => {
        const answer = tokens.join('');
        const { text, calls } = read(answer, length);
        expect(calls.length > 0 || text === answer).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
