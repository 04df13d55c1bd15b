/** A piece of an answer, thought or said. */
export interface Thought {
  readonly kind: 'text' | 'thinking';
  readonly text: string;
}

const tags = ['<think>', '</think>', '<thinking>', '</thinking>'];
const whole = /<(\/?)think(?:ing)?>/;

/** How much of the text's end could become a tag. */
const possibleTag = (text: string): number => {
  const start = text.lastIndexOf('<');
  if (start === -1) return 0;
  const tail = text.slice(start);
  return tags.some((tag) => tag !== tail && tag.startsWith(tail)) ? tail.length : 0;
};

/** Takes thinking that a model prints between tags out of its text, also where a tag comes in pieces. */
export interface ThinkTags {
  take(text: string): readonly Thought[];
  /** What was held back; thinking that never ended is thinking. */
  end(): readonly Thought[];
}

/** Makes one for one answer. Only an answer that begins with a tag is taken apart: later, a tag is something that is said. */
export const createThinkTags = (): ThinkTags => {
  let held = '';
  let state: 'undecided' | 'thinking' | 'saying' = 'undecided';
  /** White space after thinking belongs to neither. */
  let isAfterThinking = false;

  const said = (text: string): Thought[] => {
    const shown = isAfterThinking ? text.trimStart() : text;
    if (shown === '') return [];
    isAfterThinking = false;
    return [{ kind: 'text', text: shown }];
  };
  const thought = (text: string): Thought[] => (text === '' ? [] : [{ kind: 'thinking', text }]);

  const step = (): Thought[] => {
    const text = held;
    if (state === 'saying') {
      held = '';
      return said(text);
    }
    if (state === 'undecided') {
      const begin = text.trimStart();
      const tag = whole.exec(begin);
      if (tag?.index === 0) {
        held = begin.slice(tag[0].length);
        state = 'thinking';
        // A template that opened the tag itself leaves only the closing one.
        if (tag[1] === '/') {
          state = 'saying';
          isAfterThinking = true;
        }
        return step();
      }
      if (begin === '' || possibleTag(begin) === begin.length) return [];
      state = 'saying';
      return step();
    }
    const tag = whole.exec(text);
    if (tag !== null) {
      held = text.slice(tag.index + tag[0].length);
      if (tag[1] === '/') {
        state = 'undecided';
        isAfterThinking = true;
      }
      return [...thought(text.slice(0, tag.index)), ...step()];
    }
    const shown = text.slice(0, text.length - possibleTag(text));
    held = text.slice(shown.length);
    return thought(shown);
  };

  return {
    take: (text) => {
      held += text;
      return step();
    },
    end: () => {
      const rest = held;
      held = '';
      return state === 'thinking' ? thought(rest) : said(rest);
    },
  };
};
