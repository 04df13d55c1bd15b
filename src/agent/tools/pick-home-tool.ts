import { asStewardError } from '../../core/errors.ts';
import type { ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

/** Words for the tool over entities, out of the arguments of the one over the Assist LLM API. */
const asWords = (args: Parameters<ReadTool['read']>[0]): string =>
  ['name', 'words', 'area', 'domain'].flatMap((key) => textArgument(args, key) ?? []).join(' ');

/**
 * The one tool about the house that a model is offered, of two that tell the same: Home Assistant's own Assist LLM API while
 * the integration is connected, else its entities over the WebSocket. Where the first fails, the second answers in its
 * place, if there is one. Undefined where there is neither.
 */
export const pickHomeTool = (
  fromAssist: ReadTool | undefined,
  fromEntities: ReadTool | undefined,
): ReadTool | undefined => {
  if (fromAssist === undefined || fromEntities === undefined) return fromAssist ?? fromEntities;
  return {
    ...fromAssist,
    read: async (args, context) => {
      try {
        return await fromAssist.read(args, context);
      } catch (thrown) {
        if (context.signal.aborted || !asStewardError(thrown).code.startsWith('home-assistant.'))
          throw thrown;
        return fromEntities.read({ words: asWords(args) }, context);
      }
    },
  };
};
