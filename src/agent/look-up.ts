import { asStewardError, explain } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Provenance } from '../core/provenance.ts';
import type { Picture } from '../core/reply.ts';
import type { TextContent, ToolCall } from '../llm/model.ts';
import type { EvidenceBook } from './evidence-book.ts';
import { markData } from './mark-data.ts';
import type { ShownData } from './prompt.ts';
import type { ReadContext, ReadPart, ReadTool } from './tools/read-tool.ts';

/** Notes what was read and sets it between marks, each part with its id, cut to so many characters in all. */
export const showParts = (
  parts: readonly ReadPart[],
  evidence: EvidenceBook,
  mostCharacters: number,
): readonly ShownData[] => {
  let left = mostCharacters;
  const shown: ShownData[] = [];
  for (const { source, atMs, text, provenance } of parts) {
    if (left < fewestCharacters) break;
    const marked = markData({ id: evidence.note(source, atMs), text, maxLength: left });
    left -= marked.length;
    shown.push({ text: marked, provenance });
  }
  return shown;
};

/** Less is not worth showing. Characters. */
const fewestCharacters = 80;

/** The answer to a call, as the model is told it. */
export interface LookedUp {
  readonly content: readonly TextContent[];
  readonly isError: boolean;
  readonly provenances: readonly Provenance[];
}

const own = (text: string, isError: boolean): LookedUp => ({
  content: [{ kind: 'text', text, provenance: 'product' }],
  isError,
  provenances: [],
});

/**
 * Answers what a model wants looked up. There is nothing else that a call can do: a name that is none of the readers' is
 * answered with those that there are.
 */
export const lookUp = async (
  call: ToolCall,
  {
    readers,
    evidence,
    context,
    readPictures,
    mostCharacters,
    log,
  }: {
    readonly readers: readonly ReadTool[];
    readonly evidence: EvidenceBook;
    readonly context: ReadContext;
    /** What stands in pictures. Absent: nobody can look at them. */
    readonly readPictures: ((pictures: readonly Picture[]) => Promise<readonly ReadPart[]>) | undefined;
    readonly mostCharacters: number;
    readonly log: Log;
  },
): Promise<LookedUp> => {
  const reader = readers.find(({ definition }) => definition.name === call.name);
  if (reader === undefined)
    return own(
      `There is no such tool. Tools: ${readers.map(({ definition }) => definition.name).join(', ')}.`,
      true,
    );
  try {
    const result = await reader.read(call.arguments, context);
    const { note, pictures = [] } = result;
    const seen = pictures.length === 0 ? [] : ((await readPictures?.(pictures)) ?? []);
    const parts = [...result.parts, ...seen];
    const shown = showParts(parts, evidence, mostCharacters);
    const leftOut = parts.length - shown.length;
    const notes = [
      ...(note === undefined ? [] : [note]),
      ...(parts.length === 0 && note === undefined ? ['Nothing was found.'] : []),
      ...(leftOut === 0 ? [] : [`(${leftOut} more left out)`]),
    ];
    return {
      content: [
        ...shown.map(({ text, provenance }): TextContent => ({ kind: 'text', text, provenance })),
        ...notes.map((text): TextContent => ({ kind: 'text', text, provenance: 'inventory' })),
      ],
      isError: false,
      provenances: parts.map(({ provenance }) => provenance),
    };
  } catch (thrown) {
    const error = asStewardError(thrown);
    log.info('What a model wanted looked up could not be read.', { tool: call.name, code: error.code });
    return {
      content: [{ kind: 'text', text: explain(error), provenance: 'inventory' }],
      isError: true,
      provenances: ['inventory'],
    };
  }
};
