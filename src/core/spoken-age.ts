const dayMs = 24 * 60 * 60 * 1000;

/** A duration as people say it: `40 seconds`, `5 minutes`, `3 hours`, `12 days`. Rounded down. */
export const spokenAge = (ageMs: number): string => {
  const [amount, unit] =
    ageMs < 60_000
      ? [ageMs / 1000, 'second']
      : ageMs < 3_600_000
        ? [ageMs / 60_000, 'minute']
        : ageMs < 2 * dayMs
          ? [ageMs / 3_600_000, 'hour']
          : [ageMs / dayMs, 'day'];
  const whole = Math.max(0, Math.floor(amount));
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
};
