import { conversationEnglish } from './en-conversation.ts';

/** English texts. Each part of the product has its own file beside this one. */
export const english = { ...conversationEnglish } as const;
