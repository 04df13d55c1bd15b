import type { Clock } from '../../core/clock.ts';
import type { ProblemView } from '../../core/overview.ts';
import { oneLine } from '../retrieval/one-line.ts';
import type { ReadTool } from './read-tool.ts';

/** `what_is_wrong`: everything that is wrong, stale or not known now. */
export const createWhatIsWrongTool = ({
  problems,
  clock,
}: {
  readonly problems: () => readonly ProblemView[];
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'what_is_wrong',
    description: 'Everything that is wrong, out of date or not known in the homelab now, gravest first.',
    parameters: { type: 'object', properties: {} },
  },
  progress: (_args, doing) => doing.problems,
  read: async () => {
    const now = problems();
    return now.length === 0
      ? { parts: [], note: 'Nothing is wrong, and everything was read lately.' }
      : {
          parts: [
            {
              source: 'problems',
              atMs: clock.now(),
              provenance: 'inventory',
              text: now
                .map(({ severity, name, text }) => `${severity}: ${oneLine(name)}: ${oneLine(text)}`)
                .join('\n'),
            },
          ],
        };
  },
});
