import type { Lists } from '../../src/intents/list-value.ts';
import type { Context, Recognition } from '../../src/intents/recognizer.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';

/** One sentence file with these templates, and what else stands in it, for the intent Help. */
export const fileWith = (templates: readonly string[], block = '', top = ''): string =>
  [
    'language: en',
    'intents:',
    '  Help:',
    '    data:',
    '      - sentences:',
    ...templates.map((template) => `          - ${JSON.stringify(template)}`),
    ...block.split('\n').map((line) => (line === '' ? '' : `        ${line}`)),
    top,
  ].join('\n');

/** Slots by name when the sentence matches, undefined when not. */
export const slotsOf = (recognition: Recognition): Record<string, string> | undefined =>
  recognition.kind === 'match'
    ? Object.fromEntries(Object.entries(recognition.slots).map(([name, { value }]) => [name, value]))
    : undefined;

/** Understands sentences by the templates of one file. */
export const understand =
  (file: string, lists: Lists = {}, context: Context = {}) =>
  (text: string): Record<string, string> | undefined => {
    const recognizer = createRecognizer({ files: [{ path: 'en/Help/test.yaml', text: file }] });
    return slotsOf(recognizer.recognize(text, { language: 'en', lists, context }));
  };
