const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** One or more numbers with a unit, e.g. `90s`, `1h30m`, `14d`. */
export const durationPattern = /^([0-9]{1,6}(ms|s|m|h|d))+$/;

/** Milliseconds of a duration as people and Go write it: `90s`, `1h30m`, `14d`; undefined for anything else. */
export const durationMs = (text: string): number | undefined =>
  durationPattern.test(text)
    ? [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce(
        (sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0),
        0,
      )
    : undefined;

/** "about 3 minutes": a length of time as people say it. */
export const spokenDuration = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  if (seconds < 90) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
};
