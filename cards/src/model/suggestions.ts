import type { Overview } from '../../../src/core/overview.ts';
import { text } from '../texts/texts.ts';
import { waitingRequests } from './history.ts';

/**
 * What one could ask now, from the state of the homelab, at most `limit` sentences. `asked` are the sentences of this
 * conversation, which are not suggested again.
 */
export const suggestionsFor = (
  overview: Overview | undefined,
  asked: readonly string[],
  limit = 3,
): string[] => {
  const { pools = [], nodes = [], guests = [] } = overview?.inventory ?? {};
  const fullest = pools.toSorted((a, b) => b.usedBytes / b.totalBytes - a.usedBytes / a.totalBytes)[0];
  const stopped = guests.find((guest) => guest.status === 'stopped');
  const node = nodes.find((candidate) => candidate.health !== 'ok') ?? nodes[0];
  const last = asked.at(-1)?.toLowerCase() ?? '';
  const hasSubject = [...nodes, ...guests].some(({ name }) => last.includes(name.toLowerCase()));
  const all = [
    ...(hasSubject ? [text('ask.memory')] : []),
    ...(overview !== undefined && overview.problems.length > 0 ? [text('ask.wrong')] : []),
    ...(fullest === undefined ? [] : [text('ask.pool', { name: fullest.name })]),
    ...(stopped === undefined ? [] : [text('ask.start', { name: stopped.name })]),
    ...(overview !== undefined && waitingRequests(overview).length > 0 ? [text('ask.waits')] : []),
    ...(node === undefined ? [] : [text('ask.node', { name: node.name })]),
    text('ask.down'),
    text('ask.happened'),
    text('ask.running'),
  ];
  const said = new Set(asked.map((sentence) => sentence.toLowerCase()));
  return all.filter((sentence) => !said.has(sentence.toLowerCase())).slice(0, limit);
};
