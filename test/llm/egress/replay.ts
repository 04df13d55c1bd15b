import type { StreamPart } from '../../../src/llm/model.ts';
import { conversation, type House, knownOf, numbersFrom } from './conversations.ts';
import { bodyOf, makeEgress, signal } from './egress-fixture.ts';

/** What was seen outside of a house while it was replayed. */
export interface Seen {
  /** Address, headers and body of each call, as they left. */
  readonly calls: readonly string[];
  readonly ledger: readonly string[];
  readonly log: readonly string[];
  readonly verdicts: readonly string[];
  /** How many requests were asked for. */
  readonly count: number;
}

/**
 * Plays conversations of a house through the door: some tries fail and are repeated, some streams break off, and what
 * comes back is restored in pieces.
 */
export const replay = async (house: House, seeds: readonly number[]): Promise<Seen> => {
  const failures = numbersFrom(99);
  const { egress, send, sent, entries, logged } = makeEgress({
    known: knownOf(house),
    secrets: house.secrets,
    answer: async () => {
      const kind = failures(5);
      if (kind === 0) throw new TypeError(`fetch failed: ${house.hosts[0]}`);
      return new Response('{}', { status: kind === 1 ? 529 : 200 });
    },
  });
  const verdicts: string[] = [];
  let count = 0;
  for (const seed of seeds)
    for (const request of conversation(house, seed)) {
      count += 1;
      const answer = await egress.prepare(request, { signal });
      verdicts.push(answer.kind === 'stays' ? `stays: ${answer.reason}` : answer.class);
      if (answer.kind === 'stays') continue;
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const response = await send(answer, bodyOf(answer.request)).catch(({ code }) => {
          verdicts.push(String(code));
          return undefined;
        });
        if (response?.status === 200) break;
      }
      const restorer = answer.restorer();
      for (const part of ['ho', 'st-1 and address', '-2'].map(
        (each): StreamPart => ({ kind: 'text', text: each }),
      ))
        restorer.take(part);
      restorer.end();
    }
  return {
    calls: sent.map(({ url, init }) =>
      JSON.stringify([url, [...new Headers(init.headers)], init.body, init.method, init.redirect]),
    ),
    ledger: entries.map((entry) => JSON.stringify({ ...entry, requestId: '' })),
    log: logged,
    verdicts,
    count,
  };
};
