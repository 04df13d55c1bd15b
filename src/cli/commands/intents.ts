import { createInterface } from 'node:readline';
import { listsOf } from '../../intents/inventory-lists.ts';
import { createRecognizer } from '../../intents/recognizer.ts';
import type { Command } from '../command.ts';
import { runningInventory } from '../running-inventory.ts';

/** `steward intents`: sentences on standard input, what each is understood as on standard output. */
export const intents: Command = {
  usage: '[--language L] < sentences',
  summary: 'what each sentence on standard input is understood as',
  options: { language: { type: 'string', default: 'en' } },
  run: async ({ values, print }) => {
    const recognizer = createRecognizer();
    const objects = await runningInventory();
    const lists = listsOf({
      takenAtMs: 0,
      systems: [],
      objects: new Map(objects.map((object) => [object.ref, object])),
    });
    for await (const text of createInterface({ input: process.stdin })) {
      const startedMs = performance.now();
      const recognition = recognizer.recognize(text, { language: String(values['language']), lists });
      const ms = Math.round((performance.now() - startedMs) * 1000) / 1000;
      if (recognition.kind === 'none') print(JSON.stringify({ text, intent: null, ms }));
      else if (recognition.kind === 'match')
        print(
          JSON.stringify({
            text,
            intent: recognition.intent,
            slots: Object.fromEntries(
              Object.entries(recognition.slots).map(([name, { value }]) => [name, value]),
            ),
            ms,
          }),
        );
      else print(JSON.stringify({ text, ...recognition, ms }));
    }
    return 0;
  },
};
