const minuteMs = 60_000;
/** What reading times and clocks contribute. */
const noiseMs = 90_000;
/** The inventory shows a running time anew when it grew by a minute or by 1 %, whichever is more. */
const runningTimeLag = 0.01;

/**
 * When something booted, to the minute. Worked out anew at every reading it would wander, so what was published stays
 * until it is clearly wrong: by more than 90 s too late (an earlier reading was behind), or too early by more than a
 * running time that lags behind explains (it has booted since).
 * @param previousMs what was published before, if anything
 */
export const lastBootMs = (
  uptimeSeconds: number | undefined,
  readAtMs: number,
  previousMs: number | undefined,
): number | undefined => {
  if (uptimeSeconds === undefined || uptimeSeconds <= 0) return undefined;
  const uptimeMs = uptimeSeconds * 1_000;
  const bootMs = readAtMs - uptimeMs;
  if (previousMs !== undefined) {
    const laterByMs = bootMs - previousMs;
    const lagMs = Math.max(minuteMs, uptimeMs * runningTimeLag);
    if (laterByMs >= -noiseMs && laterByMs <= noiseMs + lagMs) return previousMs;
  }
  return Math.round(bootMs / minuteMs) * minuteMs;
};
