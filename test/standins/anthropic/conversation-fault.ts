import type { AnthropicBody } from './request-schema.ts';

type Message = AnthropicBody['messages'][number];
type Block = Exclude<Message['content'], string>[number];

const blocksOf = ({ content }: Message): readonly Block[] => (typeof content === 'string' ? [] : content);

const idsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));

const turnFault = (before: Message | undefined, message: Message): string | undefined => {
  if (before?.role === message.role) return 'roles must alternate';
  const asked = before === undefined ? [] : idsOf(blocksOf(before));
  const blocks = blocksOf(message);
  const answered = blocks.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []));
  if (new Set(answered).size < answered.length) return 'each tool_use must have a single result';
  if (asked.some((id) => !answered.includes(id)))
    return 'tool_use ids were found without tool_result blocks immediately after';
  if (answered.some((id) => !asked.includes(id)))
    return 'a tool_result has no tool_use in the message before it';
  if (blocks.slice(answered.length).some(({ type }) => type === 'tool_result'))
    return 'tool_result blocks come before other content';
  return undefined;
};

/** What is wrong with what a request says together, beyond its fields. */
export const conversationFault = (
  { messages, tools, tool_choice, thinking, max_tokens, system }: AnthropicBody,
  isIssued: (thinking: string) => boolean,
): string | undefined => {
  if (messages[0]?.role !== 'user') return 'first message must use the user role';
  if (messages.at(-1)?.role !== 'user') return 'this model does not support assistant message prefill';
  for (const [index, message] of messages.entries()) {
    const fault = turnFault(messages[index - 1], message);
    if (fault !== undefined) return `messages.${index}: ${fault}`;
  }
  const blocks = messages.flatMap(blocksOf);
  const ids = idsOf(blocks);
  if (new Set(ids).size < ids.length) return 'tool_use ids must be unique';
  const hasCalls = blocks.some(({ type }) => type === 'tool_use' || type === 'tool_result');
  if (hasCalls && tools === undefined) return 'tools must be provided when tool_use blocks are present';
  if (tool_choice !== undefined && tools === undefined) return 'tool_choice may only be specified with tools';
  const changed = blocks.some(
    (block) =>
      (block.type === 'thinking' || block.type === 'redacted_thinking') && !isIssued(JSON.stringify(block)),
  );
  if (changed) return 'thinking blocks cannot be modified: Invalid `signature` in `thinking` block';
  const isThinking = thinking?.type === 'enabled' || thinking?.type === 'adaptive';
  if (isThinking && tool_choice?.type === 'any')
    return 'thinking may not be enabled when tool_choice forces tool use';
  if (thinking?.type === 'enabled' && thinking.budget_tokens >= max_tokens)
    return '`max_tokens` must be greater than `thinking.budget_tokens`';
  const marked = [...blocks, ...(typeof system === 'string' ? [] : (system ?? [])), ...(tools ?? [])].filter(
    (block) => 'cache_control' in block,
  );
  return marked.length > 4 ? 'a maximum of 4 blocks with cache_control may be provided' : undefined;
};
