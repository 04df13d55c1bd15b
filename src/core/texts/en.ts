import { conversationEnglish } from './en-conversation.ts';
import { wyomingEnglish } from './en-wyoming.ts';

/** English texts. Each part of the product has its own file beside this one. */
export const english = { ...conversationEnglish, ...wyomingEnglish } as const;
