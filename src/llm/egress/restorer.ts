import type { Json } from '../../core/json.ts';
import type { StreamPart, ToolCall } from '../model.ts';
import type { Restorer } from './egress.ts';
import { mapJson } from './map-json.ts';
import type { Placeholders } from './placeholders.ts';

/** What {@link createRestorer} works with. */
export interface RestorerDeps {
  readonly placeholders: Placeholders;
  /** The real names of tools by what they were called outside. */
  readonly toolNames: ReadonlyMap<string, string>;
  /** Whether the answer is JSON, so that what comes back has to be written as inside a JSON string. */
  readonly isJson: boolean;
  /** Told of the vendor's own blocks of thinking, which come back to it unchanged. */
  readonly onThinking: (thinking: Json) => void;
}

const endsInWord = /[\p{L}\p{N}]$/u;

const insideJson = (value: string): string => JSON.stringify(value).slice(1, -1);

/** Restores one kind of text, in pieces. */
const createTextRestorer = (placeholders: Placeholders, spell: (value: string) => string) => {
  const issued = [...placeholders.issued()];
  const longest = Math.max(0, ...issued.map((word) => word.length));
  let held = '';
  /** A letter when a letter or digit came last: a placeholder begins only where a word does. */
  let before = '';

  /** Length of the end that may be the beginning of a placeholder, or one to which further digits may come. */
  const openEnd = (text: string): number => {
    for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
      const end = text.slice(-length).toLowerCase();
      if (issued.some((word) => word.startsWith(end)) && !endsInWord.test(before + text.slice(0, -length)))
        return length;
    }
    return 0;
  };

  const restore = (text: string): string => {
    const restored = placeholders.restore(before + text, spell).slice(before.length);
    before = endsInWord.test(before + text) ? 'x' : '';
    return restored;
  };

  return {
    take: (piece: string): string => {
      const text = held + piece;
      const length = openEnd(text);
      held = text.slice(text.length - length);
      return restore(text.slice(0, text.length - length));
    },
    end: (): string => {
      const text = held;
      held = '';
      return restore(text);
    },
  };
};

/** Puts identities back into one answer. Nothing longer than a placeholder is ever held back. */
export const createRestorer = ({ placeholders, toolNames, isJson, onThinking }: RestorerDeps): Restorer => {
  const plain = (value: string): string => value;
  const restorers = {
    text: createTextRestorer(placeholders, isJson ? insideJson : plain),
    thinking: createTextRestorer(placeholders, plain),
  };

  const flush = (kinds: readonly ('text' | 'thinking')[]): StreamPart[] =>
    kinds.flatMap((kind) => {
      const text = restorers[kind].end();
      return text === '' ? [] : [{ kind, text }];
    });

  const restoreCall = ({ id, name, arguments: given }: ToolCall): ToolCall => ({
    id,
    name: toolNames.get(name) ?? name,
    arguments: mapJson(given, (text) => placeholders.restore(text)) as ToolCall['arguments'],
  });

  return {
    take: (part) => {
      switch (part.kind) {
        case 'text':
        case 'thinking': {
          const text = restorers[part.kind].take(part.text);
          const other = flush([part.kind === 'text' ? 'thinking' : 'text']);
          return text === '' ? other : [...other, { kind: part.kind, text }];
        }
        case 'tool-call':
          return [...flush(['thinking', 'text']), { kind: 'tool-call', call: restoreCall(part.call) }];
        case 'usage':
          return [part];
        case 'end':
          if (part.thinking !== undefined) onThinking(part.thinking);
          return [...flush(['thinking', 'text']), part];
      }
    },
    end: () => flush(['thinking', 'text']),
  };
};
