/** What may be away, one by one and together. */
export const outages = ['internet', 'GitHub', 'GPU', 'models'] as const;

/** One of them. */
export type Outage = (typeof outages)[number];

/** All sixteen combinations, from nothing away to everything. */
export const combinations: readonly (readonly Outage[])[] = Array.from(
  { length: 2 ** outages.length },
  (_, bits) => outages.filter((_outage, index) => (bits >> index) % 2 === 1),
);

/** Without the internet GitHub is away as well. */
export const isGithubAway = (away: readonly Outage[]): boolean =>
  away.includes('internet') || away.includes('GitHub');
