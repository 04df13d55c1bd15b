import { conversationEnglish } from './en-conversation.ts';
import { modelsEnglish } from './en-models.ts';
import { phoneEnglish } from './en-phone.ts';
import { runsEnglish } from './en-runs.ts';
import { wyomingEnglish } from './en-wyoming.ts';

/** English texts. Each part of the product has its own file beside this one. */
export const english = {
  ...conversationEnglish,
  ...modelsEnglish,
  ...phoneEnglish,
  ...runsEnglish,
  ...wyomingEnglish,
} as const;
