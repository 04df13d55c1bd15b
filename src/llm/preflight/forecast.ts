import { estimateTokens } from '../estimate-tokens.ts';
import type { ConfiguredModel } from '../model.ts';
import { costOf } from '../router/cost.ts';
import { chatTasks } from './tasks/chat.ts';
import { codeTasks } from './tasks/code.ts';
import { planningTasks } from './tasks/planning.ts';
import { toolTasks } from './tasks/tools.ts';

/** A household that asks so much a day, in free words. */
const requestsADay = 30;
/** What such a request takes in, over all its rounds, and gives out. Tokens; as `npm run bench -- prompt-tokens` measures them. */
const usualRequest = { inputTokens: 5_000, outputTokens: 250 };
const daysAMonth = 30;

/** The most that a check of this model may cost. US dollars. */
export const checkCost = ({ price }: ConfiguredModel): number =>
  [...chatTasks, ...toolTasks, ...planningTasks, ...codeTasks].reduce(
    (sum, { request }) =>
      sum + costOf(price, { inputTokens: estimateTokens(request), outputTokens: request.maxOutputTokens }),
    0,
  );

/** What a month of usual questions may cost with this model alone. US dollars. */
export const monthForecast = ({ price }: ConfiguredModel): number =>
  costOf(price, usualRequest) * requestsADay * daysAMonth;
