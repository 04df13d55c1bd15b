import type { MessageCreateParamsStreaming, ThinkingConfigParam } from '@anthropic-ai/sdk/resources/messages';
import type { ModelRequest } from '../model.ts';

/** How much of the answer may go into thinking where the vendor wants a number. */
const budgetShare = 0.5;
const smallestBudget = 1_024;

/** `claude-sonnet-4-6`, `claude-3-7-sonnet-20250219`: family and version, as far as a name tells them. */
const versionOf = (model: string): { readonly family: string; readonly version: number } => {
  const family = /(fable|mythos|opus|sonnet|haiku)/.exec(model)?.[1] ?? '';
  const [, major = '', minor = '0'] = /(?<!\d)(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(model) ?? [];
  return { family, version: Number(`${major || 0}.${minor}`) };
};

const summarized: ThinkingConfigParam = { type: 'adaptive', display: 'summarized' };

/**
 * How a model is told whether to think. Since 4.6 models decide for themselves how much; before, they wanted a number; the
 * largest families cannot be told not to think at all, and are told to make little effort of it instead
 * (https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking).
 */
export const anthropicThinking = (
  model: string,
  { thinking = false, maxOutputTokens }: Pick<ModelRequest, 'thinking' | 'maxOutputTokens'>,
): Pick<MessageCreateParamsStreaming, 'thinking'> & { readonly effort?: 'low' } => {
  const { family, version } = versionOf(model);
  if (family === 'fable' || family === 'mythos')
    return thinking ? { thinking: summarized } : { thinking: { type: 'adaptive' }, effort: 'low' };
  if (version >= 4.6) {
    if (thinking) return { thinking: summarized };
    // Those before 5 do not think unasked, and one of them takes no word about it.
    return version < 5 ? {} : { thinking: { type: 'disabled' } };
  }
  const budget = Math.max(smallestBudget, Math.floor(maxOutputTokens * budgetShare));
  return thinking && budget < maxOutputTokens ? { thinking: { type: 'enabled', budget_tokens: budget } } : {};
};
