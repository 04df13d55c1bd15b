import type { AnthropicBody } from './request-schema.ts';

/** A block of an answer; text and thinking in pieces, each an event of its own. */
export type AnthropicBlock =
  | { readonly type: 'text'; readonly pieces: readonly string[] }
  | { readonly type: 'thinking'; readonly pieces: readonly string[]; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id?: string; readonly name: string; readonly input: unknown };

/** What a model says to one request. */
export interface AnthropicAnswer {
  readonly blocks?: readonly AnthropicBlock[];
  /** Default `tool_use` or `end_turn`. */
  readonly stopReason?: string;
  /** Default 26 and 12. */
  readonly usage?: {
    readonly input: number;
    readonly output: number;
    readonly cacheRead?: number;
    readonly cacheWrite?: number;
  };
}

const piecesOf = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? [];

const event = (type: string, more: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}`;

const blockEvents = (block: AnthropicBlock, index: number, turn: number): string[] => {
  const start = (content_block: object) => event('content_block_start', { index, content_block });
  const delta = (of: object) => event('content_block_delta', { index, delta: of });
  const inner = (): string[] => {
    switch (block.type) {
      case 'text':
        return [
          start({ type: 'text', text: '', citations: null }),
          ...block.pieces.map((text) => delta({ type: 'text_delta', text })),
        ];
      case 'thinking':
        return [
          start({ type: 'thinking', thinking: '', signature: '' }),
          ...block.pieces.map((thinking) => delta({ type: 'thinking_delta', thinking })),
          ...piecesOf(block.signature).map((signature) => delta({ type: 'signature_delta', signature })),
        ];
      case 'redacted_thinking':
        return [start({ type: 'redacted_thinking', data: block.data })];
      case 'tool_use':
        return [
          start({
            type: 'tool_use',
            id: block.id ?? `toolu_of_${turn}_${index}`,
            name: block.name,
            input: {},
          }),
          delta({ type: 'input_json_delta', partial_json: '' }),
          ...piecesOf(typeof block.input === 'string' ? block.input : JSON.stringify(block.input)).map(
            (partial_json) => delta({ type: 'input_json_delta', partial_json }),
          ),
        ];
    }
  };
  return [...inner(), event('content_block_stop', { index })];
};

/** The blocks of thinking as the vendor will want them back. */
export const thinkingOf = ({ blocks = [] }: AnthropicAnswer): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'redacted_thinking') return [JSON.stringify({ type: block.type, data: block.data })];
    if (block.type !== 'thinking') return [];
    return [
      JSON.stringify({ type: block.type, thinking: block.pieces.join(''), signature: block.signature }),
    ];
  });

/** An answer as events. */
export const answerEvents = ({ model }: AnthropicBody, answer: AnthropicAnswer, turn: number): string[] => {
  const { blocks = [], usage } = answer;
  const { input, output, cacheRead, cacheWrite } = { input: 26, output: 12, ...usage };
  const isCalling = blocks.some(({ type }) => type === 'tool_use');
  const used = {
    input_tokens: input,
    cache_creation_input_tokens: cacheWrite ?? 0,
    cache_read_input_tokens: cacheRead ?? 0,
  };
  return [
    event('message_start', {
      message: {
        id: `msg_${turn}`,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...used, output_tokens: 1, service_tier: 'standard' },
      },
    }),
    ...blocks.flatMap((block, index) => blockEvents(block, index, turn)),
    event('message_delta', {
      delta: { stop_reason: answer.stopReason ?? (isCalling ? 'tool_use' : 'end_turn'), stop_sequence: null },
      usage: { ...used, output_tokens: output },
    }),
    event('message_stop', {}),
  ];
};
