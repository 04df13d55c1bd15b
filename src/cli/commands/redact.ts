import { createInterface } from 'node:readline';
import { identitiesOf } from '../../llm/privacy/identities-of.ts';
import { createInspector } from '../../llm/privacy/inspect.ts';
import { redacted } from '../../llm/privacy/redacted.ts';
import type { Command } from '../command.ts';
import { runningInventory } from '../running-inventory.ts';

/**
 * `steward redact`: texts on standard input, one a line; for each what is private in it, and the text without. A text is
 * judged by what is in it alone, as Steward's own words would be: where it came from is not known here.
 */
export const redact: Command = {
  usage: '< texts',
  summary: 'what is private in each line on standard input, and the line without it',
  options: {},
  run: async ({ print }) => {
    const identities = identitiesOf(await runningInventory());
    const inspector = createInspector({ known: () => identities, secrets: () => [] });
    for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      const inspection = await inspector.inspect(text, 'product');
      print(
        JSON.stringify({
          class: inspection.class,
          findings: inspection.findings.map(({ rule, start, end }) => ({ rule, start, end })),
          redacted: redacted(text, inspection.findings),
        }),
      );
    }
    return 0;
  },
};
