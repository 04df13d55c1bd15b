/** The two ends of an interval. Shares, 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % of a normal distribution lie below so many standard deviations. */
const z = 1.959964;

/**
 * Wilson's 95 % interval of a share (E. B. Wilson, 1927): what a share of all such tasks may be, after so many of them.
 * Holds for few tasks, too. `{ low: 0, high: 1 }` after none. Pure.
 */
export const wilson = (solved: number, tasks: number): Interval => {
  if (tasks === 0) return { low: 0, high: 1 };
  const share = solved / tasks;
  const centre = share + (z * z) / (2 * tasks);
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * tasks)) / tasks);
  const scale = 1 + (z * z) / tasks;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
};
