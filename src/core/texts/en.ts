import { conversationEnglish } from './en-conversation.ts';
import { phoneEnglish } from './en-phone.ts';
import { wyomingEnglish } from './en-wyoming.ts';

/** English texts. Each part of the product has its own file beside this one. */
export const english = { ...conversationEnglish, ...phoneEnglish, ...wyomingEnglish } as const;
