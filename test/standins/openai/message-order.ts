import type { OpenaiChatBody } from './request-schemas.ts';

/** What is wrong with the order of messages: results answer the calls right before them, each once, all of them. */
export const orderFault = (messages: OpenaiChatBody['messages']): string | undefined => {
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id))
        return `a message of a tool answers no call before it: ${message.tool_call_id}`;
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return `calls without an answer: ${open.join(', ')}`;
    if (message.role !== 'assistant') continue;
    open = (message.tool_calls ?? []).map(({ id }) => id);
    if (new Set(open).size < open.length) return 'two calls have one id';
    if (!message.content && open.length === 0 && !message.refusal) return 'an assistant that says nothing';
  }
  return open.length > 0 ? `calls without an answer: ${open.join(', ')}` : undefined;
};
